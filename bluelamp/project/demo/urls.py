from django.urls import path

from bluelamp.adapters.practice import Practice
from bluelamp.project.demo import views

app_name = "stage"
urlpatterns = [
    path("stage/", views.index, name="index"),
    path("stage/<slug:force>/", views.network, name="network"),
    path("stage/<slug:force>/<slug:message_id>/<str:name>", views.picture, name="picture"),
    path(f"{Practice.kind}/<slug:force>/", views.moved, name="moved"),
]
