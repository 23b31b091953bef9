from django.urls import path

from bluelamp.posts import buttons, picture_views, views

app_name = "posts"
urlpatterns = [
    path("write/", views.write, name="write"),
    path("posts/", views.posts, name="list"),
    path("posts/<uuid:post_id>/edit/", views.edit, name="edit"),
    path("posts/<uuid:post_id>/save/", views.save, name="save"),
    path("posts/<uuid:post_id>/previews/", views.previews, name="previews"),
    path("pictures/<uuid:shown_id>/", picture_views.picture, name="picture"),
    path("posts/<uuid:post_id>/discard/", buttons.discard, name="discard"),
    path("posts/<uuid:post_id>/recall/", buttons.recall, name="recall"),
    path("posts/<uuid:post_id>/correct/", buttons.correct, name="correct"),
]
