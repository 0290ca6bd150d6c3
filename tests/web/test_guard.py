"""The guard at the doors: caches, redirects, hosts, headers, pictures, colours, mails."""

import zlib

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from maillage.actors.models import Network
from maillage.applications.models import Application
from maillage.mail.models import Message
from maillage.mail.services.outbox import _envelope
from tests.factories.accounts import AdminFactory, UserFactory
from tests.factories.actors import MembershipFactory, PositionFactory
from tests.factories.applications import ApplicationFactory, PartnerFactory, as_written
from tests.factories.mail import MessageFactory
from tests.factories.programmes import CallFactory
from tests.factories.territories import TerritoryFactory
from tests.web import rules, story
from tests.web.hostile import SCRIPT
from tests.web.test_access import TABLES
from tests.web.test_hostile import WHO, browser

pytestmark = pytest.mark.django_db
PAGES = sorted(name for name, rule in TABLES.items() if name in WHO and not rule.post)
BEHIND = [name for name in PAGES if WHO[name] != rules.VISITOR]


@pytest.mark.parametrize("name", BEHIND)
def test_what_is_personal_is_kept_in_no_cache(name):
    told = story.tell()
    response = browser(told, WHO[name]).get(reverse(name, args=TABLES[name].args(told)))
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]


def test_what_is_public_may_be_kept_and_what_is_signed_in_may_not(client, client_of):
    assert "Cache-Control" not in client.get("/projets/")
    assert "no-store" in client_of(UserFactory()).get("/projets/")["Cache-Control"]
    colours = client_of(UserFactory()).get("/reseau.css")
    assert "public" in colours["Cache-Control"]


@pytest.mark.parametrize("name", PAGES)
def test_every_page_says_what_a_browser_may_do_with_it(name):
    told = story.tell()
    response = browser(told, WHO[name]).get(reverse(name, args=TABLES[name].args(told)))
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "a b", "testserver:x"])
def test_a_host_that_is_not_ours_is_refused(client, host):
    assert client.get("/", HTTP_HOST=host).status_code == 400


def test_a_host_told_by_others_writes_no_link(client):
    user = UserFactory()
    asked = client.post(
        "/compte/mot-de-passe/oublie/", {"email": user.email}, HTTP_X_FORWARDED_HOST="evil.example"
    )
    assert asked.status_code == 302
    assert "evil.example" not in Message.objects.get().body


@pytest.mark.parametrize(
    "where",
    [
        "https://evil.example/",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "http://testserver@evil.example/",
        " https://evil.example",
    ],
)
@pytest.mark.parametrize("door", ["/langue/", "/compte/connexion/", "/compte/deconnexion/"])
def test_nobody_is_led_elsewhere(door, where, client_of):
    from tests.factories.accounts import PASSWORD

    user = UserFactory()
    client = Client() if door == "/compte/connexion/" else client_of(user)
    data = {"next": where, "language": "en", "login": user.email, "password": PASSWORD}
    response = client.post(f"{door}?next={where}", data)
    assert response.status_code in {302, 204}
    assert "evil" not in response.get("Location", "")
    assert "javascript" not in response.get("Location", "")


def test_a_post_without_its_token_is_refused_with_a_way_out(client_of):
    client = Client(enforce_csrf_checks=True)
    client.force_login(UserFactory(), settings.AUTHENTICATION_BACKENDS[0])
    page = client.post("/compte/profil/", {"name": "Autre", "language": "fr"})
    assert page.status_code == 403
    assert "rechargez" in page.content.decode()


def chunk(name, body):
    crc = zlib.crc32(name + body).to_bytes(4, "big")
    return len(body).to_bytes(4, "big") + name + body + crc


def png(width=1, height=1, tail=b""):
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\x00\x00\x00"
    pixels = zlib.compress(b"\x00" * 4)
    chunks = chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks + tail


PICTURES = {
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "png"),
    "gif bomb": (b"GIF89a" + b"\xff\xff\xff\xff" + b"\x00" * 100, "image/gif"),
    "png bomb": (png(60_000, 60_000), "image/png"),
    "no pixels": (png(0, 0), "image/png"),
    "page behind": (png(tail=b"<script>alert(1)</script>"), "image/png"),
    "page": (b"<html><script>alert(1)</script>", "image/jpeg"),
    "cut": (png()[:-5], "image/png"),
    "empty": (b"", "image/png"),
    "heavy": (png() + b"\x00" * 300_000, "image/png"),
    "jpeg by name": (b"\xff\xd8\xff" + b"\x00" * 50 + b"\xff\xd9", "image/jpeg"),
    "webp by name": (b"RIFF\x10\x00\x00\x00WEBP" + b"\x00" * 12, "image/webp"),
}


