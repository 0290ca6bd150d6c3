"""The server's entry."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

from maillage.core.checks import refuse_unsafe_start  # noqa: E402 -- needs the loaded settings

refuse_unsafe_start()
