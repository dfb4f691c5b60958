"""列式判定 Rules over many rows at once, with the meaning of one case at a time."""
