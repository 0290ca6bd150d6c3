"""The real clients talk to real, local servers."""

from collections.abc import Iterator

import pytest

from tests.mail.smtp_server import SmtpServer


@pytest.fixture
def server(settings) -> Iterator[SmtpServer]:
    """A mail server, named by the settings."""
    running = SmtpServer()
    settings.EMAIL_URL = f"smtp://127.0.0.1:{running.port}"
    settings.EMAIL_SERVER = {
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": running.port,
        "EMAIL_HOST_USER": "",
        "EMAIL_HOST_PASSWORD": "",
    }
    yield running
    running.close()
