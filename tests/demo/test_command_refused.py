"""`maillage demo` where it must not run, on an empty database."""

import pytest
from django.core.management import CommandError, call_command

from maillage.accounts.models import User
from maillage.projects.models import Project


@pytest.mark.django_db
def test_outside_the_demonstration_it_is_refused_and_nothing_is_written(settings, tmp_path):
    settings.DEMO, settings.VAR = False, tmp_path

    with pytest.raises(CommandError, match="MAILLAGE_DEMO=1"):
        call_command("demo")

    assert not User.objects.exists()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_without_territories_it_is_a_sentence_and_no_story(settings, tmp_path):
    settings.DEMO, settings.VAR, settings.NODE_MODULES = True, tmp_path, tmp_path

    with pytest.raises(CommandError, match="npm ci"):
        call_command("demo")

    assert not Project.objects.exists()
