from django.urls import path

from bluelamp.policy import cases_urls, packs_urls, practice_views, views

app_name = "policy"
urlpatterns = [
    path("rules/", views.rules, name="rules"),
    path("rules/<str:rule_id>/", views.rule, name="rule"),
    path("practice/", practice_views.try_out, name="practice"),
    path("practice/run/", practice_views.run, name="run"),
    *cases_urls.urlpatterns,
    *packs_urls.urlpatterns,
]
