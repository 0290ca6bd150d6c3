"""What every page's frame needs: the network, the doors this person may open, where we are."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from maillage.accounts.models import User
from maillage.actors.queries import network_identity
from maillage.selection.queries import sits_on_a_committee

Entry = tuple[str, str | Promise]
PUBLIC: tuple[Entry, ...] = (
    ("public:calls", _("Appels")),
    ("public:projects", _("Projets")),
    ("public:territories", _("Territoires")),
    ("public:themes", _("Thèmes")),
    ("public:organisations", _("Acteurs")),
)
ROOMS: dict[str, tuple[Entry, ...]] = {
    "space": (
        ("space:home", _("Tableau de bord")),
        ("space:applications", _("Mes candidatures")),
        ("space:projects", _("Mes projets")),
        ("space:organisations", _("Mon organisation")),
    ),
    "jury": (("jury:home", _("Mes lectures")), ("jury:committees", _("Comités"))),
    "desk": (
        ("desk:home", _("Aujourd’hui")),
        ("desk:calls", _("Appels")),
        ("desk:applications", _("Candidatures")),
        ("desk:projects", _("Projets")),
        ("desk:organisations", _("Organisations")),
        ("desk:people", _("Personnes")),
        ("desk:imports", _("Reprise")),
        ("desk:outbox", _("Boîte d’envoi")),
        ("desk:journal", _("Journal")),
        ("desk:texts", _("Textes")),
        ("desk:network", _("Réseau")),
        ("desk:components", _("Composants")),
    ),
    "account": (),
}
ADMIN_ONLY = {"desk:network", "desk:components"}


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of a navigation."""

    label: str | Promise
    url: str
    is_here: bool
    items: tuple["Link", ...] = ()


def shell(request: HttpRequest) -> dict[str, Any]:
    """Give the frame's variables; whatever costs a query is asked for only by the shells that show it."""
    other = "en" if translation.get_language() == "fr" else "fr"
    return {
        "network": SimpleLazyObject(network_identity),
        "demo": settings.DEMO,
        "site_url": settings.SITE_URL,
        "other_language": {"code": other, "name": {"en": "English", "fr": "Français"}[other]},
        "public_nav": SimpleLazyObject(lambda: [_link(request, entry) for entry in PUBLIC]),
        "doors": SimpleLazyObject(lambda: list(_doors(request))),
    }


def _here(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""


def _link(request: HttpRequest, entry: Entry) -> Link:
    """A list's entry is also "here" on the pages of its things: /appels/ on /appels/ete-2027/."""
    name, label = entry
    url = reverse(name)
    is_root = url.count("/") <= 2 and name.endswith(":home")  # noqa: PLR2004 -- "/espace/" has two
    is_here = request.path == url if is_root else request.path.startswith(url)
    return Link(label, url, is_here)


def _doors(request: HttpRequest) -> Iterator[Link]:
    user = request.user
    if not isinstance(user, User):
        return
    open_doors: list[tuple[str, str | Promise]] = [("space", _("Espace membre"))]
    if sits_on_a_committee(user):
        open_doors.append(("jury", _("Comité")))
    if user.is_team:
        open_doors.append(("desk", _("Pilotage")))
    open_doors.append(("account", _("Mon compte")))
    here = _here(request).partition(":")[0]
    for door, label in open_doors:
        entries = [e for e in ROOMS[door] if user.is_admin or e[0] not in ADMIN_ONLY]
        is_here = here == door or (door == "account" and _is_account(request))
        yield Link(
            label,
            reverse(f"{door}:home"),
            is_here,
            tuple(_link(request, e) for e in entries) if is_here else (),
        )


def _is_account(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("account:home"))
