"""Markdown as HTML: what is drawn, what never is, where headings stand, what facts become."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.algorithms.markup import Fact, facts_named, markup, plain

FACTS = {
    "editeur": Fact("Réseau des rives", "[à compléter : éditeur]"),
    "contact": Fact("contact@reseau.example", "[à compléter : contact]"),
    "siren": Fact("", "[à compléter : SIREN]"),
    "hostile": Fact('"><script>alert(1)</script>', ""),
}
DRAWN = {
    *("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "a", "strong", "em", "code", "pre"),
    *("blockquote", "hr", "br", "mark"),
}
ATTRIBUTES = {"href", "rel", "title", "start", "class"}
PIECES = st.sampled_from(
    [
        *("# ", "## ", "### ", "###### ", "- ", "1. ", "> ", "`", "```\n", "**", "_", "[", "]("),
        *(
            ")",
            "<",
            ">",
            "<script>",
            "<img src=x onerror=y>",
            "javascript:",
            "data:text/html,",
            "&",
        ),
        *("https://x.example", "//x.example", "/ici/", "{editeur}", "{siren}", "{hostile}", "{x}"),
        *("\n", "\n\n", "    ", '"', "'", "\\", "&#106;avascript:", "mot", " : ", "![", "---\n"),
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)


class Seen(HTMLParser):
    """Every tag and attribute of a piece of HTML."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.hrefs, self.open, self.nested = set(), set(), [], [], False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _value in attrs}
        self.hrefs += [value or "" for name, value in attrs if name == "href"]
        self.nested |= tag == "a" and "a" in self.open
        if tag not in {"br", "hr"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def levels(html):
    return [int(level) for level in re.findall(r"<h(\d)", html)]


class TestSigns:
    def test_paragraphs_lists_and_important_words(self):
        html = markup("Un **mot**.\n\n- ici\n- là")
        assert html == "<p>Un <strong>mot</strong>.</p>\n<ul>\n<li>ici</li>\n<li>là</li>\n</ul>\n"

    def test_an_empty_text_draws_nothing(self):
        assert markup("") == ""
        assert markup(" \n ") == ""

    def test_a_line_that_ends_with_two_spaces_is_a_line(self):
        assert "<br" in markup("2 quai des Rives  \n50000 Saint-Lô")

    def test_html_is_text(self):
        html = markup("<script>alert(1)</script>\n\n<b>gras</b>")
        assert "<script" not in html
        assert "<b>" not in html
        assert "&lt;b&gt;gras&lt;/b&gt;" in html

    def test_there_are_no_pictures(self):
        assert "<img" not in markup("![une photo](/photo.png)")

    def test_french_signs_are_held_to_their_words(self):
        assert markup("Pourquoi ?") == "<p>Pourquoi\u202f?</p>\n"
        assert markup("« ici »") == "<p>«\u00a0ici\u00a0»</p>\n"

    def test_english_ones_are_left(self):
        assert markup("Why ?", french=False) == "<p>Why ?</p>\n"

    def test_code_is_left_as_it_was_typed(self):
        assert markup("`a : b ?`") == "<p><code>a : b ?</code></p>\n"


class TestLinks:
    def test_another_site_learns_nothing(self):
        html = markup("[CNIL](https://www.cnil.fr/fr/plaintes)")
        assert html == (
            '<p><a href="https://www.cnil.fr/fr/plaintes" rel="external noopener">CNIL</a></p>\n'
        )

    def test_a_bare_address_between_signs_is_a_link(self):
        assert 'rel="external noopener"' in markup("<https://x.example>")

    @pytest.mark.parametrize("where", ["/contact/?sujet=donnees", "#suite", "mailto:a@b.example"])
    def test_ours_are_plain_links(self, where):
        html = markup(f"[ici]({where})")
        assert f'href="{where}"' in html
        assert "rel=" not in html

    @pytest.mark.parametrize(
        "where",
        [
            "javascript:alert(1)",
            "JAVASCRIPT:alert(1)",
            "&#106;avascript:alert(1)",
            "vbscript:x",
            "data:text/html,x",
            "file:///etc/passwd",
            "//evil.example",
            "ftp://x.example",
            "relative",
        ],
    )
    def test_nothing_else_leads_anywhere(self, where):
        assert "<a " not in markup(f"[ici]({where})")

    def test_case_does_not_hide_another_site(self):
        assert 'rel="external noopener"' in markup("[x](HTTPS://x.example)")


class TestHeadings:
    @pytest.mark.parametrize("typed", ["#", "##", "###", "######"])
    def test_the_first_is_of_the_second_level(self, typed):
        assert levels(markup(f"{typed} Titre")) == [2]

    def test_none_is_skipped_and_brothers_stay_brothers(self):
        html = markup("# A\n\n### B\n\n###### C\n\n### D\n\n# E")
        assert levels(html) == [2, 3, 4, 3, 2]

    def test_a_shorter_sign_after_a_longer_is_above_it_or_beside(self):
        assert levels(markup("### A\n\n## B\n\n### C")) == [2, 2, 3]

    def test_a_heading_closes_as_it_opens(self):
        assert markup("#### A") == "<h2>A</h2>\n"

    @given(TEXTS)
    def test_whatever_is_typed_they_begin_at_two_and_go_down_by_one(self, text):
        found = levels(markup(text, FACTS))
        before = 1
        for level in found:
            assert 2 <= level <= min(6, before + 1)
            before = level


class TestFacts:
    def test_a_fact_takes_its_place(self):
        assert markup("Tenu par {editeur}.", FACTS) == "<p>Tenu par Réseau des rives.</p>\n"

    def test_an_address_can_be_written_to(self):
        assert '<a href="mailto:contact@reseau.example">' in markup("{contact}", FACTS)

    def test_a_link_never_stands_in_a_link(self):
        html = markup("[{contact}](/contact/)", FACTS)
        assert html.count("<a ") == 1
        assert "contact@reseau.example" in html

    def test_one_that_is_missing_asks_for_itself(self):
        assert "<mark>[à compléter : SIREN]</mark>" in markup("SIREN {siren}", FACTS)

    def test_one_that_nobody_knows_stays_as_typed(self):
        assert markup("{inconnu} { editeur } {}", FACTS) == "<p>{inconnu} { editeur } {}</p>\n"

    def test_its_value_is_text(self):
        html = markup("{hostile}", FACTS)
        assert "<script" not in html
        assert "&lt;script&gt;" in html

    def test_within_a_title_or_code_it_stays_as_typed(self):
        html = markup('[x](/y "{contact}") `{contact}`', FACTS)
        assert "mailto" not in html
        assert html.count("{contact}") == 2

    def test_the_names_each_once_in_their_order(self):
        assert facts_named("{b} {a} {b} { c } {d-e} {D}") == ["b", "a", "d-e"]


class TestNothingElse:
    @given(TEXTS)
    def test_only_a_few_tags_and_attributes_are_ever_drawn(self, text):
        seen = Seen(markup(text, FACTS))
        assert seen.tags <= DRAWN
        assert seen.attributes <= ATTRIBUTES
        assert not seen.nested
        assert seen.open == []

    @given(TEXTS)
    def test_a_link_leads_to_a_page_and_runs_nothing(self, text):
        for href in Seen(markup(text, FACTS)).hrefs:
            assert re.match(r"(?i)https?://|mailto:|tel:|/(?!/)|#", href), href

    @given(st.text(max_size=300))
    def test_any_text_is_drawn(self, text):
        assert Seen(markup(text)).tags <= DRAWN


class TestPlain:
    def test_signs_go_and_words_stay(self):
        text = "## Un titre\n\nDes **mots** et [un lien](/x/).\nSuite."
        assert plain(text) == "Un titre Des mots et un lien. Suite."

    def test_facts_take_their_place_or_ask(self):
        assert plain("{editeur} {siren} {x}", FACTS) == (
            "Réseau des rives ([à compléter : SIREN]) {x}"
        )

    @given(TEXTS)
    def test_it_is_one_line(self, text):
        assert "\n" not in plain(text, FACTS)
