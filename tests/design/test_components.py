"""Each component: what it draws, that it escapes, that a misspelt attribute is an error."""

from types import SimpleNamespace

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from maillage.actors.models import Kind
from maillage.design.shapes import SHAPES

HOSTILE = '<script>alert("x")</script>'
BLOCKS = {
    "card": '{% card title=text eyebrow=text href="/x/" %}{{ text }}{% endcard %}',
    "notice": "{% notice title=text %}{{ text }}{% endnotice %}",
    "empty": "{% empty title=text %}{{ text }}{% endempty %}",
    "table": "{% table caption=text %}<tbody><tr><td>{{ text }}</td></tr></tbody>{% endtable %}",
    "band": "{% band %}{{ text }}{% endband %}",
    "timeline": "{% timeline %}<li>{{ text }}</li>{% endtimeline %}",
    "button": "{% button text name=text value=text %}",
    "link button": "{% button text href=text %}",
    "badge": "{% badge text %}",
    "crumbs": "{% crumbs text text text %}",
    "progress": "{% progress 1 3 label=text %}",
    "interval": "{% interval 1 2 3 0 5 label=text %}",
    "paragraphs": "{{ text|paragraphs }}",
    "ties": "{% ties names names %}",
}


def draw(source, **context):
    return Template(source).render(Context(context))


@pytest.mark.parametrize("name", BLOCKS)
def test_what_is_given_is_escaped(name):
    drawn = draw(BLOCKS[name], text=HOSTILE, names=[HOSTILE])
    assert "<script" not in drawn
    assert "&lt;script&gt;" in drawn


@pytest.mark.parametrize(
    "source",
    [
        "{% card titel='x' %}{% endcard %}",
        "{% button 'x' colour='red' %}",
        "{% notice tone='loud' %}{% endnotice %}",
        "{% badge 'x' tone='purple' %}",
        "{% button 'x' look='huge' %}",
        "{% card tone='beige' %}{% endcard %}",
        "{% empty %}{% endempty %}",
    ],
)
def test_a_misspelt_attribute_is_an_error(source):
    with pytest.raises((TemplateSyntaxError, TypeError)):
        draw(source)


def test_a_card_has_the_level_of_heading_its_page_asks():
    assert "<h2" in draw("{% card title='T' level=2 %}x{% endcard %}")


def test_a_button_with_an_address_is_a_link():
    assert (
        draw("{% button 'Aller' href='/x/' %}")
        .strip()
        .startswith('<a class="button act" href="/x/"')
    )
    assert 'type="submit"' in draw("{% button 'Agir' %}")


@pytest.mark.parametrize(("tone", "role"), [("info", "status"), ("error", "alert")])
def test_an_error_is_said_aloud_at_once(tone, role):
    assert f'role="{role}"' in draw("{% notice tone=tone %}x{% endnotice %}", tone=tone)


def test_every_kind_of_actor_has_its_own_shape():
    assert set(SHAPES) == set(Kind.values)
    assert len({shape.path for shape in SHAPES.values()}) == len(SHAPES)


def test_an_unknown_kind_still_has_a_shape():
    assert "<path" in draw("{% shape 'unheard-of' %}")


def test_an_actor_is_a_shape_a_name_and_words():
    organisation = SimpleNamespace(
        name="Ville <b>",
        kind="authority",
        seat=None,
        is_example=False,
        get_kind_display=lambda: "collectivité",
        get_absolute_url=lambda: "/acteurs/ville/",
    )
    drawn = draw("{% actor o role='chef de file' %}", o=organisation)
    for words in ("Ville &lt;b&gt;", "collectivité", "chef de file", 'href="/acteurs/ville/"'):
        assert words in drawn


def test_only_what_is_invented_is_marked():
    assert "exemple" in draw("{% example_badge t %}", t=SimpleNamespace(is_example=True))
    assert draw("{% example_badge t %}", t=SimpleNamespace(is_example=False)) == ""


def test_pages_keep_the_filters():
    request = RequestFactory().get("/projets/?q=eau&page=2")
    page = Paginator(range(100), 30).get_page(2)
    drawn = draw("{% pagination page %}", page=page, request=request)
    assert "?q=eau&amp;page=3" in drawn
    assert 'aria-current="page">2<' in drawn


def test_one_page_needs_no_pagination():
    request = RequestFactory().get("/")
    page = Paginator(range(3), 30).get_page(1)
    assert draw("{% pagination page %}", page=page, request=request) == ""


def test_an_empty_side_of_a_tie_is_left_out():
    assert draw("{% ties here there %}", here=["Manche"], there=[]) == "Manche"
    assert "↔" in draw("{% ties here there %}", here=["Manche"], there=["Ndem"])


@given(st.floats(0, 100), st.floats(0, 100), st.floats(0, 100))
def test_an_interval_stays_on_its_line(a, b, c):
    low, mid, high = sorted((a, b, c))
    drawn = draw("{% interval low mid high 0 100 label='x' %}", low=low, mid=mid, high=high)
    centre = float(drawn.split('cx="')[1].split('"')[0])
    assert 0 <= centre <= 200


def test_an_interval_of_one_point_is_still_seen():
    assert 'width="2.0"' in draw("{% interval 5 5 5 5 5 label='x' %}")


@pytest.mark.parametrize(("share", "words"), [(0, "0\xa0%"), (0.424, "42\xa0%"), (1, "100\xa0%")])
def test_a_share_is_said_in_percent(share, words):
    assert draw("{{ share|percent }}", share=share).replace(" ", "\xa0") == words
