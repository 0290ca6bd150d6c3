"""The programme's projects in our own words, from its public pages. No amount, no name, no date is invented."""

from dataclasses import dataclass

SOURCE = "pages publiques du programme du CFSI, racontées avec nos mots"


@dataclass(frozen=True, slots=True)
class Told:
    """A project: `lead` and `partners` are slugs of organisations, `where` slugs of territories."""

    slug: str
    title: str
    summary: str
    story: str
    lead: str
    partners: tuple[str, ...]
    where: tuple[str, ...]
    themes: tuple[str, ...]
    sectors: str = ""
    goals: str = ""
    of_the_call: bool = False


PROJECTS = (
    Told(
        "metiers-ruraux-pour-les-refugies",
        "Des métiers ruraux pour les personnes réfugiées",
        "Dans la Manche et le Calvados, des acteurs qui se croisaient peu cherchent ensemble ce qui empêche des personnes réfugiées de trouver un travail à la campagne.",
        "Batik International réunit des structures médico-sociales, des agriculteurs, des acteurs de l’insertion et des artisans. Ensemble, ils repèrent les freins : ceux qui tiennent aux démarches, aux déplacements, au logement, à la langue, aux métiers eux-mêmes.\n\nDe ces constats naissent des préconisations pour les politiques publiques du territoire, et des améliorations des dispositifs qui existent déjà.",
        "batik-international",
        (),
        ("manche", "calvados"),
        ("insertion", "migrations"),
        "15190, 16020",
        "8, 10",
        True,
    ),
    Told(
        "semences-paysannes-et-agroecologie",
        "Semences paysannes et agroécologie",
        "Des maraîchers des Alpes-Maritimes et des paysans de Ndem, au Sénégal, gèrent ensemble une biodiversité cultivée et préparent un voyage d’échange.",
        "SOL, l’association des villageois de Ndem et le collectif Semences Paysannes Maralpines partagent une question : comment garder, multiplier et faire circuler des variétés adaptées, quand chacun n’en tient qu’une part ?\n\nLe projet relie les deux expériences. Les semences deviennent un bien commun, dont la gestion s’apprend à plusieurs, et le voyage d’échange permet de le voir sur place.",
        "sol",
        ("villageois-de-ndem", "semences-paysannes-maralpines"),
        ("alpes-maritimes", "senegal-ndem"),
        ("agroecologie", "alimentation"),
        "31120",
        "2, 15",
        True,
    ),
    Told(
        "competences-solidaires-en-pays-de-la-loire",
        "Compétences solidaires en Pays de la Loire",
        "Trois associations font le tour des dispositifs de coopération de la région, puis fabriquent une boîte à outils pour le mécénat de compétences et le pro bono.",
        "Première étape : un diagnostic. Essentiel, Guinée 44 et Univers-Sel regardent quels dispositifs de coopération existent en Pays de la Loire, et où il en manque.\n\nSeconde étape : une boîte à outils. Elle aide les entreprises, les collectivités, les universités et les associations à mettre en commun des compétences, avec des règles claires pour chacun.",
        "essentiel",
        ("guinee-44", "univers-sel"),
        ("pays-de-la-loire",),
        ("competences", "cooperation"),
        "99820, 43082",
        "17",
        True,
    ),
    Told(
        "quatre-formations-syndicales",
        "Quatre formations syndicales pour un monde du travail ouvert",
        "Avec des syndicalistes d’autres pays, la CGT construit quatre formations pour ses comités régionaux et ses unions départementales et locales.",
        "Les quatre sujets : les travailleurs isolés ; les relations entre sous-traitants et donneurs d’ordres ; les travailleurs migrants et sans papiers ; l’écologie.\n\nChaque formation part d’expériences vécues dans plusieurs pays. Elle est ensuite demandée et tenue là où les équipes syndicales en ont besoin.",
        "cgt",
        (),
        ("france",),
        ("formation", "droits"),
        "16020, 15160",
        "8",
        True,
    ),
    Told(
        "cooperer-a-plusieurs-nouvelle-aquitaine-itasy",
        "Coopérer à plusieurs : Nouvelle-Aquitaine et Itasy",
        "Entre Nouvelle-Aquitaine et la région d’Itasy, à Madagascar, l’Ifaid et Agrisud cherchent ce qui aide et ce qui freine la coopération entre acteurs de toutes sortes.",
        "Le projet observe des coopérations réelles, ici et là-bas. Il en tire les leviers et les freins, puis une méthode et des enseignements.\n\nCes enseignements s’adressent aux acteurs des territoires et aux étudiants qui apprennent le métier.",
        "ifaid",
        ("agrisud",),
        ("nouvelle-aquitaine", "madagascar-itasy"),
        ("cooperation", "formation"),
        "43082, 15112",
        "17",
        True,
    ),
    Told(
        "diasporas-et-economie-solidaire-hauts-de-france",
        "Diasporas et économie solidaire en Hauts-de-France",
        "Le Grdr relie des associations de la diaspora, des acteurs de la solidarité internationale et de l’économie sociale et solidaire.",
        "En Hauts-de-France, ces trois mondes agissent souvent côte à côte sans se connaître. Le projet les fait se rencontrer, dresse la carte de leurs initiatives et les accompagne.\n\nIl comprend une évaluation de l’impact social et des missions d’échange avec les pays d’origine.",
        "grdr",
        (),
        ("hauts-de-france",),
        ("migrations", "cooperation"),
        "15190, 16020",
        "8, 10",
        True,
    ),
    Told(
        "jeunes-et-femmes-sangha-allonnes",
        "Insertion des jeunes et des femmes : Sangha et Allonnes",
        "À Sangha, au Mali, et à Allonnes, dans la Sarthe, l’insertion des jeunes et des femmes se construit par la concertation de plusieurs sortes d’acteurs.",
        "Deux communes, un même pari : l’insertion réussit mieux quand habitants, associations et pouvoirs publics en décident ensemble. Le projet fait partie de la première sélection de la phase 2.",
        "adesaf",
        ("grdr", "gret"),
        ("allonnes-sarthe", "mali-sangha"),
        ("insertion", "cooperation"),
    ),
    Told(
        "transformatrices-de-poisson-senegal-france",
        "Travail décent pour les transformatrices de poisson",
        "Au Sénégal, les femmes qui transforment le poisson veulent un travail décent et une protection sociale ; des organisations de France s’y engagent avec elles.",
        "La CFDT et Essentiel portent cette opération entre le Sénégal et la France. Elle relie deux savoir-faire, celui du syndicat et celui de la protection sociale.",
        "cfdt",
        ("essentiel",),
        ("senegal", "france"),
        ("droits", "insertion"),
    ),
    Told(
        "urgence-ecologique-et-transition-juste",
        "Urgence écologique et transition juste",
        "Des syndicalistes de France et de cinq pays d’Asie cherchent comment l’urgence écologique et la justice sociale peuvent avancer ensemble.",
        "La CGT, la CGT Bretagne, Indecosa-CGT et d’autres organisations travaillent avec le Bangladesh, la Corée du Sud, l’Inde, le Japon et les Philippines.",
        "cgt",
        ("cgt-bretagne", "indecosa-cgt"),
        ("france", "bangladesh", "coree-du-sud", "inde", "japon", "philippines"),
        ("droits",),
    ),
    Told(
        "cooperation-et-projets-alimentaires-montpellier",
        "Coopération internationale et projets alimentaires de territoire",
        "À Montpellier, la coopération internationale et le projet alimentaire du territoire se nourrissent l’une de l’autre.",
        "La page du programme renvoie vers ce projet parmi les autres projets du même thème. Elle n’y nomme pas ses porteurs : nous ne les nommons pas non plus.",
        "",
        (),
        ("montpellier-herault",),
        ("alimentation", "cooperation"),
    ),
)
