import pytest

from maillage.core.codes import ALPHABET, LENGTH, free_slug, new_code
from maillage.programmes.models import Programme
from tests.factories.programmes import ProgrammeFactory


def test_codes_are_long_enough_readable_and_never_twice_the_same():
    codes = {new_code() for _ in range(2000)}
    assert len(codes) == 2000
    assert all(len(code) == LENGTH and set(code) <= set(ALPHABET) for code in codes)


def test_no_sign_of_a_code_looks_like_another():
    assert not set("01OIL") & set(ALPHABET)


@pytest.mark.django_db
def test_a_slug_comes_from_the_title_without_accents():
    assert free_slug(Programme.objects.all(), "Été à l’Île", fallback="x") == "ete-a-lile"


@pytest.mark.django_db
def test_a_taken_slug_gets_the_next_number():
    ProgrammeFactory(slug="jardins")
    ProgrammeFactory(slug="jardins-2")
    assert free_slug(Programme.objects.all(), "Jardins", fallback="x") == "jardins-3"


@pytest.mark.django_db
def test_a_title_without_letters_falls_back():
    assert free_slug(Programme.objects.all(), "؟!", fallback="programme") == "programme"


@pytest.mark.django_db
def test_a_long_title_is_cut_and_does_not_end_with_a_hyphen():
    slug = free_slug(Programme.objects.all(), "a" * 69 + " " + "b" * 30, fallback="x")
    assert slug == "a" * 69
