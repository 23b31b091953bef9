from django.apps import AppConfig


class PostsConfig(AppConfig):
    name = "bluelamp.posts"
    label = "posts"
