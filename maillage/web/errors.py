"""What a person sees when something did not go: what, why, what to do. Without a database query."""

# Django names the arguments of these views; most of them need neither.
# ruff: noqa: ARG001

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


def _page(status: int, title: str | Promise, sentence: str | Promise) -> HttpResponse:
    body = render_to_string("shells/error.html", {"title": title, "sentence": sentence})
    return HttpResponse(body, status=status)


def bad_request(_request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        400,
        _("Cette demande est incomplète"),
        _(
            "Le navigateur a envoyé quelque chose que nous ne comprenons pas. Revenez en arrière et réessayez."
        ),
    )


def forbidden(_request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        403,
        _("Cette action n’est pas possible pour vous"),
        _(
            "Votre compte voit cette page mais ne peut pas faire cela, ou ne le peut plus. Si c’est une erreur, écrivez au réseau."
        ),
    )


def not_found(_request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        404,
        _("Cette page n’est pas ici"),
        _(
            "Elle a changé d’adresse, n’a jamais existé, ou n’est pas ouverte à votre compte. Vérifiez l’adresse, ou connectez-vous."
        ),
    )


def server_error(_request: HttpRequest) -> HttpResponse:
    return _page(
        500,
        _("Quelque chose s’est cassé de notre côté"),
        _(
            "Ce n’est pas votre faute, et ce qui était enregistré l’est toujours. Réessayez dans un instant."
        ),
    )


def csrf_failure(_request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(
        403,
        _("Votre session a expiré"),
        _(
            "La page était ouverte depuis longtemps. Revenez en arrière, rechargez-la : ce que vous aviez écrit y est gardé, puis envoyez de nouveau."
        ),
    )
