"""What machines are told beside each page: terms of schema.org, absolute addresses, never a person."""

import json
import re

import pytest
from rdflib import RDF, SDO, Graph, URIRef

from tests.factories.actors import OrganisationFactory, PositionFactory
from tests.factories.programmes import CallFactory
from tests.factories.projects import AllyFactory, PhotoFactory
from tests.factories.territories import CommuneFactory, CountryFactory, TerritoryFactory
from tests.factories.themes import ThemeFactory

# The parser of rdflib still uses what rdflib itself calls old.
OLD = "ignore:ConjunctiveGraph is deprecated:DeprecationWarning"
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings(OLD)]
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
SITE = "http://127.0.0.1:8000"
# What schema.org's context does with these terms, without asking its site for it.
CONTEXT = {"@vocab": str(SDO)} | {
    key: {"@type": "@id"} for key in ["url", "image", "license", "contentUrl"]
}
# Each type that we use under the wider one whose properties it takes (schema.org, "More specific").
WIDER = {
    "Organization": "Thing",
    "NGO": "Organization",
    "GovernmentOrganization": "Organization",
    "Corporation": "Organization",
    "WorkersUnion": "Organization",
    "EducationalOrganization": "Organization",
    "Project": "Organization",
    "FundingScheme": "Organization",
    "Place": "Thing",
    "AdministrativeArea": "Place",
    "Country": "AdministrativeArea",
    "GeoCoordinates": "Thing",
    "MonetaryAmount": "Thing",
    "Grant": "Thing",
    "MonetaryGrant": "Grant",
    "CreativeWork": "Thing",
    "WebSite": "CreativeWork",
    "DataCatalog": "CreativeWork",
    "Dataset": "CreativeWork",
    "MediaObject": "CreativeWork",
    "DataDownload": "MediaObject",
    "SearchAction": "Thing",
    "EntryPoint": "Thing",
}
# The properties that we use, by the type whose page on schema.org lists them.
DOMAIN = {
    "Thing": "name description url identifier image alternateName potentialAction",
    "Organization": "areaServed member parentOrganization funder foundingDate dissolutionDate "
    "knowsAbout taxID location",
    "Place": "geo containedInPlace",
    "GeoCoordinates": "latitude longitude",
    "MonetaryAmount": "currency value",
    "Grant": "fundedItem funder",
    "MonetaryGrant": "amount",
    "CreativeWork": "publisher license creator isAccessibleForFree encodingFormat",
    "DataCatalog": "dataset",
    "Dataset": "distribution variableMeasured",
    "MediaObject": "contentUrl",
    "SearchAction": "target",
    "EntryPoint": "urlTemplate",
}


def blocks(page):
    return [json.loads(found) for found in BLOCK.findall(page)]


def graph_of(facts):
    assert facts["@context"] == "https://schema.org"
    return Graph().parse(data=json.dumps({**facts, "@context": CONTEXT}), format="json-ld")


def taken_by(kind):
    """The properties that a type may have: its own, and those of the wider ones."""
    found = set()
    while kind:
        found |= set(DOMAIN.get(kind, "").split())
        kind = WIDER.get(kind)
    return found


def term(node):
    """The word of schema.org; a word that it does not know fails."""
    name = str(node).removeprefix(str(SDO))
    assert node.startswith(SDO), node
    assert name in SDO, f"{name} is no term of schema.org"
    return name


def check(facts):
    graph = graph_of(facts)
    assert len(graph) >= 3
    for thing, told, value in graph:
        if told == RDF.type:
            term(value)
            continue
        kinds = [term(kind) for kind in graph.objects(thing, RDF.type)]
        # A thing that is named elsewhere on the page, or nowhere: its type is always said.
        assert kinds, f"{thing} has no type"
        assert any(term(told) in taken_by(kind) for kind in kinds), (told, kinds)
        assert value or str(value) == "0.0", f"{told} says nothing"
    for node in {node for triple in graph for node in (triple[0], triple[2])}:
        if isinstance(node, URIRef):
            assert re.match(r"https?://[^\s{}]+$", node), f"{node} is not absolute"
    return graph


