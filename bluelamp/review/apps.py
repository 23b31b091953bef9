from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "bluelamp.review"
    label = "review"
