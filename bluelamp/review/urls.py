from django.urls import path

from bluelamp.review import adoption_views, views, weighing_views

app_name = "review"
urlpatterns = [
    path("posts/<uuid:post_id>/check/", views.check, name="check"),
    path("posts/<uuid:post_id>/send/", views.send, name="send"),
    path("rules/answers/", weighing_views.answers, name="answers"),
    path("rules/answers/<uuid:answer_id>/", weighing_views.weigh, name="weigh"),
    path("packs/<uuid:pack_id>/routes/", adoption_views.adopt, name="adopt"),
    path("queue/", views.queue, name="queue"),
    path("queue/<uuid:need_id>/", views.need, name="need"),
    path("queue/<uuid:need_id>/decide/", views.decide, name="decide"),
]
