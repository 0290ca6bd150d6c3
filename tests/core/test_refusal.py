from django.utils.translation import gettext_lazy

from maillage.core.refusal import Refusal


def test_a_refusal_is_its_sentence():
    assert str(Refusal(gettext_lazy("Cet appel est clos."))) == "Cet appel est clos."


def test_more_lines_are_text_even_when_lazy():
    refusal = Refusal("Incomplet.", more=[gettext_lazy("Ajoutez un titre."), "Ajoutez un lieu."])
    assert refusal.more == ["Ajoutez un titre.", "Ajoutez un lieu."]


def test_without_more_there_is_an_empty_list():
    assert Refusal("Non.").more == []
