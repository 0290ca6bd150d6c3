"""The real settings, as they are on a server: what leaves it, and under which cookies."""

import json
import os
import subprocess
import sys
from http.cookies import SimpleCookie

import pytest

HOST = "alliances.example.org"
VISIT = """
import json, sys
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("createcachetable")
call_command("collectstatic", interactive=False, verbosity=0)
from django.test import Client
from maillage.accounts.services import open_account
open_account(email="alma@example.org", name="Alma", by=None, password="un-mot-de-passe-77")
browser = Client(SERVER_NAME="alliances.example.org")
https = {"HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_FORWARDED_FOR": "203.0.113.9"}
typed = {"login": "alma@example.org", "password": "un-mot-de-passe-77"}
told = {}
for name, response in (
    ("plain", browser.get("/compte/connexion/")),
    ("home", browser.get("/", **https)),
    ("entered", browser.post("/compte/connexion/", typed, **https)),
    ("mine", browser.get("/espace/", **https)),
    ("language", browser.post("/langue/", {"language": "en"}, **https)),
    ("lost", browser.get("/nulle-part/", **https)),
    ("stranger", browser.get("/", HTTP_HOST="evil.example", **https)),
):
    told[name] = {
        "status": response.status_code,
        "headers": dict(response.items()),
        "cookies": response.cookies.output(header="").splitlines(),
        "text": response.content.decode()[:4000],
    }
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What a server of one's own answers, in a process of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    env = kept | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SECRET_KEY": "a-key-of-a-server-of-its-own-" + "k" * 40,
        "ALLOWED_HOSTS": HOST,
        "SITE_URL": f"https://{HOST}",
        "BEHIND_PROXY": "1",
        "MAILLAGE_VAR": str(tmp_path_factory.mktemp("var")),
        "LOG_LEVEL": "CRITICAL",
    }
    run = subprocess.run(
        [sys.executable, "-c", VISIT], env=env, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr[-2000:]
    return json.loads(run.stdout.splitlines()[-1])


def test_plain_http_is_led_to_https(told):
    assert told["plain"]["status"] == 301
    assert told["plain"]["headers"]["Location"] == f"https://{HOST}/compte/connexion/"


@pytest.mark.parametrize("page", ["home", "entered", "mine", "lost", "stranger"])
def test_each_answer_guards_the_browser(told, page):
    headers = told[page]["headers"]
    assert "max-age=31536000" in headers["Strict-Transport-Security"]
    assert "includeSubDomains" in headers["Strict-Transport-Security"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "unsafe" not in headers["Content-Security-Policy"]


def test_each_cookie_is_closed_to_scripts_to_plain_http_and_to_other_sites(told):
    seen = set()
    for answer in told.values():
        for line in answer["cookies"]:
            for name, cookie in SimpleCookie(line.strip()).items():
                if not cookie.value:
                    continue  # taken back: the line that deletes it carries nothing
                assert cookie["secure"], name
                assert cookie["httponly"], name
                assert cookie["samesite"] == "Lax", name
                seen.add(name)
    assert {"sessionid", "csrftoken", "langue"} <= seen


def test_a_page_of_ones_own_is_kept_nowhere(told):
    assert told["mine"]["status"] == 200
    assert "no-store" in told["mine"]["headers"]["Cache-Control"]


def test_what_is_not_there_tells_nothing_of_the_house(told):
    assert told["lost"]["status"] == 404
    for secret in ("Traceback", "urlpatterns", "DEBUG", "settings", "sqlite"):
        assert secret not in told["lost"]["text"]


def test_another_host_is_refused_without_its_name(told):
    assert told["stranger"]["status"] == 400
    assert "evil.example" not in told["stranger"]["text"]
