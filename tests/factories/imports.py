"""A file somebody brought, with one line."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from maillage.imports.models import Import, Line


class LineFactory(DjangoModelFactory):
    number = 2
    state = Line.State.ADDED
    label = "Rives"
    cells = ["Rives"]

    class Meta:
        model = Line


class ImportFactory(DjangoModelFactory):
    kind = "organisations"
    file_name = "passe.csv"
    header = ["Nom"]
    created_at = factory.LazyFunction(timezone.now)
    line = factory.RelatedFactory(LineFactory, factory_related_name="of")

    class Meta:
        model = Import
        skip_postgeneration_save = True
