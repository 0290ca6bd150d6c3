"""The keys and addresses that every source gets the same way."""

import pytest
from django.db.models import Q
from hypothesis import given
from hypothesis import strategies as st

from maillage.core.text import fold
from maillage.territories.models import Kind, Territory
from maillage.territories.services.rows import Edition, Row, free_slug, search_key, write

EDITION = Edition("essai", "1", "domaine public")


def row(code, **facts):
    facts = {"name": "Ici", "slugs": ("ici",), **facts}
    return Row("essai", code, kind=Kind.PLACE, country_code="FR", source="essai", **facts)


def test_the_search_key_is_folded_words_each_after_a_space():
    assert search_key("Saint-Lô", "", "Saint-Lô (Manche)", "50000") == " saint lo manche 50000"
    assert search_key("") == ""


@given(st.lists(st.text()))
def test_every_word_of_every_text_is_in_the_search_key(texts):
    key = search_key(*texts)

    assert all(f" {word}" in key for text in texts for word in fold(text).split())
    assert len(key.split()) == len(set(key.split()))


@given(st.sets(st.sampled_from(["ici", "la", "ailleurs"])))
def test_the_first_free_address_is_given(taken):
    wished = ["Ici", "Là", "Ailleurs", "nulle part"]

    slug = free_slug(wished, taken)

    assert slug not in taken
    assert slug == next(s for s in ["ici", "la", "ailleurs", "nulle-part"] if s not in taken)


def test_an_address_is_never_empty():
    assert free_slug(["’’", "Ici"], set()) == "ici"


@pytest.mark.django_db
def test_two_rows_that_wish_the_same_address_get_two():
    write(EDITION, [row("A"), row("B"), row("C")], retire=Q(source="essai"))

    assert set(Territory.objects.values_list("slug", flat=True)) == {"ici", "ici-b", "ici-c"}


@pytest.mark.django_db
def test_a_parent_that_is_no_longer_one_is_let_go_and_strangers_stay():
    write(EDITION, [row("A"), row("B", parents=(("essai", "A"),))], retire=Q(source="essai"))
    stranger = Territory.objects.create(slug="x", scheme="autre", code="x", scale=1)
    lower = Territory.objects.get(code="B")
    lower.parents.add(stranger)

    write(Edition("essai", "2", ""), [row("A"), row("B")], retire=Q(source="essai"))

    assert list(lower.parents.all()) == [stranger]


@pytest.mark.django_db
def test_only_what_the_source_gave_is_retired():
    write(EDITION, [row("A")], retire=Q(source="essai"))
    other = Territory.objects.create(slug="x", scheme="autre", code="x", scale=1, source="autre")

    write(Edition("essai", "2", ""), [row("B")], retire=Q(source="essai"))

    other.refresh_from_db()
    assert other.is_current
    assert [t.code for t in Territory.objects.current().filter(source="essai")] == ["B"]
