"""What is invented, and marked so everywhere: accounts, two calls, their applications and readings."""

from dataclasses import dataclass

from maillage.accounts.models import Team
from maillage.actors.models import Kind


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody to sign in as."""

    email: str
    name: str
    does: str
    team: Team = Team.NONE
    organisation: str = ""
    title: str = ""


ACCOUNTS = (
    Account(
        "responsable@demo.example",
        "Responsable exemple",
        "tout, dont le réseau et les droits",
        Team.ADMIN,
    ),
    Account(
        "chargee@demo.example",
        "Chargée de programme exemple",
        "piloter appels, candidatures et projets",
        Team.OFFICER,
    ),
    Account(
        "porteuse@demo.example",
        "Porteuse exemple",
        "écrire et déposer une candidature",
        organisation="exemple-quais",
        title="chargée de projets",
    ),
    Account(
        "partenaire@demo.example",
        "Partenaire exemple",
        "écrire dans la même candidature, depuis Dakar",
        organisation="exemple-dakar",
        title="coordinateur",
    ),
    Account("lectrice@demo.example", "Lectrice exemple", "lire et noter"),
    Account("lecteur@demo.example", "Lecteur exemple", "lire et noter"),
    Account("relectrice@demo.example", "Relectrice exemple", "lire et noter"),
    Account("presidence@demo.example", "Présidence exemple", "comparer les lectures et décider"),
)

# slug, name, kind, seat, member
ORGANISATIONS = (
    ("exemple-quais", "Association Exemple des Quais", Kind.NGO, "nantes-loire-atlantique", True),
    ("exemple-dakar", "Exemple Dakar Initiatives", Kind.NGO, "senegal-dakar", False),
    ("exemple-vallees", "Association Exemple des Vallées", Kind.NGO, "alpes-maritimes", True),
    ("exemple-coop", "Coopérative Exemple des Halles", Kind.ESS, "lille-nord", False),
    ("exemple-lycee", "Lycée agricole Exemple", Kind.UNIVERSITY, "lot", False),
    ("exemple-ville", "Commune Exemple", Kind.AUTHORITY, "finistere", False),
    ("exemple-syndicat", "Union locale Exemple", Kind.UNION, "rhone", True),
    ("exemple-entreprise", "Entreprise Exemple", Kind.COMPANY, "calvados", False),
)

QUESTIONS = (
    (
        "Quel besoin du territoire avez-vous constaté, et avec qui ?",
        "Des faits, des personnes rencontrées, des chiffres si vous en avez.",
        2000,
    ),
    (
        "Qui compose l’alliance, et que change le fait d’agir à plusieurs ?",
        "Ce que chacun apporte, et ce qu’aucun ne ferait seul.",
        2000,
    ),
    ("Que ferez-vous, mois par mois ?", "6 à 12 mois.", 3000),
    ("Que pourront en apprendre d’autres territoires ?", "", 1500),
    (
        "Avec quel argent ?",
        "Les grandes dépenses, les autres financements acquis ou demandés.",
        1500,
    ),
)

# label, help, weight
CRITERIA = (
    ("Ancrage dans le territoire", "Le besoin est constaté avec les personnes concernées.", 3),
    ("Force de l’alliance", "Des acteurs de sortes différentes, chacun avec un vrai rôle.", 3),
    ("Faisabilité", "Le calendrier et le budget tiennent.", 2),
    ("Ce que d’autres en apprendront", "La méthode peut servir ailleurs.", 2),
)

CALL_TEXT = (
    "L’appel soutient des alliances d’acteurs de sortes différentes sur un territoire, en lien avec un territoire d’un autre pays.\n\n"
    "Chaque projet retenu reçoit un financement et il est accompagné pendant 6 à 12 mois."
)
PREPARATION = "Cinq réponses courtes, la liste des partenaires et des territoires, le montant demandé. Vous pouvez écrire à plusieurs et vous arrêter quand vous voulez."

# title, lead, partners, territories, euros, readings: (reader index, four scores, words) …
SUBMITTED = (
    (
        "Jardins nourriciers des deux rives",
        "exemple-vallees",
        ("exemple-dakar", "exemple-ville"),
        ("alpes-maritimes", "senegal-dakar"),
        15000,
        ((0, (5, 4, 4, 4), "Une alliance solide."), (1, (4, 5, 3, 4), "Budget un peu serré.")),
    ),
    (
        "Ressourceries jumelées",
        "exemple-syndicat",
        ("exemple-coop",),
        ("nord", "guinee-conakry"),
        12000,
        ((0, (3, 4, 3, 3), "Bon début."), (2, (2, 3, 4, 2), "Le besoin reste à montrer.")),
    ),
    (
        "Lycées agricoles en réseau",
        "exemple-vallees",
        ("exemple-lycee",),
        ("lot", "madagascar-itasy"),
        9500,
        ((1, (4, 3, 4, 5), "Très transmissible."), (2, (4, 4, 4, 4), "Rien à redire.")),
    ),
    (
        "Pêcheuses et ostréiculteurs",
        "exemple-syndicat",
        ("exemple-ville", "exemple-dakar"),
        ("finistere", "senegal-saint-louis"),
        15000,
        ((0, (5, 5, 4, 3), "Deux métiers qui se répondent."),),
    ),
    (
        "Radio des quartiers",
        "exemple-quais",
        ("exemple-dakar",),
        ("loire-atlantique", "senegal-dakar"),
        8000,
        ((2, (2, 2, 3, 3), "Peu de partenaires."),),
    ),
    (
        "Artisans d’ici et de là-bas",
        "exemple-vallees",
        ("exemple-entreprise", "exemple-dakar"),
        ("calvados", "senegal-dakar"),
        13500,
        (),
    ),
)
ANSWER = "Réponse d’exemple : trois réunions avec les habitants, une visite chez chaque partenaire, et une même question qui revenait."
