"""全程监管: the Django application `oversight`."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "zhongfu.oversight"
    label = "oversight"
    verbose_name = "全程监管"
    default_auto_field = "django.db.models.BigAutoField"
