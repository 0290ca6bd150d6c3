"""Words of the field that mean nearly the same, and that no stem joins.

One line, one meaning: who looks for one of its expressions is shown the others too, after the words
themselves. Nothing runs from line to line: « réfugié » brings « exilé », « exilé » brings « migrant »,
but « réfugié » does not bring « migrant », for these are two things in law.
"""

from functools import cache

from maillage.algorithms.french import words

Expression = tuple[str, ...]  # words (folded stems) that must all be there

LINES = """
territoire, territorial
agriculture, agricole, agriculteur, agricultrice, paysan, paysanne, fermier
paysan, agroécologie, agroécologique
agroécologie, agriculture biologique, agriculture durable
élevage, éleveur, pastoralisme, pastoral
semence, graine, semencier
variété, biodiversité cultivée
biodiversité, biodiversité cultivée
alimentation, alimentaire, nourriture
cantine, restauration collective
solidaire, solidarité
solidarité internationale, coopération internationale
coopération décentralisée, action extérieure des collectivités
syndicat, syndical, syndicalisme, syndicaliste
travail, travailleur, emploi, salarié
métier, emploi, profession
insertion, intégration
formation, formateur, former
apprentissage, apprenti, alternance
enseignement, enseignant, école, scolaire
université, universitaire, étudiant, recherche
chercheur, recherche, scientifique
jeunesse, jeune
femme, féminin, féministe
égalité, parité, genre
réfugié, exilé, demandeur d’asile
migrant, exilé, migration, migratoire
diaspora, migrant, organisation de solidarité internationale issue de l’immigration, osim
ess, économie sociale et solidaire, économie solidaire
coopérative, coopératif, scop, scic
bénévolat, bénévole, volontaire, volontariat
mécénat, mécène, mécénat de compétences
don, donateur, générosité
collectivité, commune, mairie, ville, municipalité, municipal
commune, communal
intercommunalité, intercommunal, communauté de communes, communauté d’agglomération, epci
département, départemental
région, régional
pays, national
monde, mondial, international
quartier, urbain, ville
rural, ruralité, village
mer, maritime, littoral, marin
forêt, forestier, bois
eau, hydraulique, assainissement
climat, climatique, réchauffement
écologie, écologique, environnement, environnemental
énergie, énergétique
déchet, recyclage, réemploi
santé, sanitaire, médical, soin
médico social, handicap
logement, habitat, habitation
culture, culturel
artisan, artisanat, artisanal
entreprise, entrepreneur, entrepreneuriat
association, associatif
citoyen, citoyenneté
appel à projets, appel à candidatures
subvention, financement, financer
évaluation, évaluer, impact
échange, rencontre
partenaire, partenariat, alliance
réseau, maillage
diagnostic, état des lieux
plaidoyer, préconisation, recommandation
st, saint
ste, sainte
"""
# Texts are French, some readers are not: the first word brings the others, which do not bring it.
ENGLISH = """
refugee, réfugié, exilé
asylum, réfugié, demandeur d’asile
work, travail, emploi, métier
job, emploi, travail, métier
employment, emploi, travail
youth, jeunesse, jeune
young, jeunesse, jeune
woman, femme
women, femme
farming, agriculture, agricole, paysan
farmer, paysan, agriculteur
seed, semence, graine
food, alimentation, alimentaire
training, formation
skill, compétence
university, université, universitaire
student, étudiant
school, école, scolaire
union, syndicat, syndical
worker, travailleur, salarié
company, entreprise
health, santé, sanitaire
water, eau
housing, logement
energy, énergie
waste, déchet
town, ville, commune
city, ville, commune
village, village, rural
municipality, commune, collectivité
network, réseau
sponsorship, mécénat
volunteer, bénévole
ecology, écologie, écologique
biodiversity, biodiversité
"""


@cache
def _lines() -> dict[Expression, tuple[Expression, ...]]:
    """Each expression with all those it stands with on one line or another."""
    known: dict[Expression, dict[Expression, None]] = {}
    for line in LINES.strip().splitlines():
        together = [form for part in line.split(",") for form in _forms(part)]
        for form in together:
            known.setdefault(form, {}).update(dict.fromkeys(together))
    for line in ENGLISH.strip().splitlines():
        told, *meant = line.split(",")
        brought = [form for part in meant for form in _forms(part)]
        for form in {*_forms(told), *_forms(f"{told}s")}:
            known.setdefault(form, {}).update(dict.fromkeys(brought))
    return {form: tuple(others) for form, others in known.items()}


def _forms(expression: str) -> list[Expression]:
    """A word by each of its stems; several words by the stems without accents, which all have."""
    told = [word for word in words(expression) if not word.is_stop]
    if len(told) == 1:
        return [(stem,) for stem in told[0].stems]
    return [tuple(word.stems[-1] for word in told)]


def related(*stems: str) -> tuple[Expression, ...]:
    """What else says what these stems say together."""
    return tuple(other for other in _lines().get(stems, ()) if other != stems)


@cache
def longest() -> int:
    """How many words the longest expression has."""
    return max(len(form) for form in _lines())
