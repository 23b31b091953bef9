from django.urls import path

from bluelamp.insight import views

app_name = "insight"
urlpatterns = [
    path("", views.home, name="home"),
    path("help/", views.help_page, name="help"),
]
