"""地址 Addresses: the pages of every portal."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("zhongfu.portals.gateway.urls")),
    path("", include("zhongfu.portals.counter.urls")),
    path("", include("zhongfu.portals.command.urls")),
]

handler400 = "zhongfu.portals.gateway.views.faulty_request"
handler404 = "zhongfu.portals.gateway.views.not_found"
handler500 = "zhongfu.portals.gateway.views.failed"
