from django.urls import path

from bluelamp.audit import views

app_name = "audit"
urlpatterns = [
    path("audit/", views.entries, name="list"),
    path("audit/copy/", views.export, name="export"),
    path("audit/about/<slug:object_type>/<str:object_id>/", views.history, name="history"),
    path("audit/<uuid:entry_id>/", views.entry, name="entry"),
]
