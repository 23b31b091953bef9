from django.urls import path

from bluelamp.policy import views

app_name = "policy"
urlpatterns = [path("rules/", views.rules, name="rules")]
