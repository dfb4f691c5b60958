"""经济核对: the Django application `verification`."""

from django.apps import AppConfig


class VerificationConfig(AppConfig):
    name = "zhongfu.verification"
    label = "verification"
    verbose_name = "经济核对"
    default_auto_field = "django.db.models.BigAutoField"
