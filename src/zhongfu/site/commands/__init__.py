"""命令 Commands: one module each with HELP, `configure(parser)` and `run(arguments, screen) -> exit status`."""
