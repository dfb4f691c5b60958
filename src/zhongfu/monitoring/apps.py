"""动态监测: the Django application `monitoring`."""

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "zhongfu.monitoring"
    label = "monitoring"
    verbose_name = "动态监测"
    default_auto_field = "django.db.models.BigAutoField"
