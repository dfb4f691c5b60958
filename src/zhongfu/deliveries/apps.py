"""数据归集: the Django application `deliveries`."""

from django.apps import AppConfig


class DeliveriesConfig(AppConfig):
    name = "zhongfu.deliveries"
    label = "deliveries"
    verbose_name = "数据归集"
    default_auto_field = "django.db.models.BigAutoField"
