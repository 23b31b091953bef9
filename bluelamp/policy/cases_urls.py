"""Addresses of the case register, the consents and the calendar."""

from django.urls import path

from bluelamp.policy import cases_views as cases
from bluelamp.policy import register_views as register

urlpatterns = [
    path("cases/", cases.cases, name="cases"),
    path("cases/add/", cases.add, name="case_add"),
    path("cases/<uuid:case_id>/", cases.case, name="case"),
    path("cases/<uuid:case_id>/edit/", cases.edit, name="case_edit"),
    path("cases/<uuid:case_id>/stage/", cases.stage, name="case_stage"),
    path("cases/<uuid:case_id>/gate/", cases.gate, name="case_gate"),
    path("cases/<uuid:case_id>/order/", cases.order, name="case_order"),
    path("cases/<uuid:case_id>/names/", cases.names, name="case_names"),
    path("cases/orders/<uuid:order_id>/lift/", cases.lift, name="order_lift"),
    path("cases/names/<uuid:name_id>/remove/", cases.remove_name, name="name_remove"),
    path("consents/", register.consents, name="consents"),
    path("consents/add/", register.add_consent, name="consent_add"),
    path("consents/<uuid:consent_id>/withdraw/", register.withdraw, name="consent_withdraw"),
    path("calendar/", register.calendar, name="calendar"),
    path("calendar/add/", register.plan, name="election_add"),
    path("calendar/<uuid:election_id>/drop/", register.drop, name="election_drop"),
]
