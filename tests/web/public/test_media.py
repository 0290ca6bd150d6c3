"""Photographs, documents and drawn pictures, as visitors get them."""

import json
import re
from http import HTTPStatus
from io import BytesIO

import pytest
from PIL import Image

from maillage.files.services import keep_picture
from maillage.projects.services import remove_photo
from maillage.web.public import media
from tests.factories.accounts import OfficerFactory
from tests.factories.actors import PositionFactory
from tests.factories.projects import (
    AllyFactory,
    PaperFactory,
    PhotoFactory,
    ProjectFactory,
    developed,
)

pytestmark = pytest.mark.django_db


def hidden():
    return ProjectFactory(status="opened", published_at=None)


def body(response):
    assert response.status_code == 200
    return b"".join(response.streaming_content) if response.streaming else response.content


class TestPhotos:
    def test_the_page_shows_it_with_its_words_its_author_and_its_sizes(self, client):
        photo = PhotoFactory(caption="Au marché", credit="Alma Exemple")
        page = client.get(photo.project.get_absolute_url()).content.decode()
        (image,) = re.findall(r'<img class="photo"[^>]*>', page)
        assert 'alt="Un champ au bord d’une rive."' in image
        assert 'width="600" height="400"' in image
        assert f"{photo.code}/480.webp 480w" in image
        assert "Alma Exemple" in page

    def test_the_first_opens_the_story_and_the_others_follow_it(self, client):
        project = PhotoFactory(alt="La première.", place=1).project
        assert "En images" not in client.get(project.get_absolute_url()).content.decode()
        PhotoFactory(
            project=project, place=2, alt="La seconde.", picture=keep_picture(developed("red"))
        )
        page = client.get(project.get_absolute_url()).content.decode()
        order = ["La première.", "Ce que fait l’alliance", "En images", "La seconde."]
        assert sorted(order, key=page.index) == order
        assert page.count('<img class="photo"') == 2

    def test_the_agreement_of_people_is_never_published(self, client):
        photo = PhotoFactory(people="agreed", consent="accord signé de Rose")
        assert "Rose" not in client.get(photo.project.get_absolute_url()).content.decode()

    def test_it_is_served_in_its_sizes_and_in_no_other(self, client):
        code = PhotoFactory().code
        response = client.get(f"/photographies/{code}/480.webp")
        assert Image.open(BytesIO(body(response))).size == (480, 320)
        assert response["Content-Type"] == "image/webp"
        assert "public" in response["Cache-Control"]
        assert client.get(f"/photographies/{code}/481.webp").status_code == 404
        shared = client.get(f"/photographies/{code}.jpg")
        assert Image.open(BytesIO(body(shared))).format == "JPEG"

    def test_of_a_project_in_preparation_it_is_seen_by_its_own_and_kept_by_no_cache(
        self, client, client_of
    ):
        photo = PhotoFactory(project=hidden())
        position = PositionFactory()
        AllyFactory(project=photo.project, organisation=position.organisation)
        url = f"/photographies/{photo.code}/480.webp"
        assert client.get(url).status_code == 404
        response = client_of(position.person.user).get(url)
        assert body(response)
        assert "public" not in response.get("Cache-Control", "")

    def test_removed_it_is_gone(self, client, django_capture_on_commit_callbacks):
        photo = PhotoFactory()
        code = photo.code
        with django_capture_on_commit_callbacks(execute=True):
            remove_photo(photo, by=OfficerFactory())
        assert client.get(f"/photographies/{code}/480.webp").status_code == 404

    def test_a_shared_link_shows_the_first(self, client):
        photo = PhotoFactory()
        page = client.get(photo.project.get_absolute_url()).content.decode()
        assert re.search(rf'og:image" content="[^"]*/photographies/{photo.code}.jpg"', page)
        told = json.loads(re.search(r'ld\+json">(.*?)</script>', page, re.DOTALL).group(1))
        assert told["image"][0].endswith(f"/photographies/{photo.code}.jpg")


class TestPapers:
    def test_it_is_given_to_be_kept_and_opens_in_no_page_of_ours(self, client):
        paper = PaperFactory(title="Bilan de l’an un")
        page = client.get(paper.project.get_absolute_url()).content.decode()
        assert f'href="/documents/{paper.code}/"' in page
        response = client.get(f"/documents/{paper.code}/")
        assert body(response) == b"%PDF-1.7 bilan"
        assert response["Content-Disposition"] == 'attachment; filename="bilan-de-lan-un.pdf"'
        assert response["Content-Security-Policy"] == media.ALONE
        assert response["X-Content-Type-Options"] == "nosniff"

    def test_of_a_project_in_preparation_nobody_else_gets_it(self, client):
        paper = PaperFactory(project=hidden())
        assert client.get(f"/documents/{paper.code}/").status_code == 404


class TestLineage:
    def test_each_page_leads_to_the_step_before_and_after(self, client):
        one, secret = ProjectFactory(title="Un"), hidden()
        two = ProjectFactory(title="Deux", follows=one)
        secret.follows = one
        secret.save()
        before, after = (client.get(p.get_absolute_url()).content.decode() for p in (one, two))
        assert two.get_absolute_url() in before
        assert "l’étape d’après" in before
        assert secret.get_absolute_url() not in before
        assert "l’étape d’avant" in after


class TestPosters:
    @pytest.mark.parametrize("path", ["/partage.png", "/partage/projets/{}.png"])
    def test_a_page_without_photograph_has_a_drawn_picture(self, client, path):
        project = ProjectFactory()
        response = client.get(path.format(project.slug))
        assert Image.open(BytesIO(body(response))).size == (1200, 630)

    @pytest.mark.parametrize("path", ["/partage.png", "/partage/projets/{}.png"])
    def test_who_has_the_picture_is_not_sent_it_again(self, client, path):
        path = path.format(ProjectFactory().slug)
        mark = client.get(path).headers["ETag"]
        assert (
            client.get(path, headers={"if-none-match": mark}).status_code == HTTPStatus.NOT_MODIFIED
        )

    def test_the_page_names_it(self, client):
        project = ProjectFactory()
        page = client.get(project.get_absolute_url()).content.decode()
        assert f"/partage/projets/{project.slug}.png" in page
