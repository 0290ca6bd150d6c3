"""The pages the law asks for: who publishes, what is kept, what fails, which cookies."""

import html
import re
from itertools import pairwise

import pytest
from django.conf import settings as real
from django.urls import reverse

from maillage.actors.models import TextVersion
from maillage.core.privacy import register
from maillage.design.conformity import PAGES, audit
from maillage.web.public.cookies import cookies_set
from maillage.web.public.plan import SECTIONS
from tests.factories.actors import NetworkFactory, TextVersionFactory
from tests.factories.projects import ProjectFactory
from tests.factories.themes import ThemeFactory

pytestmark = pytest.mark.django_db
LAW = {
    "public:legal": "Mentions légales",
    "public:privacy": "Données personnelles",
    "public:accessibility": "Déclaration d’accessibilité",
    "public:cookies": "Cookies",
    "public:contact": "Nous écrire",
    "public:plan": "Plan du site",
}


def seen(client, name, language="fr"):
    client.cookies["langue"] = language
    response = client.get(reverse(name))
    assert response.status_code == 200
    return flat(response.content.decode())


def flat(words):
    """On one line, whatever spaces hold the words together."""
    return " ".join(html.unescape(words).split())


class TestAll:
    @pytest.mark.parametrize(("name", "title"), LAW.items())
    def test_each_has_its_title(self, client, name, title):
        assert f"<h1>{title}</h1>" in seen(client, name)

    @pytest.mark.parametrize("name", LAW)
    def test_each_speaks_english(self, client, name):
        page = seen(client, name, "en")
        assert '<html lang="en">' in page
        assert "This content exists in French only." not in page

    @pytest.mark.parametrize("name", LAW)
    def test_each_stands_at_the_foot_of_every_page(self, client, name):
        for address in ("/", "/appels/", "/compte/connexion/"):
            assert f'<a href="{reverse(name)}">' in client.get(address).content.decode()

    @pytest.mark.parametrize("name", LAW)
    def test_each_is_told_to_search_engines(self, client, name):
        assert f"{reverse(name)}</loc>" in client.get("/sitemap-page-1.xml").content.decode()

    @pytest.mark.parametrize("name", LAW)
    def test_each_costs_little(self, client, name, django_assert_max_num_queries):
        client.get(reverse(name))
        with django_assert_max_num_queries(3):
            client.get(reverse(name))

    def test_the_foot_says_how_accessible_the_site_is(self, client):
        page = seen(client, "public:home")
        assert f"Accessibilité : {audit().state.label}</a>" in page


class TestLegalNotice:
    def test_a_fresh_one_asks_for_all_that_is_missing(self, client):
        page = seen(client, "public:legal")
        for what in ("nom légal de l’éditeur", "direction de la publication", "hébergeur"):
            assert f"<mark>[à compléter : {what}]</mark>" in page

    def test_a_complete_one_asks_for_nothing(self, client):
        NetworkFactory(complete=True)
        page = seen(client, "public:legal")
        assert "<mark>" not in page
        for what in ("Réseau des rives", "443061841", "Alma Diop", "Machines du Nord"):
            assert what in page

    def test_the_english_one_says_the_same(self, client):
        NetworkFactory(complete=True)
        page = seen(client, "public:legal", "en")
        assert "Who publishes this site" in page
        assert "Alma Diop" in page

    def test_what_was_written_in_french_alone_says_so_in_english(self, client):
        TextVersionFactory(number=1, body="Tenu par nous.")
        page = seen(client, "public:legal", "en")
        assert page.count("This content exists in French only.") == 1
        assert '<div class="prose written" lang="fr"><p>Tenu par nous.</p>' in page

    def test_and_not_in_french(self, client):
        TextVersionFactory(number=1, body="Tenu par nous.")
        page = seen(client, "public:legal")
        assert "n’existe qu’en français" not in page
        assert '<div class="prose written"><p>Tenu par nous.</p>' in page

    def test_the_software_is_named(self, client):
        assert "logiciel libre sous licence AGPL" in seen(client, "public:legal")


class TestPersonalData:
    def test_every_line_of_the_register_is_there(self, client):
        page = seen(client, "public:privacy")
        for line in register():
            assert flat(str(line.personal.purpose)) in page

    def test_rights_and_whom_to_ask_stand_first(self, client):
        NetworkFactory(complete=True, privacy_email="donnees@reseau.example")
        page = seen(client, "public:privacy")
        assert page.index("Vos droits") < page.index("Le registre")
        assert "mailto:donnees@reseau.example" in page
        assert "https://www.cnil.fr/fr/plaintes" in page
        assert "/contact/?sujet=donnees" in page

    def test_it_leads_to_the_cookies(self, client):
        assert reverse("public:cookies") in seen(client, "public:privacy")


