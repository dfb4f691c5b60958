"""门户 Portals: pages only, one folder per group of users; they never import each other."""
