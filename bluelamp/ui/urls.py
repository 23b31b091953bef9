from django.urls import path

from bluelamp.ui import views

app_name = "ui"
urlpatterns = [
    path("", views.styleguide, name="styleguide"),
    path("theme/<str:token>.css", views.stylesheet, name="theme"),
]
