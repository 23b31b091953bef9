"""The web application: static files of the public site first, then Django."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bluelamp.project.settings")
application = get_wsgi_application()
