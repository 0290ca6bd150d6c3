import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.algorithms.typography import typeset

NB, NN = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Qui le demande ?", f"Qui le demande{NN}?"),
        ("Merci !", f"Merci{NN}!"),
        ("déposée ; merci", f"déposée{NN}; merci"),
        ("Source : la page", f"Source{NB}: la page"),
        ("<b>Accordé :</b> rien", f"<b>Accordé{NB}:</b> rien"),
        ("marqué « exemple » ici", f"marqué «{NB}exemple{NB}» ici"),
        ("«exemple»", f"«{NB}exemple{NB}»"),
        ("%(n)s : %(words)s", f"%(n)s{NB}: %(words)s"),
        ("15 000 € et 66 %", f"15{NN}000{NN}€ et 66{NN}%"),
        ("1 500 000 habitants", f"1{NN}500{NN}000 habitants"),
        ("12 h (heure de Paris)", f"12{NN}h (heure de Paris)"),
        ("Vraiment ?!", f"Vraiment{NN}?!"),
    ],
)
def test_a_sign_never_leaves_its_word(typed, printed):
    assert typeset(typed) == printed


@pytest.mark.parametrize(
    "text",
    ["", "https://exemple.test/?q=a", "3 habitants", "a:b", "{{ url }}?page=2", "12:30", "l’été"],
)
def test_what_is_no_sentence_stays_as_it_is(text):
    assert typeset(text) == text


@given(st.text(alphabet="ab1 «»:;!?€%h<\u00a0\u202f", max_size=40))
def test_twice_is_once(text):
    assert typeset(typeset(text)) == typeset(text)


def without_spaces(text: str) -> str:
    return "".join(text.split())


@given(st.text(max_size=60))
def test_only_spaces_change(text):
    assert without_spaces(typeset(text)) == without_spaces(text)
