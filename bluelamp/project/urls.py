"""The one table of addresses: each room brings its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("bluelamp.insight.urls")),
    path("", include("bluelamp.review.urls")),
    path("", include("bluelamp.inbox.urls")),
    path("", include("bluelamp.publishing.urls")),
    path("", include("bluelamp.posts.urls")),
    path("", include("bluelamp.policy.urls")),
    path("", include("bluelamp.channels.urls")),
    path("", include("bluelamp.media.urls")),
    path("", include("bluelamp.audit.urls")),
    path("", include("bluelamp.forces.urls")),
    path("", include("bluelamp.project.demo.urls")),
    path("ui/", include("bluelamp.ui.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]
