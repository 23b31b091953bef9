"""The web application: a sign of life, then the files of the public sites, then Django."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from bluelamp.project.sitefiles import SiteFiles

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bluelamp.project.settings")

ALIVE = "/-/alive"


def alive(inner: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """Answer ALIVE without Django or the database, for whoever watches this process."""

    def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if environ.get("PATH_INFO") != ALIVE:
            return inner(environ, start)
        start("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "6"), ("Cache-Control", "no-store")])
        return [b"alive\n"]

    return application


application = alive(SiteFiles(get_wsgi_application(), settings.SITE_ROOT))
