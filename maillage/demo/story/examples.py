"""What is invented, and marked so everywhere: accounts, organisations, and what two calls ask."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from maillage.accounts.models import Team
from maillage.actors.models import Kind


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody to sign in as, named by what they do."""

    email: str
    name: str
    does: str | Promise
    team: Team = Team.NONE
    organisation: str = ""
    title: str = ""


ACCOUNTS = (
    Account(
        "responsable@demo.example",
        "Responsable exemple",
        _("tout, dont le réseau et les droits"),
        team=Team.ADMIN,
    ),
    Account(
        "chargee@demo.example",
        "Chargée de programme exemple",
        _("piloter appels, candidatures et projets"),
        team=Team.OFFICER,
    ),
    Account(
        "porteuse@demo.example",
        "Porteuse exemple",
        _("écrire et déposer une candidature"),
        organisation="exemple-quais",
        title="chargée de projets",
    ),
    Account(
        "partenaire@demo.example",
        "Partenaire exemple",
        _("écrire dans la même candidature, depuis Dakar"),
        organisation="exemple-dakar",
        title="coordinateur",
    ),
    Account(
        "lectrice@demo.example",
        "Lectrice exemple",
        _("lire et noter"),
        organisation="exemple-universite",
        title="enseignante",
    ),
    Account(
        "lecteur@demo.example",
        "Lecteur exemple",
        _("lire et noter ; une lecture est à commencer"),
        organisation="exemple-reseau",
        title="délégué",
    ),
    Account(
        "relectrice@demo.example",
        "Relectrice exemple",
        _("lire et noter ; une lecture est commencée, une candidature lui est interdite"),
        organisation="exemple-lycee",
        title="professeure",
    ),
    Account(
        "presidence@demo.example",
        "Présidence exemple",
        _("comparer les lectures et décider"),
        organisation="exemple-reseau",
        title="présidente",
    ),
)

# slug, name, kind, seat, member
ORGANISATIONS = (
    ("exemple-quais", "Association Exemple des Quais", Kind.NGO, "nantes-loire-atlantique", True),
    ("exemple-dakar", "Exemple Dakar Initiatives", Kind.NGO, "senegal-dakar", False),
    ("exemple-vallees", "Association Exemple des Vallées", Kind.NGO, "alpes-maritimes", True),
    ("exemple-coop", "Coopérative Exemple des Halles", Kind.ESS, "lille-nord", False),
    ("exemple-lycee", "Lycée agricole Exemple", Kind.UNIVERSITY, "lot", False),
    ("exemple-ville", "Commune Exemple de l’Estran", Kind.AUTHORITY, "finistere", False),
    ("exemple-syndicat", "Union locale Exemple", Kind.UNION, "rhone", True),
    ("exemple-entreprise", "Menuiserie Exemple", Kind.COMPANY, "calvados", False),
    ("exemple-universite", "Université Exemple des Rives", Kind.UNIVERSITY, "rhone", False),
    ("exemple-reseau", "Réseau Exemple des Communes", Kind.NETWORK, "lot", True),
    ("exemple-itasy", "Union paysanne Exemple", Kind.FARMERS, "madagascar-itasy", False),
    ("exemple-conakry", "Ressourcerie Exemple", Kind.ESS, "guinee-conakry", False),
    ("exemple-mareyeuses", "Mareyeuses Exemple", Kind.ESS, "senegal-saint-louis", False),
    ("exemple-diaspora", "Diaspora Exemple des Deux Fleuves", Kind.DIASPORA, "nord", False),
)
ORGANISATION_WORDS = "Organisation inventée pour la démonstration."

# The programme's real phases are over, and its committee launches none of these calls.
PROGRAMME = {
    "slug": "exemple",
    "name": "Programme exemple",
    "summary": "Programme inventé pour la démonstration.",
}
PHASE = {
    "number": 1,
    "name": "phase exemple",
    "summary": "Phase inventée pour la démonstration : elle porte les appels d’exemple.",
}

# label, help, max_length
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
    (
        "Que pourront en apprendre d’autres territoires ?",
        "Ce qui servirait ailleurs, et sous quelle forme vous le direz.",
        1500,
    ),
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

CALL = {
    "summary": "Pour des alliances qui tissent des liens entre acteurs de plusieurs sortes, ici et là-bas.",
    "audience": "les membres du réseau et leurs partenaires",
    "description": (
        "L’appel soutient des alliances d’acteurs de sortes différentes sur un territoire, en lien avec un territoire d’un autre pays.\n\n"
        "Chaque projet retenu reçoit un financement et il est accompagné pendant 6 à 12 mois.\n\n"
        "Cet appel est un exemple : il montre comment la plateforme s’en sert, et n’engage personne."
    ),
    "preparation": "Cinq réponses courtes, la liste des partenaires et des territoires, le montant demandé. Vous pouvez écrire à plusieurs et vous arrêter quand vous voulez.",
    "max_cents": 1_500_000,
}
OPEN_ENVELOPE_CENTS = 18_000_000
CLOSED_ENVELOPE_CENTS = 4_500_000  # less than what is asked: the committee has to choose
