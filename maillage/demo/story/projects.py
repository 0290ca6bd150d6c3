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
        "Dans la Manche et le Calvados, des acteurs de mondes différents cherchent ensemble ce qui empêche des personnes réfugiées de trouver leur place dans les métiers ruraux.",
        "Batik International travaille avec des acteurs du médico-social, de l’agriculture, de l’insertion et de l’artisanat. Ensemble, ils repèrent les freins à l’insertion des personnes réfugiées dans les métiers ruraux.\n\nDe ces constats naissent des préconisations pour les politiques publiques du territoire, et des améliorations des dispositifs qui existent déjà.",
        "batik-international",
        (),
        ("manche", "calvados"),
        ("insertion", "migrations"),
        "15190, 16020",
        "8, 10",
        of_the_call=True,
    ),
    Told(
        "semences-paysannes-alpes-maritimes-ndem",
        "Semences paysannes : une biodiversité gérée à plusieurs",
        "Des Alpes-Maritimes à Ndem, au Sénégal, une même question : comment gérer à plusieurs la biodiversité que l’on cultive ?",
        "SOL, les villageois de Ndem et Semences Paysannes Maralpines relient leurs deux territoires autour des semences paysannes, et de leur gestion collective.\n\nUn voyage d’échange fait partie du projet : on apprend mieux en allant voir.",
        "sol",
        ("villageois-de-ndem", "semences-paysannes-maralpines"),
        ("alpes-maritimes", "senegal-ndem"),
        ("agroecologie", "alimentation"),
        "31120",
        "2, 15",
        of_the_call=True,
    ),
    Told(
        "competences-solidaires-en-pays-de-la-loire",
        "Compétences solidaires en Pays de la Loire",
        "Trois associations font le tour des dispositifs de coopération de la région, puis fabriquent une boîte à outils pour le mécénat de compétences et le pro bono.",
        "Première étape : un diagnostic. Essentiel, Guinée 44 et Univers-Sel regardent quels dispositifs de coopération existent en Pays de la Loire.\n\nSeconde étape : une boîte à outils. Elle aide les entreprises, les collectivités, les universités et les associations à mettre des compétences en commun, par le mécénat ou le pro bono.",
        "essentiel",
        ("guinee-44", "univers-sel"),
        ("pays-de-la-loire",),
        ("competences", "cooperation"),
        "99820, 43082",
        "17",
        of_the_call=True,
    ),
    Told(
        "quatre-formations-syndicales",
        "Quatre formations, avec des syndicalistes d’autres pays",
        "Avec des syndicalistes d’autres pays, la CGT prépare quatre formations pour ses comités régionaux et ses unions départementales et locales.",
        "Les quatre sujets : les travailleurs isolés ; les sous-traitants et les donneurs d’ordres ; les travailleurs migrants et sans papiers ; l’écologie.\n\nDes syndicalistes d’autres pays prennent part au travail : ce qui se vit ailleurs éclaire ce qui se vit ici.",
        "cgt",
        (),
        ("france",),
        ("formation", "droits"),
        "16020, 15160",
        "8",
        of_the_call=True,
    ),
    Told(
        "cooperer-a-plusieurs-nouvelle-aquitaine-itasy",
        "Coopérer à plusieurs : Nouvelle-Aquitaine et Itasy",
        "Entre la Nouvelle-Aquitaine et la région d’Itasy, à Madagascar, l’Ifaid et Agrisud cherchent ce qui aide et ce qui freine la coopération entre acteurs de plusieurs sortes.",
        "Comprendre les leviers et les freins, c’est le cœur du projet. Il en tire une méthode et des enseignements.\n\nIls sont faits pour servir : aux acteurs des territoires, et aux étudiants.",
        "ifaid",
        ("agrisud",),
        ("nouvelle-aquitaine", "madagascar-itasy"),
        ("cooperation", "formation"),
        "43082, 15112",
        "17",
        of_the_call=True,
    ),
    Told(
        "diasporas-et-economie-solidaire-hauts-de-france",
        "Diasporas et économie solidaire en Hauts-de-France",
        "En Hauts-de-France, le Grdr relie des acteurs de la diaspora, de la solidarité internationale et de l’économie sociale et solidaire.",
        "Le projet tisse des liens entre trois mondes, ici et avec les pays d’origine.\n\nIl comprend une évaluation de l’impact social et des missions d’échange.",
        "grdr",
        (),
        ("hauts-de-france",),
        ("migrations", "cooperation"),
        "15190, 16020",
        "8, 10",
        of_the_call=True,
    ),
    Told(
        "jeunes-et-femmes-sangha-allonnes",
        "Insertion des jeunes et des femmes : Sangha et Allonnes",
        "À Sangha, au Mali, et à Allonnes, dans la Sarthe, plusieurs sortes d’acteurs se concertent pour l’insertion des jeunes et des femmes.",
        "L’Adesaf, le Grdr et le Gret portent cette opération. Elle fait partie de la première sélection de la phase 2 : neuf projets, pour les années 2019 à 2021.",
        "adesaf",
        ("grdr", "gret"),
        ("allonnes-sarthe", "mali-sangha"),
        ("insertion", "cooperation"),
    ),
    Told(
        "transformatrices-de-poisson-senegal-france",
        "Travail décent pour les transformatrices de poisson",
        "Entre le Sénégal et la France, un projet pour le travail décent et la protection sociale des femmes qui transforment le poisson.",
        "La CFDT et Essentiel portent cette opération. Elle fait partie de la première sélection de la phase 2 : neuf projets, pour les années 2019 à 2021.",
        "cfdt",
        ("essentiel",),
        ("senegal", "france"),
        ("droits", "insertion"),
    ),
    Told(
        "urgence-ecologique-et-transition-juste",
        "Urgence écologique et transition juste",
        "La CGT, la CGT Bretagne, Indecosa-CGT et d’autres s’emparent de l’urgence écologique et de la transition juste, avec cinq pays d’Asie.",
        "Le projet relie le Bangladesh, la Corée du Sud, l’Inde, le Japon et les Philippines. Il fait partie de la première sélection de la phase 2 : neuf projets, pour les années 2019 à 2021.",
        "cgt",
        ("cgt-bretagne", "indecosa-cgt"),
        ("bangladesh", "coree-du-sud", "inde", "japon", "philippines"),
        ("droits",),
    ),
    Told(
        "droits-des-travailleurs-precaires-nord-sud",
        "Droits des travailleurs précaires, au Nord et au Sud",
        "Au Sénégal, des transformatrices de poisson et des syndicats : ce projet porte sur les droits des travailleurs précaires, au Nord et au Sud.",
        "La page du programme renvoie vers ce projet parmi les autres projets du même thème. Nous ne savons ni qui le porte, ni s’il prolonge l’opération menée avec les transformatrices de poisson : nous n’en disons rien.",
        "",
        (),
        ("senegal",),
        ("droits",),
    ),
    Told(
        "cooperation-et-projets-alimentaires-montpellier",
        "Coopération internationale et projets alimentaires de territoire",
        "À Montpellier, la coopération internationale rencontre les projets alimentaires de territoire.",
        "La page du programme renvoie vers ce projet parmi les autres projets du même thème. Nous ne savons pas qui le porte : nous ne nommons personne.",
        "",
        (),
        ("montpellier-herault",),
        ("alimentation", "cooperation"),
    ),
)
