"""数据库故障 Database trouble: each way in which the server cannot be had, in words a person can act on."""

from __future__ import annotations

import errno
from pathlib import Path

from zhongfu.site.problem import Problem


class DatabaseUnavailable(Problem):
    """The database cannot be used now. Nothing that was stored has been changed."""


class WriterBusy(Problem):
    """Somebody else is writing to this home; two writers at once are not allowed."""


def no_server() -> DatabaseUnavailable:
    """Neither the wheel's server nor Debian's can run here."""
    return DatabaseUnavailable(
        "找不到可用的 PostgreSQL 服务程序。请重新运行 make demo，或以 root 执行 apt-get install postgresql-15，"
        "或用 DATABASE_URL 指明一个已有的数据库。",
        "No PostgreSQL server can run here. Run make demo again, or as root apt-get install postgresql-15, "
        "or name a database that already runs with DATABASE_URL.",
    )


def other_major(data: Path, found: str, wanted: str) -> DatabaseUnavailable:
    """The cluster was made by a PostgreSQL of another major version, and no such server is installed."""
    return DatabaseUnavailable(
        f"数据目录 {data} 由 PostgreSQL {found} 建立，而这里只有 PostgreSQL {wanted}。数据未作任何改动。"
        f"请安装 PostgreSQL {found}（apt-get install postgresql-{found}），或先用 pg_dump 导出再换新目录。",
        f"The data folder {data} was made by PostgreSQL {found}, and only PostgreSQL {wanted} is here. Nothing was changed. "
        f"Install PostgreSQL {found} (apt-get install postgresql-{found}), or export with pg_dump first and take a new folder.",
    )


def disk_full(folder: Path) -> DatabaseUnavailable:
    """No room is left where the cluster or its log lies."""
    return DatabaseUnavailable(
        f"磁盘已满：{folder} 所在的磁盘没有剩余空间，数据库无法启动。已存的数据没有损坏；腾出空间后再试一次。",
        f"The disk is full: nothing is left where {folder} lies, so the database cannot start. "
        "What was stored is unharmed; free some space and try again.",
    )


def no_memory() -> DatabaseUnavailable:
    """The kernel refused the shared memory."""
    return DatabaseUnavailable(
        "内存不足，数据库无法启动（需要约 300 MB）。请关闭其他程序后再试。",
        "There is not enough memory for the database to start (it needs about 300 MB). Close other programs and try again.",
    )


def damaged(data: Path, log: Path) -> DatabaseUnavailable:
    """The server itself says that its files are damaged."""
    return DatabaseUnavailable(
        f"数据目录 {data} 已损坏，数据库拒绝启动。请保留该目录，从备份恢复；细节见 {log}。",
        f"The data folder {data} is damaged and the database refuses to start. Keep the folder, and restore from a backup; "
        f"details are in {log}.",
    )


def not_started(reason: str, log: Path) -> DatabaseUnavailable:
    """Any other failure, with the server's own last word."""
    return DatabaseUnavailable(
        f"数据库没有启动：{reason or '服务程序没有说明原因'}。细节见 {log}。",
        f"The database did not start: {reason or 'the server gave no reason'}. Details are in {log}.",
    )


def not_ours(folder: Path) -> DatabaseUnavailable:
    """The files belong to another account of this machine."""
    return DatabaseUnavailable(
        f"{folder} 属于本机的另一个账户，当前账户无权使用。请用建立它的账户运行，或用 --home 指定自己的目录。",
        f"{folder} belongs to another account of this machine. Run as the account that made it, or choose a folder of your own "
        "with --home.",
    )


def cannot_write(folder: Path) -> DatabaseUnavailable:
    """A folder that must be made or written cannot be."""
    return DatabaseUnavailable(
        f"无法写入 {folder}。请检查该目录的权限，或用 --home 指定可写的目录。",
        f"{folder} cannot be written. Check its permissions, or choose a folder that can be written with --home.",
    )


def unsafe_folder(folder: Path) -> DatabaseUnavailable:
    """A runtime folder of that name is there already and is not only ours."""
    return DatabaseUnavailable(
        f"运行目录 {folder} 已被他人占用或权限过宽，数据库不会在其中打开套接字。请删除该目录后再试。",
        f"The runtime folder {folder} belongs to somebody else or is open to others; the database will not open its socket there. "
        "Remove the folder and try again.",
    )


