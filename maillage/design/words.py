"""How days and instants are said."""

from datetime import date, datetime

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


def is_foreign(language: str) -> bool:
    """Is this not the language the page is read in?"""
    return not (translation.get_language() or "fr").startswith(language)


def french(text: object) -> SafeString:
    """A name or a question that people wrote in French, marked so on a page that is not.

    For what stands inside a sentence, a label or a crumb; an element of its own takes `in_french`.
    """
    wrapper = '<span lang="fr">{}</span>' if text and is_foreign("fr") else "{}"
    return format_html(wrapper, text)


def day(value: date) -> str:
    """« 15 janvier 2027 », "15 January 2027"; the first of a month is « 1er » in French."""
    local = timezone.localtime(value).date() if isinstance(value, datetime) else value
    month = date_format(local, "F Y")
    first = local.day == 1 and not (translation.get_language() or "fr").startswith("en")
    return f"{'1er' if first else local.day} {month}"


def moment(value: datetime) -> str:
    """« 15 janvier 2027 à 12 h (heure de Paris) »: a deadline always says whose clock it is."""
    local = timezone.localtime(value)
    zone = timezone.get_current_timezone_name().rpartition("/")[2].replace("_", " ")
    if (translation.get_language() or "fr").startswith("en"):
        hour = f"{local:%H:%M}"
    else:
        hour = f"{local.hour} h" + (f" {local.minute:02}" if local.minute else "")
    return _("%(day)s à %(hour)s (heure de %(zone)s)") % {
        "day": day(local),
        "hour": hour,
        "zone": zone,
    }
