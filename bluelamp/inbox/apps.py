from django.apps import AppConfig


class InboxConfig(AppConfig):
    name = "bluelamp.inbox"
    label = "inbox"
