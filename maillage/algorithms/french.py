"""French words as a search compares them: without case, accents and endings.

Snowball wants its accents ("réfugiée" → "refug", "refugiee" → "refugie") and people forget theirs: a
word has two stems, of what was written and of what is left without accents, and meets another word
when they share one. Both are kept in the index, beside the folded word itself, for beginnings.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from threading import local
from typing import NamedTuple

import snowballstemmer

KEPT = 1 << 16  # words whose forms a process remembers
WORD = re.compile(r"[^\W_]+")
# What a text is tied together with, elided forms ("l’", "qu’") included; no accents.
STOP = frozenset(
    [
        "a",
        "afin",
        "ai",
        "ainsi",
        "alors",
        "au",
        "aucun",
        "aussi",
        "autre",
        "autres",
        "aux",
        "avec",
        "c",
        "ce",
        "ceci",
        "cela",
        "celle",
        "celles",
        "celui",
        "ces",
        "cet",
        "cette",
        "ceux",
        "chaque",
        "chez",
        "comme",
        "d",
        "dans",
        "de",
        "des",
        "donc",
        "dont",
        "du",
        "elle",
        "elles",
        "en",
        "encore",
        "entre",
        "es",
        "est",
        "et",
        "etaient",
        "etait",
        "etc",
        "etre",
        "eux",
        "il",
        "ils",
        "j",
        "je",
        "jusqu",
        "l",
        "la",
        "le",
        "les",
        "leur",
        "leurs",
        "lors",
        "lorsqu",
        "lui",
        "m",
        "ma",
        "mais",
        "me",
        "meme",
        "memes",
        "mes",
        "moi",
        "mon",
        "n",
        "ne",
        "ni",
        "nos",
        "notre",
        "nous",
        "on",
        "ont",
        "ou",
        "par",
        "pas",
        "pendant",
        "peu",
        "plus",
        "pour",
        "puis",
        "puisqu",
        "qu",
        "quand",
        "que",
        "quel",
        "quelle",
        "quelles",
        "quels",
        "qui",
        "quoi",
        "quoiqu",
        "s",
        "sa",
        "sans",
        "se",
        "ses",
        "si",
        "son",
        "sont",
        "sous",
        "sur",
        "t",
        "ta",
        "tandis",
        "te",
        "tel",
        "telle",
        "tes",
        "tous",
        "tout",
        "toute",
        "toutes",
        "tres",
        "tu",
        "un",
        "une",
        "vers",
        "voici",
        "voila",
        "vos",
        "votre",
        "vous",
        "y",
    ]
)
_own = local()  # the stemmer holds its word while it works: one for each thread


class Word(NamedTuple):
    """A word as it was written (lower case), folded, and its stems, themselves folded."""

    written: str
    folded: str
    stems: tuple[str, ...]

    @property
    def is_stop(self) -> bool:
        return self.folded in STOP


def fold(text: str) -> str:
    """Forget case, accents, apostrophes and hyphens: « L’Île-d’Yeu » becomes "l ile d yeu"."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe"))
    kept = (c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join("".join(kept).lower().split())


def words(text: str) -> Iterator[Word]:
    """Every word of a text in its order, stop words included."""
    for found in WORD.findall(unicodedata.normalize("NFC", text).lower()):
        yield from forms(found)


def called(told: Iterable[Word]) -> str:
    """What a name is known by, without its ties and endings: « Les semences » is "semenc"."""
    told = list(told)
    kept = [word for word in told if not word.is_stop] or told
    return " ".join(word.stems[-1] for word in kept)


@lru_cache(KEPT)
def forms(written: str) -> tuple[Word, ...]:
    """The word that stands there; a sign such as ½ is two, and one that folds to nothing is none."""
    parts = fold(written).split()
    if len(parts) == 1:
        return (Word(written, parts[0], _stems(written, parts[0])),)
    return tuple(Word(part, part, _stems(part, part)) for part in parts)


def _stems(written: str, folded: str) -> tuple[str, ...]:
    """The stem of what was written, then of what is left without accents, when it is another."""
    if not folded.isalpha():
        return (folded,)
    stem = _stemmer().stemWord
    both = (fold(stem(written.replace("œ", "oe"))) or folded, stem(folded) or folded)
    return tuple(dict.fromkeys(both))


def _stemmer() -> "snowballstemmer.Stemmer":
    if not hasattr(_own, "stemmer"):
        _own.stemmer = snowballstemmer.stemmer("french")
    stemmer: snowballstemmer.Stemmer = _own.stemmer
    return stemmer
