import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from maillage.core.http import require
from maillage.core.middleware import arrival, plain_input


def test_the_gate_lets_in_or_stops():
    require(True)
    with pytest.raises(PermissionDenied):
        require(False)


def test_a_request_knows_when_it_arrived_not_when_it_was_served():
    request = RequestFactory().get("/")
    before = timezone.now()
    arrival(lambda _request: HttpResponse())(request)
    assert before <= request.arrived_at <= timezone.now()


@pytest.mark.parametrize("url", ["/projets/?q=a%00b", "/projets/%00/"])
def test_a_nul_byte_in_an_address_is_refused_with_a_sentence(url):
    response = plain_input(lambda _request: HttpResponse("served"))(RequestFactory().get(url))
    assert response.status_code == 400
    assert "caractère interdit" in response.content.decode()


def test_any_other_address_passes():
    response = plain_input(lambda _request: HttpResponse("served"))(RequestFactory().get("/?q=é"))
    assert response.content == b"served"


def test_a_cookie_with_a_nul_byte_is_forgotten_and_the_others_stay():
    request = RequestFactory().get("/", HTTP_COOKIE='sessionid="a\\000b"; langue=fr')
    plain_input(lambda _request: HttpResponse())(request)
    assert request.COOKIES == {"langue": "fr"}
