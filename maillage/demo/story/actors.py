"""The organisations the programme's pages name. What they do not say is not said here.

They are called as the sources call them. Their kind is our reading of them, since each actor of
the platform has one; a place is given only where the name itself tells it.
"""

from dataclasses import dataclass

from maillage.actors.models import Kind


@dataclass(frozen=True, slots=True)
class Told:
    """An organisation: `seat` and `acts_in` are slugs of territories; `member` says it led a project."""

    slug: str
    name: str
    kind: Kind
    seat: str = ""
    acts_in: str = ""
    member: bool = False
    acronym: str = ""


ORGANISATIONS = (
    Told("batik-international", "Batik International", Kind.NGO, member=True),
    Told("sol", "SOL", Kind.NGO, member=True),
    Told("villageois-de-ndem", "Villageois de Ndem", Kind.NETWORK, seat="senegal-ndem"),
    Told(
        "semences-paysannes-maralpines",
        "Semences Paysannes Maralpines",
        Kind.FARMERS,
        acts_in="alpes-maritimes",
    ),
    Told("essentiel", "Essentiel", Kind.NGO, member=True),
    Told("guinee-44", "Guinée 44", Kind.NGO),
    Told("univers-sel", "Univers-Sel", Kind.NGO),
    Told("cgt", "Confédération générale du travail", Kind.UNION, member=True, acronym="CGT"),
    Told("ifaid", "Ifaid", Kind.NGO, member=True),
    Told("agrisud", "Agrisud", Kind.NGO),
    Told("grdr", "Grdr", Kind.NGO, member=True),
    Told("adesaf", "Adesaf", Kind.NGO, member=True),
    Told("gret", "Gret", Kind.NGO),
    Told(
        "cfdt",
        "Confédération française démocratique du travail",
        Kind.UNION,
        member=True,
        acronym="CFDT",
    ),
    Told("cgt-bretagne", "CGT Bretagne", Kind.UNION, acts_in="bretagne"),
    Told("indecosa-cgt", "Indecosa-CGT", Kind.NGO),
)

THEMES = (
    ("insertion", "Insertion et travail décent", "Inclusion and decent work"),
    ("agroecologie", "Agroécologie et semences", "Agroecology and seeds"),
    ("competences", "Compétences et mécénat", "Skills and sponsorship"),
    ("droits", "Droits des travailleurs", "Workers’ rights"),
    ("cooperation", "Coopération entre territoires", "Cooperation between territories"),
    ("migrations", "Migrations et diasporas", "Migrations and diasporas"),
    ("alimentation", "Alimentation des territoires", "Local food"),
    ("formation", "Formation", "Training"),
)
