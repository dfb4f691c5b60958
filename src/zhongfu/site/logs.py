"""日志 Logs: what went wrong and where in the code, without any personal value: no message of an error, no address line."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path
from typing import Any


class Impersonal(logging.Formatter):
    """One line per record: time, level, logger, then for an error its kind and the places in the code.

    Messages of exceptions are left out, since a database error repeats the row it refused, and so are request paths, since they
    name households. What stays is enough to find the line of code.
    """

    def format(self, record: logging.LogRecord) -> str:
        head = f"{self.formatTime(record)} {record.levelname} {record.name}"
        return " ".join([head, *_request(record), *_message(record), *_failure(record)])


def _request(record: logging.LogRecord) -> list[str]:
    request = getattr(record, "request", None)
    if request is None:
        return []
    match = getattr(request, "resolver_match", None)
    return [str(getattr(record, "status_code", "")), request.method or "", match.route if match else "-"]


def _message(record: logging.LogRecord) -> list[str]:
    # Our own loggers write fixed texts; of any other only the unfilled pattern is kept.
    return [] if hasattr(record, "request") else [str(record.msg).replace("\n", " ")]


def _failure(record: logging.LogRecord) -> list[str]:
    if not record.exc_info or record.exc_info[0] is None:
        return []
    kind, _, trace = record.exc_info
    places = [f"{Path(f.filename).name}:{f.lineno}" for f in traceback.extract_tb(trace)]
    return [kind.__name__, "<".join(reversed(places))]


def logging_settings(folder: Path) -> dict[str, Any]:
    """Django's LOGGING: warnings and worse of everything into `folder`/zhongfu.log, ten files of 5 MB."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"impersonal": {"()": "zhongfu.site.logs.Impersonal"}},
        "handlers": {
            "file": {
                "class": "logging.handlers.RotatingFileHandler",
                "filename": str(folder / "zhongfu.log"),
                "maxBytes": 5_000_000,
                "backupCount": 9,
                "encoding": "utf-8",
                "delay": True,
                "formatter": "impersonal",
            }
        },
        "root": {"handlers": ["file"], "level": "WARNING"},
        "loggers": {"django": {"handlers": [], "level": "WARNING", "propagate": True}},
    }
