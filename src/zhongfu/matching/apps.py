"""供需对接: the Django application `matching`."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "zhongfu.matching"
    label = "matching"
    verbose_name = "供需对接"
    default_auto_field = "django.db.models.BigAutoField"
