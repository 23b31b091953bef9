from django.urls import path

from bluelamp.publishing import views

app_name = "publishing"
urlpatterns = [
    path("posts/<uuid:post_id>/", views.post, name="post"),
    path("posts/<uuid:post_id>/withdraw/", views.withdraw, name="withdraw"),
    path("deliveries/<uuid:delivery_id>/decide/", views.decide, name="decide"),
    path("channels/<uuid:channel_id>/waiting/", views.waiting, name="waiting"),
    path("withheld/", views.withheld, name="withheld"),
]
