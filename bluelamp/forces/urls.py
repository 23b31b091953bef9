from django.conf import settings
from django.urls import path

from bluelamp.forces import views
from bluelamp.forces.second_step import practice, second_step

app_name = "forces"
urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/invite/", views.invite, name="invite"),
    path("people/<uuid:member_id>/", views.person, name="person"),
    path("people/<uuid:member_id>/stop/", views.stop, name="stop"),
    path("people/<uuid:member_id>/lift/", views.lift, name="lift"),
    path("people/<uuid:member_id>/trust/", views.trust, name="trust"),
    path("people/<uuid:member_id>/roles/", views.roles, name="roles"),
    path("people/<uuid:member_id>/roles/<uuid:grant_id>/remove/", views.remove_role, name="remove_role"),
    path("people/<uuid:member_id>/link/", views.new_link, name="new_link"),
    path("people/<uuid:member_id>/goodbye/", views.goodbye, name="goodbye"),
    path("hold/", views.hold_page, name="hold"),
    path("hold/<uuid:hold_id>/lift/", views.lift_hold, name="lift_hold"),
    path("second-step/", second_step, name="second_step"),
    path("accounts/email/", views.closed, name="closed_email"),
    path("accounts/signup/", views.closed, name="closed_signup"),
]
if settings.DEMO:
    urlpatterns += [path("second-step/practice/", practice, name="practice")]
