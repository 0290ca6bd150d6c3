"""What says that a text is French on a page that is not; texts with signs, and what changed."""

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation

from maillage.algorithms.markup import Fact

HOSTILE = "<script>alert(1)</script>"


def draw(source, language="fr", **context):
    with translation.override(language):
        return Template(source).render(Context(context))


class TestInFrench:
    def test_nothing_on_a_french_page(self):
        assert draw("<p{% in_french %}>") == "<p>"

    @pytest.mark.parametrize("language", ["en", "en-gb"])
    def test_an_attribute_on_an_english_one(self, language):
        assert draw("<p{% in_french %}>", language) == '<p lang="fr">'

    def test_a_canadian_page_is_french(self):
        assert draw("<p{% in_french %}>", "fr-ca") == "<p>"

    def test_nothing_where_somebody_wrote_it_in_english(self):
        assert draw("<p{% in_french unless=name_en %}>", "en", name_en="Seeds") == "<p>"

    def test_an_empty_english_is_none(self):
        assert draw("<p{% in_french unless=name_en %}>", "en", name_en="") == '<p lang="fr">'

    def test_a_misspelt_argument_is_an_error(self):
        with pytest.raises(TemplateSyntaxError):
            draw("{% in_french except=name %}", name="")

    def test_kept_in_a_variable_it_marks_the_last_crumb(self):
        source = '{% in_french as lang %}{% crumbs "Projects" "/projets/" "Haies" lang=lang %}'
        assert '<li aria-current="page" lang="fr">Haies</li>' in draw(source, "en")
        assert '<li aria-current="page">Haies</li>' in draw(source)

    def test_and_the_title_of_a_card(self):
        source = '{% in_french as lang %}{% card title="Haies" lang=lang %}{% endcard %}'
        assert 'class="card-title" lang="fr">Haies' in draw(source, "en")

    def test_what_is_no_mark_of_ours_is_escaped(self):
        assert "<script" not in draw("{% crumbs 'a' lang=text %}", text=HOSTILE)
        assert "<script" not in draw("{% card title='a' lang=text %}{% endcard %}", text=HOSTILE)


class TestFrench:
    """What stands inside a sentence, a label or a crumb."""

    def test_nothing_on_a_french_page(self):
        assert draw("{{ name|french }}", name="Haies") == "Haies"

    def test_a_mark_around_it_on_an_english_one(self):
        assert draw("{{ name|french }}", "en", name="Haies") == '<span lang="fr">Haies</span>'

    def test_nothing_around_nothing(self):
        assert draw("{{ name|french }}", "en", name="") == ""

    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_what_it_holds_is_escaped(self, language):
        assert "<script" not in draw("{{ name|french }}", language, name=HOSTILE)

    def test_it_marks_a_crumb_and_a_word_of_a_sentence(self):
        source = '{% crumbs name|french "/" "End" %}{% blocktranslate with name=name|french %}x {{ name }}{% endblocktranslate %}'
        assert draw(source, "en", name="Haies").count('<span lang="fr">Haies</span>') == 2


class TestFrenchOnly:
    def test_it_is_said_in_english_to_who_reads_english(self):
        assert "This content exists in French only." in draw("{% french_only %}", "en")

    def test_it_is_not_said_to_who_reads_french(self):
        assert draw("{% french_only %}") == ""

    def test_nor_where_there_is_english(self):
        assert draw("{% french_only unless=name_en %}", "en", name_en="Seeds") == ""


class TestRich:
    def test_signs_are_drawn(self):
        assert draw("{% rich text %}", text="**Oui**") == "<p><strong>Oui</strong></p>\n"

    def test_html_of_ones_own_is_text(self):
        assert "<script" not in draw("{% rich text %}", text=HOSTILE)

    def test_facts_are_escaped(self):
        facts = {"editeur": Fact(HOSTILE, "")}
        drawn = draw("{% rich text facts %}", text="{editeur}", facts=facts)
        assert "<script" not in drawn
        assert "&lt;script&gt;" in drawn

    def test_signs_are_held_in_french_only(self):
        assert "\u202f?" in draw("{% rich text %}", text="Quoi ?")
        assert "\u202f" not in draw("{% rich text language='en' %}", text="Quoi ?")


class TestChanges:
    def test_what_went_and_what_came_are_said_in_words(self):
        drawn = draw("{% changes before after %}", before="un jardin", after="un verger")
        assert "<del>jardin</del>" in drawn
        assert "<ins>verger</ins>" in drawn
        assert "retiré" in drawn
        assert "ajouté" in drawn

    def test_what_stayed_is_not_marked(self):
        drawn = draw("{% changes text text %}", text="un jardin")
        assert "<del>" not in drawn
        assert "<ins>" not in drawn

    def test_both_texts_are_escaped(self):
        drawn = draw("{% changes before after %}", before=HOSTILE, after=HOSTILE + " !")
        assert "<script" not in drawn
