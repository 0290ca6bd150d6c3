"""The programme, its two phases and the call to members: facts published by the committee."""

from datetime import UTC, date, datetime

NETWORK = {
    "name": "Comité de démonstration",
    "baseline": "Des alliances qui font vivre les territoires",
    "contact_email": "contact@demo.example",
    "legal_name": "Comité de démonstration (exemple)",
    "legal_form": "structure inventée",
    "address": "1 rue de l’Exemple, 00000 Exempleville",
    "phone": "00 00 00 00 00",
    "director": "une personne d’exemple",
    "host_name": "Hébergeur Exemple",
    "host_address": "1 rue de l’Exemple, 00000 Exempleville",
    "host_phone": "00 00 00 00 00",
    "privacy_email": "donnees@demo.example",
}
# The demonstration has no publisher to name: its notice says what it is, and invents nobody.
LEGAL = {
    "fr": (
        "Ce site est une démonstration du logiciel libre Maillage.\n\n"
        "Il raconte, avec nos mots, un programme réel : « Coopérer autrement en acteurs de changement », du Comité français pour la solidarité internationale (CFSI). Le CFSI n’a pas fait ce site et n’y répond pas.\n\n"
        "Le CFSI a été créé le 21 décembre 1960 après un appel de la FAO ; il porte son nom actuel depuis 1996.\n\n"
        "Tout ce qui porte la mention « exemple » est inventé."
    ),
    "en": (
        "This site is a demonstration of the free software Maillage.\n\n"
        "It tells, in our own words, a real programme: “Coopérer autrement en acteurs de changement”, of the Comité français pour la solidarité internationale (CFSI). The CFSI did not make this site and does not answer for it.\n\n"
        "The CFSI was founded on 21 December 1960 after an appeal by the FAO; it has had its present name since 1996.\n\n"
        "Whatever is marked “example” is invented."
    ),
}

PROGRAMME = {
    "slug": "caac",
    "name": "Coopérer autrement en acteurs de changement",
    "summary": "Un programme pour que les membres du comité agissent à plusieurs, avec les acteurs de leurs territoires, ici et là-bas.",
    "description": "Quatre instruments : un fonds pour des opérations pilotes portées par des membres, un suivi et une capitalisation au long cours, une animation des territoires en France, la recherche d’alliances avec de nouveaux acteurs.",
}

PHASES = (
    {
        "number": 1,
        "name": "phase 1",
        "starts_on": date(2014, 5, 1),  # "from May 2014": the day is not published
        "summary": "Quatre ans à partir de mai 2014 : 9 opérations pilotes portées par 10 membres, plus de 70 partenaires, 14 pays sur 4 continents, avec l’AFD et la Fondation Abbé Pierre. Un séminaire l’a close en avril 2018, sur deux axes : agir entre acteurs de plusieurs sortes, et de territoire à territoire.",
    },
    {
        "number": 2,
        "name": "phase 2",
        "starts_on": date(2018, 12, 1),
        "ends_on": date(2022, 9, 30),
        "summary": "Un budget de 1,6 million d’euros sur trois ans (AFD, fonds privés propres, membres). Une première sélection de 9 projets pour 2019 à 2021, puis l’appel aux membres.",
    },
)
# Those who led an operation of phase 2 were members by then; since when is not published.
MEMBERS_SINCE = date(2018, 12, 1)

MEMBERS_CALL = {
    "slug": "renforcer-les-liens-entre-membres-et-territoires",
    "title": "Renforcer les liens entre membres et avec les acteurs de leurs territoires",
    "summary": "Un appel aux membres du comité pour resserrer leurs liens entre eux et avec les acteurs de leurs territoires, et nourrir la réflexion sur les façons de coopérer.",
    "audience": "les membres du réseau",
    "description": "Réseaux de plusieurs sortes d’acteurs, entreprises, collectivités, universités : l’appel soutient des alliances sur les territoires. Chaque projet reçoit un financement et il est accompagné pendant 6 à 12 mois.\n\nLa sélection a eu lieu au début de 2022. La page du programme annonce 7 projets et en décrit 6 : nous montrons les deux chiffres.",
    "announced_count": 7,
}
MEMBERS_CALL_THEMES = ("cooperation",)
# "The beginning of 2022" is all that is published. A call whose results are announced needs an
# instant for it, which visitors never see.
DECIDED_AT = datetime(2022, 1, 31, 11, tzinfo=UTC)
