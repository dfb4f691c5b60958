"""门户: the pages, one folder per group of users; the folders never import each other."""
