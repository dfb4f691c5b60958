"""全程监管 Oversight: the system watches over itself."""
