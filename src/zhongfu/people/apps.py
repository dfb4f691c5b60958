"""人员与家庭: the Django application `people`."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "zhongfu.people"
    label = "people"
    verbose_name = "人员与家庭"
    default_auto_field = "django.db.models.BigAutoField"
