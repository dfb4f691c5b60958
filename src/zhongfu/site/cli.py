"""命令行 Command line: `zhongfu COMMAND`, one module per command in `site/commands`, discovered by name."""

from __future__ import annotations

import argparse
import importlib
import os
import pkgutil
import signal
import sys
from pathlib import Path
from types import ModuleType
from typing import NoReturn

from zhongfu import __version__
from zhongfu.site import commands
from zhongfu.site.failure import told
from zhongfu.site.problem import Problem
from zhongfu.site.runtime import now
from zhongfu.site.screen import Screen

DONE, MISUSED, STOPPED = 0, 2, 130


class Grammar(argparse.ArgumentParser):
    """A parser whose complaint also stands in Chinese, with the way to the help."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(MISUSED, f"用法有误。用 {self.prog} --help 查看说明。\nWrong usage: {message}. See {self.prog} --help.\n")


def command_names() -> list[str]:
    """Every command, in the order of the alphabet."""
    return sorted(info.name for info in pkgutil.iter_modules(commands.__path__))


def parser(names: list[str]) -> argparse.ArgumentParser:
    """The grammar of these commands. Shared options stand behind the command, as people type them."""
    root = Grammar(prog="zhongfu", description="众扶: one open system for social assistance")
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
    branch.add_argument("--home", type=Path, help=f"folder that holds all state (default: {default_home()})")
    branch.add_argument("--json", action="store_true", help="print one JSON document and nothing else")


def default_home() -> Path:
    """The home of a command that names none."""
    return Path(os.environ.get("ZHONGFU_HOME", "./var"))


def _on_signal(*_: object) -> NoReturn:
    raise KeyboardInterrupt


def _was_interrupted(fault: Exception) -> bool:
    """Whether this is Ctrl-C in the words of the engine, which turns the signal into an error of its own."""
    return "interrupted" in str(fault).lower() and type(fault).__module__ in ("builtins", "duckdb", "_duckdb")


def main(argv: list[str] | None = None) -> int:
    """Run one command. Exit status: 0 done, 1 the data or the case was faulty, 2 wrong usage, 3 something unforeseen, 130 stopped."""
    words = sys.argv[1:] if argv is None else argv
    names = command_names()
    # Only the command that is asked for is imported: `decide` need not wait for the database's libraries.
    arguments = parser([words[0]] if words and words[0] in names else names).parse_args(words)
    arguments.home = arguments.home or default_home()
    screen = Screen(json_only=arguments.json)
    # A service manager's SIGTERM ends a command as quietly as Ctrl-C.
    signal.signal(signal.SIGTERM, _on_signal)
    try:
        return int(arguments.run(arguments, screen))
    except Problem as problem:
        screen.problem(problem)
        return problem.status
    except KeyboardInterrupt:
        return _stopped(screen)
    except BrokenPipeError:
        # The reader (head, less) has gone; nothing is left to say to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as fault:
        if _was_interrupted(fault):
            return _stopped(screen)
        problem = told(fault, arguments.home, now())
        screen.problem(problem)
        return problem.status


def _stopped(screen: Screen) -> int:
    screen.line("已停止；已提交的数据保留，再次运行同一命令会接着做完。", "Stopped. What was committed stays; the same command run again goes on from there.")
    return STOPPED


if __name__ == "__main__":
    sys.exit(main())
