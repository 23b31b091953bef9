from django.urls import path

from bluelamp.review import views

app_name = "review"
urlpatterns = [
    path("posts/<uuid:post_id>/check/", views.check, name="check"),
    path("posts/<uuid:post_id>/send/", views.send, name="send"),
    path("queue/", views.queue, name="queue"),
    path("queue/<uuid:need_id>/", views.need, name="need"),
    path("queue/<uuid:need_id>/decide/", views.decide, name="decide"),
]
