from django.urls import path

from bluelamp.channels import views

app_name = "channels"
urlpatterns = [
    path("channels/", views.channels, name="list"),
    path("channels/connect/<slug:kind>/", views.connect, name="connect"),
    path("channels/<uuid:channel_id>/reconnect/", views.reconnect, name="reconnect"),
    path("channels/<uuid:channel_id>/disconnect/", views.disconnect, name="disconnect"),
]
