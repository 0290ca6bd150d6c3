"""Lay the demonstration: words, tables, the story, static files. Run again, it changes nothing."""

import os
from io import StringIO

import django
from django.conf import settings
from django.core.management import call_command


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    if not settings.DEMO:
        raise SystemExit("Maillage: the demonstration is laid with MAILLAGE_DEMO=1 only.")
    settings.VAR.mkdir(parents=True, exist_ok=True)
    call_command("messages", "compile", stdout=StringIO())
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("demo")
    call_command("collectstatic", verbosity=0, interactive=False)


if __name__ == "__main__":
    main()
