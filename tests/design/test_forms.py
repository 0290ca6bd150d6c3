"""How every form is drawn."""

from django import forms
from django.template import Context, Template


class Sample(forms.Form):
    title = forms.CharField(label="Titre", help_text="En une ligne.", max_length=5)
    note = forms.CharField(label="Note", required=False)
    choice = forms.ChoiceField(label="Choix", choices=[("a", "A")], widget=forms.RadioSelect)


def drawn(data=None, form=Sample):
    return Template("{{ form }}").render(Context({"form": form(data)}))


def test_a_field_has_its_label_and_its_help_tied_to_it():
    page = drawn()
    assert '<label for="id_title">Titre</label>' in page
    assert 'id="id_title_helptext"' in page
    assert 'aria-describedby="id_title_helptext"' in page


def test_what_may_stay_empty_says_so_in_words():
    assert 'Note <span class="optional">facultatif</span>' in drawn()
    assert "Titre <span" not in drawn()


def test_a_group_of_buttons_is_a_fieldset_with_its_legend():
    assert "<legend>Choix</legend>" in drawn()


def test_errors_are_gathered_first_and_lead_to_their_fields():
    page = drawn({"title": "trop long", "choice": "z"})
    assert 'role="alert"' in page
    assert page.index('href="#id_title"') < page.index('<label for="id_title">')
    assert 'aria-invalid="true"' in page


def test_what_was_typed_is_escaped_and_kept():
    page = drawn({"title": '"><script>', "choice": "a"})
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_an_error_of_the_whole_form_is_shown():
    class Whole(Sample):
        def clean(self):
            raise forms.ValidationError("Les deux ne vont pas ensemble.")

    assert "Les deux ne vont pas ensemble." in drawn({"title": "x", "choice": "a"}, Whole)
