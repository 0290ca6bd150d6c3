"""The invented applications: two drafts in the open call, six handed in to the closed one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading: a score for each criterion, None where the reader has not scored yet."""

    reader: str  # what stands before the @ of their account
    scores: tuple[int | None, ...] = ()
    for_committee: str = ""
    for_applicant: str = ""

    @property
    def is_finished(self) -> bool:
        return bool(self.scores) and None not in self.scores


@dataclass(frozen=True, slots=True)
class Written:
    """An application: `lead`, `partners` (slug, what it brings) and `places` are slugs."""

    title: str
    lead: str
    partners: tuple[tuple[str, str], ...] = ()
    places: tuple[str, ...] = ()
    summary: str = ""
    answers: tuple[str, ...] = ()
    euros: int | None = None
    readings: tuple[Reading, ...] = ()


DRAFTS = (
    Written(
        "Cuisines de quartier, de Nantes à Dakar",
        "exemple-quais",
        partners=(("exemple-dakar", "trois cuisines et leurs cuisinières"),),
        places=("nantes-loire-atlantique", "senegal-dakar"),
        summary="Des cuisines ouvertes au quartier, ici et là-bas, apprennent l’une de l’autre.",
        answers=(
            "Dans nos deux quartiers, on mange de plus en plus seul. Quarante habitants l’ont dit pendant trois repas tenus sur les quais ; à Dakar, les cuisinières disent la même chose des jeunes.",
            "L’association ouvre un local et anime. Nos partenaires de Dakar savent tenir une cuisine collective avec presque rien : c’est ce savoir-faire que nous n’avons pas.",
        ),
        euros=14_000,
    ),
    Written("Un atelier de réparation partagé", "exemple-quais"),
)
# What the partner adds to the first draft, from Dakar: the third question.
PARTNER_ANSWER = "De février à avril, nous préparons les menus ensemble, à distance. En mai, deux cuisinières viennent à Nantes."

