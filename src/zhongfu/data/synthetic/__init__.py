"""合成地区 A place made of chance, with its truth beside it."""
