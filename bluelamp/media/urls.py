from django.urls import path

from bluelamp.media import views

app_name = "media"
urlpatterns = [
    path("media/<uuid:picture_id>/<str:size>/", views.serve, name="picture"),
]
