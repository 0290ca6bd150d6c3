"""Writing to the network: open to everybody, and to no machine."""

import hashlib
from http import HTTPStatus
from typing import Any

from allauth.core import ratelimit
from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from maillage.actors.models import TextVersion
from maillage.actors.queries import network_identity, text_facts, text_to_read
from maillage.actors.services import write_to_network
from maillage.core.answers import carry_out, draw, typed
from maillage.core.http import VisitorRequest
from maillage.mail.models import Message

SIGNER = TimestampSigner(salt="contact")
AT_LEAST, AT_MOST = 3, 24 * 60 * 60  # seconds: faster is no hand, later is another page
MOST = 5000
SUBJECTS = (
    ("question", gettext_lazy("Une question")),
    ("appel", gettext_lazy("Un appel à projets, une candidature")),
    ("projet", gettext_lazy("Un projet, une alliance")),
    ("donnees", gettext_lazy("Mes données personnelles")),
    ("accessibilite", gettext_lazy("Une page difficile à lire ou à utiliser")),
    ("contenu", gettext_lazy("Un contenu à signaler")),
)


class ContactForm(forms.Form):
    """A visitor's words.

    Two fields tell hands from machines: when the page was drawn (`since`), and one that nobody
    sees or fills (`website`), which the template draws.
    """

    name = forms.CharField(
        label=gettext_lazy("Votre nom"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Votre adresse électronique"),
        help_text=gettext_lazy("Pour vous répondre, par exemple prenom@exemple.org."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    subject = forms.ChoiceField(label=gettext_lazy("À propos de"), choices=SUBJECTS)
    page = forms.RegexField(
        r"\A/[^\s\\]*\Z",
        label=gettext_lazy("La page dont vous parlez"),
        required=False,
        strip=True,
        max_length=300,
        help_text=gettext_lazy("La fin de son adresse, par exemple /projets/."),
        error_messages={
            "invalid": gettext_lazy("Écrivez la fin de l’adresse de la page, à partir de « / ».")
        },
    )
    text = forms.CharField(
        label=gettext_lazy("Votre message"),
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    since = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Refuse what comes from a machine, in words for the person whom we may take for one."""
        since, trap = self.data.get("since", ""), self.data.get("website", "")
        self._begin_again(since if _is_signed(since) else stamp())
        if trap:
            raise forms.ValidationError(
                _(
                    "Un champ caché a été rempli, comme le font les robots. Si vous êtes une personne, envoyez de nouveau : il est maintenant vide."
                )
            )
        if not _is_old_enough(since):
            raise forms.ValidationError(
                _(
                    "Ce message est parti trop vite, ou d’une page ouverte depuis trop longtemps. Relisez-le, puis envoyez de nouveau."
                )
            )
        return self.cleaned_data

    def _begin_again(self, since: str) -> None:
        typed_ = {name: self.data.get(name) for name in self.data}
        self.data = typed_ | {"since": since, "website": ""}


def stamp() -> str:
    """When the form was drawn, signed: a machine cannot say it waited."""
    return SIGNER.sign(get_random_string(8))


def _is_signed(since: str) -> bool:
    try:
        SIGNER.unsign(since, max_age=AT_MOST)
    except BadSignature:
        return False
    return True


def _is_old_enough(since: str) -> bool:
    """Drawn at least a few seconds ago: as old as "too old" would be with that limit."""
    if not _is_signed(since):
        return False
    try:
        SIGNER.unsign(since, max_age=AT_LEAST)
    except SignatureExpired:
        return True
    return False


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: VisitorRequest) -> HttpResponse:
    """Say what there is to say; it goes to the network's own address."""
    initial = {
        "since": stamp(),
        "subject": request.GET.get("sujet"),
        "page": request.GET.get("page"),
    }
    form = ContactForm(typed(request), initial=initial)
    is_open, status = bool(network_identity().contact_email), None
    if is_open and form.is_valid():
        if not ratelimit.consume(request, action="contact", key="everybody"):
            status = HTTPStatus.TOO_MANY_REQUESTS
            form.add_error(None, _too_many())
        elif _is_again(form.cleaned_data) or carry_out(form, lambda: _send(form)) is not None:
            return redirect("public:contact_sent")
    context = {"form": form, "text": text_to_read(TextVersion.Key.CONTACT), "facts": text_facts()}
    response = draw(request, "public/contact.html", context | {"is_open": is_open}, form)
    response.status_code = status or response.status_code
    return response


def _too_many() -> str:
    return _(
        "Beaucoup de messages arrivent en ce moment, et nous les limitons. Gardez le vôtre et réessayez dans une heure, ou écrivez à %(address)s."
    ) % {"address": network_identity().contact_email}


def _send(form: ContactForm) -> Message:
    told = form.cleaned_data
    return write_to_network(
        name=told["name"],
        email=told["email"],
        subject=dict(SUBJECTS)[told["subject"]],
        text=told["text"],
        page=told["page"],
    )


def _is_again(told: dict[str, Any]) -> bool:
    """The same words from the same page: a button pressed twice, a machine that repeats itself."""
    words = "\n".join(str(told[name]) for name in ("since", "email", "subject", "page", "text"))
    digest = hashlib.sha256(words.encode()).hexdigest()
    return not cache.add(f"contact.{digest}", 1, AT_MOST)


@login_not_required
@require_safe
def contact_sent(request: VisitorRequest) -> HttpResponse:
    """It is on its way."""
    return render(request, "public/contact_sent.html")
