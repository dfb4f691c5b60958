"""指挥地址: the addresses of the dashboard and its lists."""

from django.urls import path

from zhongfu.portals.command import lists, overview

urlpatterns = [
    path("overview", overview.overview, name="overview"),
    path("overview/list", lists.listed, name="overview_list"),
]
