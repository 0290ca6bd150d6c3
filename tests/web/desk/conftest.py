"""The team at its desk."""

import pytest
from django.urls import reverse

from tests.factories.accounts import AdminFactory, OfficerFactory


class Desk:
    """A browser at the desk, signed in."""

    def __init__(self, client, user):
        self.client, self.user = client, user

    def see(self, name, /, *args, **query):
        """The text of a page that must be there."""
        response = self.client.get(reverse(f"desk:{name}", args=args), query)
        assert response.status_code == 200
        return response.content.decode()

    def post(self, name, /, *args, **data):
        return self.client.post(reverse(f"desk:{name}", args=args), data)

    def told(self, name, /, *args, **data):
        """Post, and read the page one is sent to."""
        response = self.client.post(reverse(f"desk:{name}", args=args), data, follow=True)
        return response.content.decode()

    def narrow(self, name, /, *args, **query):
        """What HTMX swaps in."""
        url = reverse(f"desk:{name}", args=args)
        return self.client.get(url, query, headers={"HX-Request": "true"}).content.decode()


@pytest.fixture
def desk(client_of):
    officer = OfficerFactory()
    return Desk(client_of(officer), officer)


@pytest.fixture
def admin_desk(client_of):
    admin = AdminFactory()
    return Desk(client_of(admin), admin)
