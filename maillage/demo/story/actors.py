"""The organisations the programme's pages name. What they do not say is not said here."""

from dataclasses import dataclass

from maillage.actors.models import Kind


@dataclass(frozen=True, slots=True)
class Told:
    """An organisation: address, name, kind, seat (a territory's slug), whether it carried a project as a member."""

    slug: str
    name: str
    kind: Kind
    seat: str = ""
    member: bool = False
    acronym: str = ""


ORGANISATIONS = (
    Told("batik-international", "Batik International", Kind.NGO, member=True),
    Told("sol", "SOL", Kind.NGO, member=True),
    Told("villageois-de-ndem", "Villageois de Ndem", Kind.NGO, "senegal-ndem"),
    Told(
        "semences-paysannes-maralpines",
        "Semences Paysannes Maralpines",
        Kind.FARMERS,
        "alpes-maritimes",
    ),
    Told("essentiel", "Essentiel", Kind.NGO, member=True),
    Told("guinee-44", "Guinée 44", Kind.NGO, member=True),
    Told("univers-sel", "Univers-Sel", Kind.NGO, member=True),
    Told("cgt", "Confédération générale du travail", Kind.UNION, member=True, acronym="CGT"),
    Told("ifaid", "Ifaid Aquitaine", Kind.NGO, "nouvelle-aquitaine", member=True, acronym="Ifaid"),
    Told("agrisud", "Agrisud International", Kind.NGO, member=True, acronym="Agrisud"),
    Told("grdr", "Grdr Migration-Citoyenneté-Développement", Kind.NGO, member=True, acronym="Grdr"),
    Told("adesaf", "Adesaf", Kind.NGO),
    Told("gret", "Gret", Kind.NGO, member=True),
    Told(
        "cfdt",
        "Confédération française démocratique du travail",
        Kind.UNION,
        member=True,
        acronym="CFDT",
    ),
    Told("cgt-bretagne", "CGT Bretagne", Kind.UNION, "bretagne"),
    Told("indecosa-cgt", "Indecosa-CGT", Kind.NGO),
)

THEMES = (
    ("insertion", "Insertion et travail décent", "Inclusion and decent work"),
    ("agroecologie", "Agroécologie et semences", "Agroecology and seeds"),
    ("competences", "Compétences et mécénat", "Skills and sponsorship"),
    ("droits", "Droits des travailleurs", "Workers’ rights"),
    ("cooperation", "Coopération entre territoires", "Cooperation between territories"),
    ("migrations", "Migrations et diasporas", "Migrations and diasporas"),
    ("alimentation", "Alimentation des territoires", "Food of territories"),
    ("formation", "Formation", "Training"),
)
