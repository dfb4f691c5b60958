"""网关入口 WSGI: the callable that the web server runs; its process always connects in the role of the application."""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhongfu.site.settings")
os.environ.setdefault("ZHONGFU_DB_ROLE", "app")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
