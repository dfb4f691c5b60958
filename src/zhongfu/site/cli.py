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
from zhongfu.site.failure import told
from zhongfu.site.problem import Problem
from zhongfu.site.runtime import now
from zhongfu.site.screen import Screen

DONE, FAULTY, MISUSED = 0, 1, 2


def command_names() -> list[str]:
    """Every command, in the order of the alphabet."""
    return sorted(info.name for info in pkgutil.iter_modules(commands.__path__))


def parser(names: list[str]) -> argparse.ArgumentParser:
    """The grammar of these commands. Shared options stand behind the command, as people type them."""
    root = argparse.ArgumentParser(prog="zhongfu", description="众扶: one open system for social assistance")
    root.add_argument("--version", action="version", version=f"zhongfu {__version__}")
    branches = root.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in names:
        module: ModuleType = importlib.import_module(f"{commands.__name__}.{name}")
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
    """Run one command. Exit status: 0 done, 1 the data or the case was faulty, 2 wrong usage, 3 something unforeseen."""
    words = sys.argv[1:] if argv is None else argv
    names = command_names()
    # Only the command that is asked for is imported: `decide` need not wait for the database's libraries.
    arguments = parser([words[0]] if words and words[0] in names else names).parse_args(words)
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
    except Exception as fault:
        problem = told(fault, arguments.home, now())
        screen.problem(problem)
        return problem.status


if __name__ == "__main__":
    sys.exit(main())