def copied_home(home: Path, other: str) -> DatabaseUnavailable:
    """A home was copied, and its cluster, which lies elsewhere, still belongs to the original."""
    return DatabaseUnavailable(
        f"{home} 是 {other} 的副本：两者指向同一个数据库目录。请删除 {home}/database 后重新开始，或使用原来的目录。",
        f"{home} is a copy of {other}: both name the same database folder. Remove {home}/database to start anew, or use the original.",
    )


def cluster_gone(data: Path) -> DatabaseUnavailable:
    """The home says where its cluster lies, and there is none."""
    return DatabaseUnavailable(
        f"本目录登记的数据库在 {data}，但那里已没有数据。请恢复该目录；若确实不再需要，删除 database/place.json 后重新开始。",
        f"This home's database should be at {data}, and nothing is there. Restore that folder; "
        "if it is no longer wanted, remove database/place.json to start anew.",
    )


def no_other_account() -> DatabaseUnavailable:
    """Root may not become an unprivileged account (some containers), and PostgreSQL refuses to run as root."""
    return DatabaseUnavailable(
        "PostgreSQL 不能以 root 身份运行，而这里也不允许切换到 nobody 账户。请用普通账户运行，或用 DATABASE_URL 指明数据库。",
        "PostgreSQL does not run as root, and this machine does not let root become the account nobody. "
        "Run as an ordinary account, or name a database with DATABASE_URL.",
    )


def no_answer(where: str) -> DatabaseUnavailable:
    """A server that somebody else runs does not answer."""
    return DatabaseUnavailable(
        f"DATABASE_URL 指明的数据库没有应答（{where}）。请检查地址、口令以及服务是否在运行。",
        f"The database that DATABASE_URL names does not answer ({where}). Check the address, the password and that it runs.",
    )


def too_old(version: int) -> DatabaseUnavailable:
    """A server that somebody else runs is older than 15."""
    return DatabaseUnavailable(
        f"DATABASE_URL 指明的是 PostgreSQL {version}，需要 15 或更新的版本。",
        f"DATABASE_URL names a PostgreSQL {version}; 15 or newer is needed.",
    )


def keys_do_not_fit(keys: Path) -> DatabaseUnavailable:
    """The passwords in the home are not those of its cluster: the keys were lost, or came from elsewhere."""
    return DatabaseUnavailable(
        f"{keys} 中的口令与数据库不符，可能被删除或替换过。请从备份恢复该目录；数据库没有改动。",
        f"The passwords in {keys} are not the database's; they were removed or replaced. Restore that folder from a backup; "
        "the database was not changed.",
    )


def broken_off(reason: str) -> DatabaseUnavailable:
    """The server runs and refuses or loses the connection, for instance while it recovers from a crash."""
    return DatabaseUnavailable(
        f"数据库暂时不能连接：{reason}。请稍后再试。", f"The database cannot be reached just now: {reason}. Try again in a moment."
    )


def roles_needed(script: Path) -> DatabaseUnavailable:
    """DATABASE_URL's account may not make the three roles."""
    return DatabaseUnavailable(
        f"DATABASE_URL 的账户无权建立所需的三个角色。请数据库管理员执行 {script} 中的语句，然后再试。",
        f"DATABASE_URL's account may not make the three roles that are needed. Ask the database's administrator to run {script}, "
        "then try again.",
    )


def shut_in(home: Path) -> DatabaseUnavailable:
    """Root's server account cannot reach a cluster that lies in the home, because a parent folder was closed or the home moved."""
    return DatabaseUnavailable(
        f"运行数据库的账户无法进入 {home}：上级目录的权限变了，或目录被移动过。请为上级目录加上可进入的权限（chmod o+x），或移回原处。",
        f"The account that runs the database cannot enter {home}: the folder was moved, or a parent folder was closed. "
        "Let others pass through the parent folders (chmod o+x), or move it back.",
    )


def from_os(error: OSError, folder: Path) -> DatabaseUnavailable:
    """What the kernel said about a folder or file that the database needs."""
    return disk_full(folder) if error.errno in (errno.ENOSPC, errno.EDQUOT) else cannot_write(folder)
