from django.apps import AppConfig

from bluelamp.ui import voice


class UiConfig(AppConfig):
    name = "bluelamp.ui"
    label = "ui"

    def ready(self) -> None:
        voice.apply()
