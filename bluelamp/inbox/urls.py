from django.urls import path, re_path

from bluelamp.inbox import views

app_name = "inbox"
urlpatterns = [
    path("inbox/", views.inbox, name="list"),
    path("inbox/<uuid:conversation_id>/", views.conversation, name="conversation"),
    path("inbox/<uuid:conversation_id>/answer/", views.answer, name="answer"),
    re_path(r"^inbox/(?P<conversation_id>[0-9a-f-]{36})/(?P<verb>assign|close|reopen)/$", views.act, name="act"),
]
