"""经办: the Django application `cases`."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "zhongfu.cases"
    label = "cases"
    verbose_name = "经办"
    default_auto_field = "django.db.models.BigAutoField"
