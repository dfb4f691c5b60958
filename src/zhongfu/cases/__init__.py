"""经办 Cases: application, decision, confirmation, letter."""
