"""门户应用: registers the pages with Django, so that templates, static files and catalogues beside it are found."""

from django.apps import AppConfig

from zhongfu.portals.pressing import press


class PortalsConfig(AppConfig):
    """The portals as one Django application; it has no models."""

    name = "zhongfu.portals"
    label = "portals"
    verbose_name = "门户"

    def ready(self) -> None:
        press()
