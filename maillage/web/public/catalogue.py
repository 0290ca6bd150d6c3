"""What this site gives away: each list, its forms, its columns. The page and machines read the same."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from maillage.actors.exports import COLUMNS as ORGANISATIONS
from maillage.actors.queries import network_identity
from maillage.core.spreadsheets import XLSX, Column
from maillage.programmes.exports import COLUMNS as CALLS
from maillage.projects.exports import COLUMNS as PROJECTS
from maillage.projects.exports import TERRITORIES, THEMES, TIES
from maillage.web.public.files import AREAS
from maillage.web.public.linked import CONTEXT, LICENCE, Facts, network

CSV = "text/csv"


@dataclass(frozen=True, slots=True)
class Form:
    """One way to take a list away; `view` is the name of its address."""

    name: str | Promise
    media_type: str
    view: str


@dataclass(frozen=True, slots=True)
class Dataset:
    """A list that may be taken away; `page` shows it, and its filters are those of the files."""

    code: str
    title: str | Promise
    told: str | Promise
    page: str
    columns: list[Column[Any]]
    also: tuple[Form, ...] = field(default=())

    @property
    def forms(self) -> tuple[Form, ...]:
        tables = (
            Form("CSV", CSV, f"public:{self.code}_csv"),
            Form("xlsx", XLSX, f"public:{self.code}_xlsx"),
        )
        return tables + self.also


DATASETS = (
    Dataset(
        "projects",
        _("Projets"),
        _("Ce que font les alliances, avec qui, où, sur quoi, pour combien."),
        "public:projects",
        PROJECTS,
        (
            Form("GeoJSON", "application/geo+json", "public:projects_geojson"),
            Form("Atom", "application/atom+xml", "public:projects_feed"),
            Form("API", "application/json", "api:projects"),
        ),
    ),
    Dataset(
        "calls",
        _("Appels à projets"),
        _("Ce que le réseau soutient, pour qui, de quand à quand, et combien."),
        "public:calls",
        CALLS,
        (
            Form("Atom", "application/atom+xml", "public:calls_feed"),
            Form("iCalendar", "text/calendar", "public:calls_calendar"),
            Form("API", "application/json", "api:calls"),
        ),
    ),
    Dataset(
        "organisations",
        _("Organisations"),
        _("L’annuaire des acteurs. Jamais de personnes."),
        "public:organisations",
        ORGANISATIONS,
        (Form("API", "application/json", "api:organisations"),),
    ),
    Dataset(
        "territories",
        _("Territoires"),
        _(
            "Ceux où des projets se déroulent, et combien. L’interface pour les machines les a tous."
        ),
        "public:territories",
        TERRITORIES,
        (Form("API", "application/json", "api:territories"),),
    ),
    Dataset(
        "themes",
        _("Thèmes"),
        _("De quoi parlent les projets, et combien en parlent."),
        "public:themes",
        THEMES,
        (Form("API", "application/json", "api:themes"),),
    ),
    Dataset(
        "ties",
        _("Liens entre territoires"),
        _("Chaque couple de territoires, ici et là-bas, que lie un projet."),
        "public:home",
        TIES,
    ),
    Dataset(
        "areas",
        _("Projets par département et par pays"),
        _("Le tableau de la carte : un projet compte partout où il se déroule, exemples à part."),
        "public:home",
        AREAS,
    ),
)


def linked_catalogue() -> Facts:
    """Every list that may be taken away, as catalogues of data read them."""
    url = f"{settings.SITE_URL}{reverse('public:data')}"
    return {
        "@context": CONTEXT,
        "@type": "DataCatalog",
        "@id": url,
        "name": network_identity().name,
        "url": url,
        "publisher": network(),
        "license": LICENCE,
        "dataset": [_dataset(dataset, url) for dataset in DATASETS],
    }


def _dataset(dataset: Dataset, catalogue_url: str) -> Facts:
    return {
        "@type": "Dataset",
        "@id": f"{catalogue_url}#{dataset.code}",
        "name": str(dataset.title),
        "description": str(dataset.told),
        "url": f"{catalogue_url}#{dataset.code}",
        "license": LICENCE,
        "isAccessibleForFree": True,
        "creator": network(),
        "variableMeasured": [str(column.title) for column in dataset.columns],
        "distribution": [_download(form) for form in dataset.forms],
    }


def _download(form: Form) -> Facts:
    return {
        "@type": "DataDownload",
        "name": str(form.name),
        "encodingFormat": form.media_type,
        "contentUrl": f"{settings.SITE_URL}{reverse(form.view)}",
    }
