"""地址 Addresses: the pages of every portal."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("zhongfu.portals.gateway.urls")),
    path("", include("zhongfu.portals.counter.urls")),
    path("", include("zhongfu.portals.command.urls")),
]
