from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "bluelamp.publishing"
    label = "publishing"
