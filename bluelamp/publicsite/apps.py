from django.apps import AppConfig


class PublicsiteConfig(AppConfig):
    name = "bluelamp.publicsite"
    label = "publicsite"
