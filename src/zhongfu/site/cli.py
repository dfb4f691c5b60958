"""命令行 Command line: `zhongfu COMMAND`, one module per command in `site/commands`, discovered by name."""

from __future__ import annotations

import argparse
import importlib
import os
import pkgutil
import sys
from pathlib import Path
from types import ModuleType

from zhongfu import __version__
from zhongfu.site import commands
from zhongfu.site.problem import Problem
from zhongfu.site.screen import Screen

DONE, FAULTY, MISUSED = 0, 1, 2


def command_modules() -> dict[str, ModuleType]:
    """Every command by its name, in the order of the alphabet: {"ingest": <module>, …}."""
    names = sorted(info.name for info in pkgutil.iter_modules(commands.__path__))
    return {name: importlib.import_module(f"{commands.__name__}.{name}") for name in names}


def parser() -> argparse.ArgumentParser:
    """The whole grammar. Shared options stand behind the command, as people type them."""
    root = argparse.ArgumentParser(prog="zhongfu", description="众扶: one open system for social assistance")
    root.add_argument("--version", action="version", version=f"zhongfu {__version__}")
    branches = root.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, module in command_modules().items():
        branch = branches.add_parser(name, help=module.HELP, description=module.HELP)
        _shared_options(branch)
        module.configure(branch)
        branch.set_defaults(run=module.run)
    return root


def _shared_options(branch: argparse.ArgumentParser) -> None:
    home = os.environ.get("ZHONGFU_HOME", "./var")
    branch.add_argument("--home", type=Path, default=Path(home), help="folder that holds all state (default: %(default)s)")
    branch.add_argument("--json", action="store_true", help="print one JSON document and nothing else")


def main(argv: list[str] | None = None) -> int:
    """Run one command. Exit status: 0 done, 1 the data or the case was faulty, 2 wrong usage."""
    arguments = parser().parse_args(argv)
    screen = Screen(json_only=arguments.json)
    try:
        return int(arguments.run(arguments, screen))
    except Problem as problem:
        screen.problem(problem)
        return problem.status
    except KeyboardInterrupt:
        screen.line("已停止。", "Stopped.")
        return DONE
    except BrokenPipeError:
        # The reader (head, less) has gone; nothing is left to say to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


if __name__ == "__main__":
    sys.exit(main())