@pytest.fixture
def told():
    """A project that has all that a page may tell, and a person behind it."""
    france = CountryFactory(country_code="FR", name="France", lat=46.6, lon=2.5)
    calvados = TerritoryFactory(name="Calvados", slug="calvados", within=[france], lat=49, lon=0)
    lead = OrganisationFactory(
        name="Batik", acronym="BI", siren="443061841", seat=calvados, summary="Des métiers."
    )
    project = AllyFactory(
        organisation=lead,
        project__title="Métiers </script>",
        project__granted_cents=1_200_050,
        project__starts_on="2026-01-01",
        project__ends_on="2026-12-31",
    ).project
    AllyFactory(project=project, organisation__kind="union", role="partner")
    project.territories.set([CommuneFactory(name="Caen", within=[calvados]), france])
    project.themes.add(ThemeFactory(slug="travail"))
    PhotoFactory(project=project)
    call = CallFactory(slug="rives")
    call.territories.add(calvados)
    PositionFactory(organisation=lead, person__name="Awa Diop")
    return project


ADDRESSES = ("/", "/donnees/", "/appels/rives/", "/territoires/calvados/", "/territoires/{place}/")


def pages(client, project):
    ally = project.allies.first().organisation
    addresses = [a.format(place=project.territories.first().slug) for a in ADDRESSES]
    addresses += [project.get_absolute_url(), ally.get_absolute_url()]
    return {address: client.get(address).content.decode() for address in addresses}


class TestEachPage:
    def test_it_says_terms_of_schema_org_on_what_takes_them(self, client, told):
        for address, page in pages(client, told).items():
            (facts,) = blocks(page)
            assert check(facts), address

    @pytest.mark.parametrize("kind", ["ngo", "authority", "company", "union", "university"])
    def test_every_kind_of_actor_has_a_type(self, client, kind):
        actor = OrganisationFactory(kind=kind)
        (facts,) = blocks(client.get(actor.get_absolute_url()).content.decode())
        check(facts)
        assert facts["@type"] != "Organization"

    def test_no_person_is_told(self, client, told):
        said = "".join(json.dumps(blocks(page)) for page in pages(client, told).values())
        assert "Awa" not in said
        assert '"Person"' not in said
        assert "@example" not in said

    def test_the_money_is_a_grant_of_the_network_to_the_project(self, client, told):
        (facts,) = blocks(client.get(told.get_absolute_url()).content.decode())
        graph = check(facts)
        (grant,) = graph.subjects(RDF.type, SDO.MonetaryGrant)
        project = URIRef(f"{SITE}{told.get_absolute_url()}")
        assert graph.value(grant, SDO.fundedItem) == project
        amount = graph.value(grant, SDO.amount)
        assert float(graph.value(amount, SDO.value)) == 12000.5
        assert graph.value(grant, SDO.funder) == graph.value(project, SDO.funder)

    def test_what_is_not_known_is_not_said(self, client):
        plain = AllyFactory(organisation__acronym="", organisation__siren="").project
        (facts,) = blocks(client.get(plain.get_absolute_url()).content.decode())
        check(facts)
        assert {"funder", "@reverse", "image", "areaServed", "foundingDate"}.isdisjoint(facts)

    def test_a_page_of_somebody_who_signed_in_says_the_same(self, client, client_of, told):
        address = told.get_absolute_url()
        member = PositionFactory(organisation=told.allies.first().organisation).person.user
        mine = client_of(member).get(address).content.decode()
        assert blocks(mine) == blocks(client.get(address).content.decode())


class TestCatalogue:
    def test_every_file_that_it_names_is_there_and_is_what_it_says(self, client, told):
        (facts,) = blocks(client.get("/donnees/").content.decode())
        graph = check(facts)
        downloads = list(graph.subjects(RDF.type, SDO.DataDownload))
        assert len(downloads) >= 20
        for download in downloads:
            address = str(graph.value(download, SDO.contentUrl)).removeprefix(SITE)
            response = client.get(address)
            assert response.status_code == 200
            wanted = str(graph.value(download, SDO.encodingFormat))
            assert response["Content-Type"].partition(";")[0] == wanted, address

    def test_every_set_has_a_licence_and_says_its_columns(self, client):
        (facts,) = blocks(client.get("/donnees/").content.decode())
        for dataset in facts["dataset"]:
            assert dataset["license"].startswith("https://spdx.org/licenses/etalab-2.0")
            assert dataset["variableMeasured"]
            assert dataset["distribution"]
