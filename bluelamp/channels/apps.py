from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "bluelamp.channels"
    label = "channels"
