import pytest
from django.core.mail import EmailMultiAlternatives, get_connection, send_mail
from django.core.mail.message import BadHeaderError

from maillage.mail.models import Message
from tests.factories.accounts import UserFactory

BACKEND = "maillage.mail.backends.OutboxBackend"
pytestmark = pytest.mark.django_db


def test_what_a_library_sends_is_a_confidential_row():
    user = UserFactory(email="awa@example.org")
    send_mail("Code", "123456", None, ["awa@example.org"], connection=get_connection(BACKEND))
    message = Message.objects.get()
    assert (message.to, message.to_user, message.is_confidential) == (user.email, user, True)


def test_one_row_each_and_the_html_is_kept():
    mail = EmailMultiAlternatives("S", "texte", to=["a@example.org"], cc=["b@example.org"])
    mail.attach_alternative("<p>texte</p>", "text/html")
    get_connection(BACKEND).send_messages([mail])
    assert set(Message.objects.values_list("to", "html")) == {
        ("a@example.org", "<p>texte</p>"),
        ("b@example.org", "<p>texte</p>"),
    }


def test_a_line_break_in_a_subject_is_refused_and_nothing_is_written():
    mail = EmailMultiAlternatives("S\nBcc: all@example.org", "x", to=["a@example.org"])
    with pytest.raises(BadHeaderError):
        get_connection(BACKEND).send_messages([mail])
    assert not Message.objects.exists()
