"""Addresses of packs: what is in force, each change, other forces' feeds, and the editor of the own pack."""

from django.urls import path

from bluelamp.policy import feeds_views as feeds
from bluelamp.policy import own_views as own
from bluelamp.policy import packs_views as packs

urlpatterns = [
    path("packs/", packs.packs, name="packs"),
    path("packs/upload/", packs.upload, name="upload"),
    path("packs/country/", packs.country, name="country"),
    path("packs/<uuid:pack_id>/", packs.pack, name="pack"),
    path("packs/<uuid:pack_id>/strategies/", packs.strategies, name="strategies"),
    path("packs/<uuid:pack_id>/file/", packs.download, name="pack_file"),
    path("packs/<uuid:pack_id>/back/", packs.back, name="pack_back"),
    path("packs/<uuid:pack_id>/remove/", packs.remove, name="pack_remove"),
    path("packs/<uuid:pack_id>/publish/", packs.publish, name="pack_publish"),
    path("packs/published/<uuid:published_id>/withdraw/", packs.unpublish, name="unpublish"),
    path("packs/signers/<uuid:signer_id>/drop/", packs.distrust, name="distrust"),
    path("packs/changes/<uuid:proposal_id>/", packs.change, name="change"),
    path("packs/changes/<uuid:proposal_id>/file/", packs.change_file, name="change_file"),
    path("packs/changes/<uuid:proposal_id>/<slug:verb>/", packs.decide, name="decide"),
    path("packs/feeds/", feeds.follow, name="feed_follow"),
    path("packs/feeds/<uuid:feed_id>/ask/", feeds.ask, name="feed_ask"),
    path("packs/feeds/<uuid:feed_id>/stop/", feeds.stop, name="feed_stop"),
    path("packs/feeds/<uuid:feed_id>/see/", feeds.see, name="feed_see"),
    path("packs/own/", own.own, name="own"),
    path("packs/own/add/", own.add_rule, name="own_add"),
    path("packs/own/try/", own.try_new, name="own_try_new"),
    path("packs/own/lists/", own.lists, name="own_lists"),
    path("packs/own/register/", own.register, name="own_register"),
    path("packs/own/rules/<str:rule_id>/", own.change_rule, name="change_rule"),
    path("packs/own/rules/<str:rule_id>/try/", own.try_rule, name="own_try"),
]
