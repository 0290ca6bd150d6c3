"""A reader's list, the grid beside the file, handing in."""

import pytest
from django.urls import reverse
from django.utils import timezone

from maillage.selection.models import Review, Score
from tests.factories.actors import PersonFactory, PositionFactory
from tests.factories.applications import AnswerFactory, ApplicationFactory, PartnerFactory
from tests.factories.programmes import CallFactory, CriterionFactory
from tests.factories.selection import ReviewFactory, ScoreFactory, SeatFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reading():
    call = CallFactory(closed=True)
    CriterionFactory(call=call, label="Alliance", weight=2, help="Chacun a sa place.")
    CriterionFactory(call=call, label="Budget", max_score=10)
    application = ApplicationFactory(call=call, submitted=True, title="Jardins de la Roya")
    PartnerFactory(application=application)
    AnswerFactory(application=application, text="Nous sèmerons ensemble.")
    seat = SeatFactory(call=call)
    return ReviewFactory(application=application, reader=seat.user)


def typed(reading, *scores, **more):
    fields = {
        f"score_{criterion.code}": score
        for criterion, score in zip(reading.application.call.criteria.all(), scores, strict=False)
    }
    return {"for_committee": "À discuter.", "for_applicant": "Bravo.", **fields, **more}


def page(client, name, *args):
    response = client.get(reverse(f"jury:{name}", args=args))
    assert response.status_code == 200
    return response.content.decode()


def test_who_reads_nothing_is_told_how_it_begins(client_of):
    html = page(client_of(PersonFactory().user), "home")
    assert "Aucune lecture pour l’instant." in html
    assert "vos lectures seront ici" in html


def test_who_sits_without_reading_is_told_to_wait(client_of):
    assert "Vous siégez dans un comité" in page(client_of(SeatFactory().user), "home")


def test_home_shows_progress_and_what_waits_first(client_of, reading):
    done = ApplicationFactory(call=reading.application.call, submitted=True, title="Abeilles")
    ReviewFactory(application=done, reader=reading.reader, done=True)
    html = page(client_of(reading.reader), "home")
    assert "1 lecture rendue sur 2" in html
    assert html.index("Jardins de la Roya") < html.index("Abeilles")


@pytest.mark.parametrize("name", ["home"])
def test_home_asks_as_much_for_three_as_for_one(
    client_of, reading, name, django_assert_max_num_queries
):
    client = client_of(reading.reader)
    with django_assert_max_num_queries(30) as one:
        page(client, name)
    for _ in range(2):
        more = ApplicationFactory(call=reading.application.call, submitted=True)
        ReviewFactory(application=more, reader=reading.reader)
    with django_assert_max_num_queries(len(one.captured_queries)):
        page(client, name)


def test_the_file_stands_beside_the_grid(client_of, reading):
    html = page(client_of(reading.reader), "review", reading.code)
    assert "Nous sèmerons ensemble." in html
    assert "<legend>Alliance</legend>" in html
    assert "Chacun a sa place. Poids 2, de 0 à 5." in html
    assert html.count('type="radio"') == 6 + 11


def test_saving_keeps_scores_and_comments(client_of, reading):
    client = client_of(reading.reader)
    response = client.post(reverse("jury:review", args=[reading.code]), typed(reading, 4))
    assert response.status_code == 302
    reading.refresh_from_db()
    assert reading.for_committee == "À discuter."
    assert [score.value for score in reading.scores.all()] == [4]
    assert reading.status == Review.Status.ASSIGNED
    assert "80" in page(client, "review", reading.code)


def test_a_score_out_of_the_grid_is_told_and_the_text_kept(client_of, reading):
    url = reverse("jury:review", args=[reading.code])
    response = client_of(reading.reader).post(url, typed(reading, 9))
    html = response.content.decode()
    assert response.status_code == 422
    assert "La note de «\N{NO-BREAK SPACE}Alliance\N{NO-BREAK SPACE}» va de 0 à 5." in html
    assert "À discuter." in html
    assert not Score.objects.exists()


def test_a_text_too_long_is_told_and_kept(client_of, reading):
    url = reverse("jury:review", args=[reading.code])
    response = client_of(reading.reader).post(url, typed(reading, 1, for_committee="é" * 4001))
    assert response.status_code == 422
    assert "é" * 4001 in response.content.decode()