SUBMITTED = (
    Written(
        "Jardins nourriciers des deux rives",
        "exemple-vallees",
        partners=(
            ("exemple-dakar", "quatre jardins d’école et leurs jardinières"),
            ("exemple-ville", "deux terrains et l’eau"),
        ),
        places=("alpes-maritimes", "senegal-dakar"),
        summary="Des jardins d’école et des jardins familiaux apprennent à nourrir sans pomper plus d’eau.",
        answers=(
            "Trois étés de restrictions ont vidé la moitié des jardins familiaux de nos vallées. Nous avons rencontré soixante familles : elles cherchent des plantes sobres et des gestes simples.",
            "L’association réunit les familles, la commune prête la terre, l’équipe de Dakar apporte dix ans de jardins secs. Aucun n’a les trois.",
            "Mois 1 et 2 : choix des terrains. Mois 3 à 8 : deux saisons de culture suivies ensemble, chaque quinzaine. Mois 9 et 10 : visite croisée. Mois 11 : cahier commun.",
            "Un cahier de gestes sobres, essayé sous deux climats, que d’autres communes pourront reprendre.",
            "Semis, outils et eau : 6 000 euros. Visite croisée : 5 500 euros. Cahier et animation : 3 500 euros. La commune apporte 4 000 euros, acquis.",
        ),
        euros=15_000,
        readings=(
            Reading(
                "lectrice",
                (4, 4, 3, 4),
                "Le besoin est montré avec les familles. La visite croisée pèse lourd dans le budget.",
                "Votre constat est très clair. Dites ce que deviendront les jardins après la visite.",
            ),
            Reading(
                "lecteur",
                (5, 5, 4, 4),
                "Une alliance où chacun a un vrai rôle.",
                "On voit bien ce que chacun apporte.",
            ),
        ),
    ),
    Written(
        "Ressourceries jumelées",
        "exemple-syndicat",
        partners=(
            ("exemple-coop", "un atelier de tri et deux encadrants"),
            ("exemple-conakry", "une équipe de quinze récupératrices"),
        ),
        places=("nord", "guinee-conakry"),
        summary="Deux ressourceries comparent leurs métiers pour que celles et ceux qui trient soient mieux protégés.",
        answers=(
            "Les accidents de tri se ressemblent partout. Vingt-deux salariés du Nord et quinze récupératrices de Conakry ont rempli le même carnet pendant un mois.",
            "Le syndicat connaît le droit, la coopérative connaît l’atelier, l’équipe de Conakry connaît la rue.",
            "Mois 1 à 3 : carnet commun. Mois 4 à 6 : équipements essayés des deux côtés. Mois 7 et 8 : accord sur les gestes.",
            "Une fiche par geste dangereux, en images.",
            "Équipements : 7 000 euros. Traduction et images : 3 000 euros. Animation : 2 000 euros.",
        ),
        euros=12_000,
        readings=(
            Reading(
                "lectrice",
                (3, 3, 2, 3),
                "Bon début, calendrier court.",
                "Prévoyez plus de temps pour les essais.",
            ),
            Reading(
                "relectrice",
                (2, 3, 4, 2),
                "Le besoin reste à montrer du côté du Nord.",
                "Le carnet commun est une bonne idée : joignez-en les résultats.",
            ),
        ),
    ),
    Written(
        "Lycées agricoles en réseau",
        "exemple-vallees",
        partners=(
            ("exemple-lycee", "deux classes et leurs professeurs"),
            ("exemple-itasy", "six fermes-écoles"),
        ),
        places=("lot", "madagascar-itasy"),
        summary="Des élèves du Lot et des fermes-écoles d’Itasy tiennent le même carnet de sol.",
        answers=(
            "Les élèves apprennent le sol dans les livres. Les paysans d’Itasy le lisent à la main, et ne l’écrivent pas. Les deux le regrettent.",
            "Le lycée mesure, l’union paysanne observe, l’association traduit et relie.",
            "Mois 1 : carnet commun. Mois 2 à 9 : un relevé par mois. Mois 10 : restitution à deux voix.",
            "Un carnet de sol prêt à l’emploi pour tout lycée agricole et toute ferme-école.",
            "Trousses de mesure : 3 000 euros. Indemnités des fermes-écoles : 4 500 euros. Restitution : 2 000 euros.",
        ),
        euros=9_500,
        readings=(
            Reading(
                "lectrice",
                (3, 4, 4, 4),
                "Sobre et transmissible.",
                "Le carnet servira bien au-delà de vos deux territoires.",
            ),
            Reading("lecteur", (4, 5, 4, 5), "Rien à redire.", "Bravo pour la méthode."),
        ),
    ),
    Written(
        "Pêcheuses et ostréiculteurs",
        "exemple-syndicat",
        partners=(
            ("exemple-ville", "le port et une salle"),
            ("exemple-mareyeuses", "un groupement de quarante femmes"),
        ),
        places=("finistere", "senegal-saint-louis"),
        summary="Deux métiers de l’estran cherchent ensemble comment vivre d’une mer qui change.",
        answers=(
            "Les saisons ne tombent plus au même moment. Douze ostréiculteurs et quarante mareyeuses l’ont noté, chacun de leur côté, depuis cinq ans.",
            "La commune réunit, le syndicat défend, les mareyeuses savent transformer quand la vente s’arrête.",
            "Mois 1 à 4 : calendriers comparés. Mois 5 à 7 : essais de transformation. Mois 8 à 12 : vente commune.",
            "Une façon de tenir un calendrier de la mer à plusieurs métiers.",
            "Essais : 8 000 euros. Déplacements : 4 000 euros. Animation : 3 000 euros. Un prêt de salle, valorisé.",
        ),
        euros=15_000,
        readings=(
            Reading(
                "lecteur",
                (5, 5, 3, 4),
                "Deux métiers qui se répondent.",
                "Une belle alliance ; précisez la vente commune.",
            ),
            Reading("relectrice", (5, 4, None, None), "Très fort. Je reprends le budget demain."),
        ),
    ),
    Written(
        "Radio des quartiers",
        "exemple-quais",
        partners=(("exemple-dakar", "un studio et trois voix"),),
        places=("loire-atlantique", "senegal-dakar"),
        summary="Deux radios de quartier échangent une émission par mois sur le travail des jeunes.",
        answers=(
            "Les jeunes disent qu’on parle d’eux sans eux.",
            "Deux associations qui font de la radio.",
            "Une émission par mois pendant huit mois.",
            "Les émissions resteront en ligne.",
            "Micros et montage : 5 000 euros. Voyages : 3 000 euros.",
        ),
        euros=8_000,
        readings=(
            Reading(
                "lectrice",
                (2, 2, 3, 3),
                "Sympathique, mais deux acteurs de la même sorte.",
                "Cherchez un partenaire d’une autre sorte : mission locale, entreprise, lycée.",
            ),
            Reading("lecteur"),
        ),
    ),
    Written(
        "Artisans d’ici et de là-bas",
        "exemple-vallees",
        partners=(
            ("exemple-entreprise", "un atelier et son savoir-faire du bois"),
            ("exemple-diaspora", "des artisans des deux pays"),
            ("exemple-dakar", "un centre de formation"),
        ),
        places=("calvados", "senegal-dakar"),
        summary="Des artisans du bois forment ensemble des apprentis, avec la diaspora comme trait d’union.",
        answers=(
            "Les ateliers du Calvados ne trouvent pas d’apprentis ; le centre de Dakar ne trouve pas d’ateliers.",
            "L’entreprise forme, la diaspora relie, le centre choisit les apprentis, l’association veille au cadre.",
            "Mois 1 à 3 : un même programme. Mois 4 à 9 : trois modules. Mois 10 à 12 : chantier commun.",
            "Un module de formation que d’autres métiers pourront suivre.",
            "Formation : 8 500 euros. Outils : 3 000 euros. Coordination : 2 000 euros.",
        ),
        euros=13_500,
    ),
)
