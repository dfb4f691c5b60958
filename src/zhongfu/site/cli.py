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
    """The grammar of these commands. Shared options may stand before the command or behind it."""
    root = Grammar(prog="zhongfu", description="众扶：社会救助的开放系统 one open system for social assistance")
    _shared_options(root, home=None, json=False)
    root.add_argument("--version", action="version", version=f"zhongfu {__version__}")
    branches = root.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in names:
        module: ModuleType = importlib.import_module(f"{commands.__name__}.{name}")
        branch = branches.add_parser(name, help=module.HELP, description=module.HELP)
        # What is not given behind the command must not hide what was given before it.
        _shared_options(branch, home=argparse.SUPPRESS, json=argparse.SUPPRESS)
        module.configure(branch)
        branch.set_defaults(run=module.run)
    return root


def _shared_options(parser: argparse.ArgumentParser, **unless_given: object) -> None:
    home = f"存放全部状态的文件夹 folder that holds all state (default: {default_home()})"
    parser.add_argument("--home", type=Path, default=unless_given["home"], help=home)
    whole = "只输出一个 JSON 文档 print one JSON document and nothing else"
    parser.add_argument("--json", action="store_true", default=unless_given["json"], help=whole)


def _asked(words: list[str]) -> str:
    """The first word that is neither a shared option nor its value: the command, where there is one."""
    at = 0
    while at < len(words) and words[at].startswith("-"):
        at += 2 if words[at] == "--home" else 1
    return words[at] if at < len(words) else ""


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
    asked = _asked(words)
    arguments = parser([asked] if asked in names else names).parse_args(words)
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
