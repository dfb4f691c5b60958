"""数据库 Database: the PostgreSQL server that comes with the system, and who may speak to it.

    with Supervisor(home) as cluster:
        prepare_roles(cluster)
        psycopg.connect(cluster.url("app"))

DATABASE_URL, where it is set, names a server that somebody else runs; then nothing is started or stopped here.
"""

from zhongfu.site.database.cluster import Cluster
from zhongfu.site.database.roles import prepare_roles
from zhongfu.site.database.supervisor import Supervisor
from zhongfu.site.database.trouble import DatabaseUnavailable, WriterBusy
from zhongfu.site.database.writer import WriterLock

__all__ = ["Cluster", "DatabaseUnavailable", "Supervisor", "WriterBusy", "WriterLock", "prepare_roles"]
