from django.urls import path

from bluelamp.insight import views

app_name = "insight"
urlpatterns = [
    path("", views.home, name="home"),
    path("rules/report/", views.rules_report, name="rules_report"),
    path("help/", views.help_page, name="help"),
]
