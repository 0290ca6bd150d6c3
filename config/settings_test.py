"""Settings of the tests: the real ones, with what a test must not wait for made quick."""

import os
from typing import Any

os.environ["DEBUG"] = "1"
os.environ.pop("MAILLAGE_DEMO", None)

from config.settings import *  # noqa: F403
from config.settings import MIDDLEWARE, TEMPLATES

DEBUG = False
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {
    name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
    for name in ("default", "process")
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


class UndefinedVariable(str):
    """Fails when a template prints a variable that its view never gave."""

    __slots__ = ()

    def __contains__(self, item: object) -> bool:
        return item == "%s" or super().__contains__(str(item))

    def __mod__(self, name: object) -> str:
        if str(name).startswith(("attrs.", "authenticators.")):
            return ""  # the sign-in library's own templates count on it
        raise AssertionError(f"The template uses {name!r}, which the view does not give.")


OPTIONS: dict[str, Any] = TEMPLATES[0]["OPTIONS"]  # type: ignore[assignment]
OPTIONS["string_if_invalid"] = UndefinedVariable("%s")
# Nothing is collected for tests: pages are asked for their addresses, not for the files.
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise.")]
