from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "bluelamp.media"
    label = "media"
