"""Lay the demonstration: words, tables, the story, static files. Run again, it changes nothing."""

import os

import django
from django.conf import settings
from django.core.management import call_command

from maillage.core.checks import demo_marker


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    if not settings.DEMO:
        raise SystemExit("Maillage: the demonstration is laid with MAILLAGE_DEMO=1 only.")
    settings.VAR.mkdir(parents=True, exist_ok=True)
    call_command("messages", "compile", stdout=open(os.devnull, "w"))  # noqa: PTH123, SIM115
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    demo_marker().touch()
    call_command("demo")
    call_command("collectstatic", verbosity=0, interactive=False)


if __name__ == "__main__":
    main()
