"""How every form is drawn: label, help, error, tied together for screen readers."""

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    """The project's form and field templates, in one place."""

    form_template_name = "design/forms/form.html"
    field_template_name = "design/forms/field.html"
