"""指挥地址: the addresses of the dashboard, the screen and their lists."""

from django.urls import path

from zhongfu.portals.command import lists, overview, screening

urlpatterns = [
    path("overview", overview.overview, name="overview"),
    path("overview/list", lists.listed, name="overview_list"),
    path("screening", screening.screening, name="screening"),
    path("screening/list", screening.listed, name="screening_list"),
    path("screening/programme/<str:name>", screening.programme, name="screening_programme"),
]