@pytest.fixture
def admin(client_of):
    return client_of(AdminFactory())


@pytest.mark.parametrize("kind", sorted(PICTURES))
def test_a_logo_that_is_no_small_picture_is_refused(admin, kind):
    body, media = PICTURES[kind]
    upload = SimpleUploadedFile("logo.png", body, content_type=media)
    response = admin.post("/pilotage/reseau/", {"name": "Réseau gardé", "logo_file": upload})
    assert response.status_code == 422
    assert "Réseau gardé" in response.content.decode()
    assert not Network.objects.exists()


def test_fifty_megabytes_are_refused_in_a_sentence(admin):
    upload = SimpleUploadedFile("logo.png", png() + bytes(50_000_000), content_type="image/png")
    response = admin.post("/pilotage/reseau/", {"name": "Réseau", "logo_file": upload})
    assert response.status_code == 422
    assert "trop lourd" in response.content.decode()


def test_a_logo_is_served_as_what_it_is(admin, client):
    """Its name and its declared type are forgotten: neither is ever sent back."""
    upload = SimpleUploadedFile("../../x.html", png(), content_type="text/html")
    admin.post("/pilotage/reseau/", {"name": "Réseau", "logo_file": upload})
    response = client.get("/reseau/logo")
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response.content == png()


@pytest.mark.parametrize(
    "colour", ["#fff;}body{}", "red", "#12345", "#0e5a4c\n}", "url(//x)", "#0e5a4c/*", "＃0e5a4c"]
)
def test_a_colour_is_a_colour_or_is_refused(admin, client, colour):
    response = admin.post("/pilotage/reseau/", {"name": "Réseau", "accent": colour})
    assert response.status_code == 422
    assert client.get("/reseau.css").content.decode().split() == [":root", "{", "}"]


def test_the_networks_words_stay_words_on_every_page(admin, client):
    admin.post("/pilotage/reseau/", dict.fromkeys(("name", "baseline"), SCRIPT))
    admin.post("/pilotage/textes/mentions/", dict.fromkeys(("legal_name", "director"), SCRIPT))
    text = {"body": f"{SCRIPT} {{editeur}} {{directeur}}", "seen": "0"}
    admin.post("/pilotage/textes/mentions-legales/fr/", text)
    for page in ("/", "/mentions-legales/", "/compte/connexion/", "/acteurs/"):
        assert "<script>alert" not in client.get(page).content.decode()


def test_a_title_with_line_breaks_writes_no_header(client_of):
    position = PositionFactory()
    MembershipFactory(organisation=position.organisation)
    call = CallFactory()
    browser_ = client_of(position.person.user)
    title = "Haies\r\nBcc: everybody@example.org\r\n\r\nBonjour"
    data = {"lead": position.organisation.slug, "title": title}
    browser_.post(f"/espace/appels/{call.slug}/repondre/", data)
    draft = Application.objects.get()
    Application.objects.update(summary="x", asked_cents=100)
    PartnerFactory(application=draft)
    draft.territories.add(TerritoryFactory())
    draft.refresh_from_db()
    browser_.post(f"/espace/candidatures/{draft.code}/deposer/", as_written(draft))
    sent = _envelope(Message.objects.get()).message()
    assert sent["Bcc"] is None
    assert "\n" not in str(sent["Subject"])
    assert "Bcc" in str(sent["Subject"]) or "Bcc" in sent.get_payload(decode=True).decode()


def test_a_subject_and_an_address_with_line_breaks_never_leave():
    message = MessageFactory(to="alma@example.org\nBcc: x@example.org", subject="a\nBcc: b")
    with pytest.raises(ValueError, match="newlines"):
        _envelope(message).message()


@pytest.mark.parametrize("name", ["Alma\r\nBcc: x@example.org", '"><script>alert(1)</script>'])
def test_a_name_stays_a_name(admin, client_of, name):
    person = PositionFactory().person
    browser_ = client_of(person.user)
    browser_.post("/compte/profil/", {"name": name, "language": "fr"})
    application = ApplicationFactory(submitted=True)
    for page in ("/compte/", "/espace/"):
        assert "<script>alert" not in browser_.get(page).content.decode()
    person.user.refresh_from_db()
    data = {"account": person.user.code, "role": "reader"}
    admin.post(f"/pilotage/appels/{application.call.slug}/comite/ajouter/", data)
    page = admin.get(f"/pilotage/appels/{application.call.slug}/comite/").content.decode()
    assert "<script>alert" not in page
