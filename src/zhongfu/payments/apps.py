"""资金发放: the Django application `payments`."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "zhongfu.payments"
    label = "payments"
    verbose_name = "资金发放"
    default_auto_field = "django.db.models.BigAutoField"
