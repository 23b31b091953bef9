from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "bluelamp.insight"
    label = "insight"
