"""指挥地址: the addresses of the dashboard, the screen, their lists, a reform priced, and the policy."""

from django.urls import path

from zhongfu.portals.command import lists, overview, policy, reform, screening

urlpatterns = [
    path("overview", overview.overview, name="overview"),
    path("overview/list", lists.listed, name="overview_list"),
    path("screening", screening.screening, name="screening"),
    path("screening/list", screening.listed, name="screening_list"),
    path("screening/programme/<str:name>", screening.programme, name="screening_programme"),
    path("reform", reform.reform, name="reform"),
    path("reform.json", reform.as_json, name="reform_json"),
    path("policy", policy.programmes, name="policy"),
    path("policy/rules/<str:name>", policy.rules, name="policy_rules"),
    path("policy/parameters/<str:name>", policy.parameter, name="policy_parameter"),
    path("policy/instruments", policy.instruments, name="policy_instruments"),
]
