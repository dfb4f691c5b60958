"""经济核对 Verification: what the sources say about a household, with source and date."""