class TestAccessibility:
    def test_the_figures_are_the_grids(self, client):
        page, read = seen(client, "public:accessibility"), audit()
        assert f"Ce site est {read.state.label} avec" in page
        assert f"{read.rate} % des critères respectés" in page
        assert f"{read.met} sur les {read.applicable} qui s’appliquent" in page

    def test_each_failure_is_told(self, client):
        page = seen(client, "public:accessibility")
        for criterion in audit().failed:
            assert f"<strong>{criterion.number}</strong>" in page
            assert flat(criterion.remark) in page

    def test_in_english_too(self, client):
        page = seen(client, "public:accessibility", "en")
        for criterion in audit().failed:
            assert criterion.remark_en in page

    def test_it_has_all_the_parts_of_a_statement(self, client):
        page = seen(client, "public:accessibility")
        for part in (
            "État de conformité",
            "Résultats des tests",
            "Contenus non accessibles",
            "Dérogations pour charge disproportionnée",
            "Contenus hors de l’obligation",
            "Technologies",
            "Navigateurs et outils",
            "Pages vérifiées",
            "Retour d’information et contact",
            "Voies de recours",
            "Défenseur des droits",
            "25 novembre 2026",
        ):
            assert part in page, part
        assert all(f"<li>{checked}</li>" in page for checked in PAGES)

    def test_headings_go_down_by_one(self, client):
        levels = [int(n) for n in re.findall(r"<h(\d)", seen(client, "public:accessibility"))]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))

    def test_a_difficulty_is_reported_from_there(self, client):
        assert "/contact/?sujet=accessibilite" in seen(client, "public:accessibility")


class TestCookies:
    def test_they_are_those_of_the_settings(self):
        names = [cookie.name for cookie in cookies_set()]
        assert names == ["sessionid", "csrftoken", "langue", "messages"]
        assert real.SESSION_COOKIE_NAME in names
        assert real.CSRF_COOKIE_NAME in names
        assert real.LANGUAGE_COOKIE_NAME in names

    def test_how_long_is_what_the_settings_say(self, settings):
        settings.SESSION_COOKIE_AGE = 21 * 24 * 3600
        assert cookies_set()[0].kept.startswith("3 semaines")
        assert settings.CSRF_COOKIE_AGE // (24 * 3600) in range(360, 367)
        assert settings.LANGUAGE_COOKIE_AGE is None

    def test_each_stands_on_the_page_with_its_reason(self, client):
        page = seen(client, "public:cookies")
        for cookie in cookies_set():
            assert f"<code>{cookie.name}</code>" in page
            assert flat(cookie.purpose) in page

    def test_what_the_device_keeps_is_told(self, client):
        page = seen(client, "public:cookies")
        assert "stockage local" in page
        assert "l’adresse de la dernière page vue" in page


class TestPlan:
    def test_it_leads_to_every_public_list_and_every_page_of_the_law(self, client):
        page = seen(client, "public:plan")
        for _title, entries in SECTIONS:
            for name, label in entries:
                assert f'<a href="{reverse(name)}">{label}</a>' in page

    def test_and_to_each_theme(self, client):
        theme = ThemeFactory(name="Semences")
        ProjectFactory().themes.add(theme)
        assert f'<a href="{theme.get_absolute_url()}">Semences</a>' in seen(client, "public:plan")

    def test_it_is_kind_when_there_is_none(self, client):
        assert "Aucun thème pour l’instant." in seen(client, "public:plan")


class TestHome:
    def test_its_words_are_the_networks(self, client):
        TextVersionFactory(key=TextVersion.Key.HOME, number=1, body="Nous **tissons** des liens.")
        page = seen(client, "public:home")
        assert "Nous <strong>tissons</strong> des liens." in page
        assert '<meta name="description" content="Nous tissons des liens.">' in page

    def test_in_english_they_are_french_when_nobody_translated_them(self, client):
        TextVersionFactory(key=TextVersion.Key.HOME, number=1, body="Nous tissons des liens.")
        page = seen(client, "public:home", "en")
        assert '<div class="lead written" lang="fr"><p>Nous tissons' in page
