from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "bluelamp.policy"
    label = "policy"