def test_handing_in_says_what_is_missing_and_saves(client_of, reading):
    url = reverse("jury:review_finish", args=[reading.code])
    response = client_of(reading.reader).post(url, typed(reading, 3))
    html = response.content.decode()
    assert response.status_code == 422
    assert "Notez «\N{NO-BREAK SPACE}Budget\N{NO-BREAK SPACE}»." in html
    assert "Notez «\N{NO-BREAK SPACE}Alliance\N{NO-BREAK SPACE}»." not in html
    reading.refresh_from_db()
    assert reading.for_applicant == "Bravo."
    assert reading.scores.get().value == 3


def test_handing_in_a_whole_reading(client_of, reading):
    url = reverse("jury:review_finish", args=[reading.code])
    response = client_of(reading.reader).post(url, typed(reading, 3, 10))
    assert response["Location"] == reverse("jury:home")
    reading.refresh_from_db()
    assert reading.status == Review.Status.DONE


def test_the_next_reading_follows(client_of, reading):
    other = ApplicationFactory(call=reading.application.call, submitted=True)
    following = ReviewFactory(application=other, reader=reading.reader)
    client = client_of(reading.reader)
    url = reverse("jury:review", args=[reading.code])
    response = client.post(url, typed(reading, 3, next="1"))
    assert response["Location"] == reverse("jury:review", args=[following.code])


def test_after_the_last_reading_one_is_home(client_of, reading):
    url = reverse("jury:review", args=[reading.code])
    response = client_of(reading.reader).post(url, typed(reading, 3, next="1"), follow=True)
    assert "C’était la dernière lecture" in response.content.decode()


def test_a_handed_in_reading_is_read_only_until_taken_up(client_of, reading):
    client = client_of(reading.reader)
    client.post(reverse("jury:review_finish", args=[reading.code]), typed(reading, 3, 10))
    html = page(client, "review", reading.code)
    assert 'type="radio"' not in html
    assert "Reprendre ma lecture" in html
    late = client.post(reverse("jury:review", args=[reading.code]), typed(reading, 0))
    assert late.status_code == 422
    assert reading.scores.first().value == 3
    assert "Ce que vous aviez écrit" not in late.content.decode()  # the same comments
    client.post(reverse("jury:review_reopen", args=[reading.code]))
    assert 'type="radio"' in page(client, "review", reading.code)


@pytest.mark.parametrize("name", ["review", "review_finish"])
def test_what_comes_after_the_reading_is_handed_in_is_told_and_shown(client_of, reading, name):
    client = client_of(reading.reader)
    client.post(reverse("jury:review_finish", args=[reading.code]), typed(reading, 3, 10))
    again = typed(reading, 4, 10, for_committee="Réflexion faite, oui.")
    html = client.post(reverse(f"jury:{name}", args=[reading.code]), again).content.decode()
    assert "Reprenez-la avant de la changer" in html
    assert "Réflexion faite, oui." in html
    reading.refresh_from_db()
    assert reading.for_committee == "À discuter."


def test_after_the_results_nothing_changes(client_of, reading):
    call = reading.application.call
    call.decided_at = timezone.now()
    call.save()
    ScoreFactory(review=reading, criterion=call.criteria.first(), value=2)
    client = client_of(reading.reader)
    html = page(client, "review", reading.code)
    assert "cette lecture ne change plus" in html
    assert 'type="radio"' not in html
    url = reverse("jury:review", args=[reading.code])
    assert client.post(url, typed(reading, 5)).status_code == 403


def test_another_reader_finds_nothing(client_of, reading):
    other = SeatFactory(call=reading.application.call).user
    url = reverse("jury:review", args=[reading.code])
    assert client_of(other).get(url).status_code == 404


def test_the_chair_reads_and_does_not_score(client_of, reading):
    chair = SeatFactory(call=reading.application.call, role="chair").user
    client = client_of(chair)
    assert f"La lecture de {reading.reader}" in page(client, "review", reading.code)
    url = reverse("jury:review", args=[reading.code])
    assert client.post(url, typed(reading, 5)).status_code == 403


def test_a_reader_who_joins_the_alliance_no_longer_sees_it(client_of, reading):
    person = PersonFactory(user=reading.reader)
    PositionFactory(person=person, organisation=reading.application.lead)
    url = reverse("jury:review", args=[reading.code])
    assert client_of(reading.reader).get(url).status_code == 404
