"""What the journal's pages show."""

from django.apps import apps
from django.utils.functional import Promise


def verbs() -> dict[str, str | Promise]:
    """The sentence of each verb, as each room declares it in `journal_verbs` of its app."""
    return {
        verb: sentence
        for config in apps.get_app_configs()
        for verb, sentence in getattr(config, "journal_verbs", {}).items()
    }
