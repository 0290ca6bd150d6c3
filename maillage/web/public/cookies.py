"""The cookies this site sets, and no other: a test in a real browser compares."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Cookie:
    """What a browser is asked to keep: why, and how long."""

    name: str
    purpose: str
    kept: str


def cookies_set() -> list[Cookie]:
    weeks = settings.SESSION_COOKIE_AGE // (7 * DAY)
    return [
        Cookie(
            settings.SESSION_COOKIE_NAME,
            _("Vous reconnaître d’une page à l’autre, une fois que vous vous connectez."),
            _("%(weeks)s semaines sans visite, ou jusqu’à la déconnexion") % {"weeks": weeks},
        ),
        Cookie(
            settings.CSRF_COOKIE_NAME,
            _("Vérifier qu’un formulaire envoyé vient bien de nos pages, et de votre navigateur."),
            _("1 an"),
        ),
        Cookie(
            settings.LANGUAGE_COOKIE_NAME,
            _("Retenir la langue que vous avez choisie, ici ou dans votre compte."),
            _("jusqu’à la fermeture du navigateur"),
        ),
        Cookie(
            "messages",
            _("Montrer à la page suivante la réponse à ce que vous venez de faire."),
            _("jusqu’à la page suivante"),
        ),
    ]
