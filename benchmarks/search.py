"""What searching costs and finds: python benchmarks/search.py [documents]

The corpus is invented here, the same each time (seed 22): sheets of a title and 40 to 70 words. Their
30,000 words are the words of the French communes (the package that the territories come from), those
of our own thesaurus, and words put together from French syllables and endings; a few are everywhere
and most are rare, as in any language (Zipf). Some letters bear accents, as in French.

Each question is a known sheet's: three words of its title and two of its text, asked as they are,
without accents, with a final s more or less on each, with one error in one of them (a letter more,
less, another, two exchanged), and with the last one cut at 60 %. The sheet is found when it is among
the first ten. Times are of `search()` alone: CPU of this process (on PostgreSQL: of the clock, since
the server works too), of the first time that each question is asked.

SQLite in a folder of its own; also PostgreSQL when DATABASE_URL names one: there in an empty database,
which is left as it is filled.
"""

import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
DOCUMENTS, WORDS, QUESTIONS, SEED = 100_000, 30_000, 200, 22
FIRST = 10
LONG_ENOUGH, EXCHANGED = 4, 3
BEGINNINGS = "ba be bi bo bou bré ca cé cha che clo co con cra da dé di do dra é en fa fé fi fla fo ga glo gra hé in ja jo la lé li lo lu ma mé mi mo mou na né no o pa pé pla po pra pré ra ré ri ro rou sa sé si so sou sta ta té ti to tra tré u va vé vi vo".split()  # noqa: SIM905
MIDDLES = "ba bi bli cé co da di fa fi gé gna la lé li lo ma mi mo na né ni no pa pé ra ri ro sa si ta té ti to tra va vé vi".split()  # noqa: SIM905
ENDS = "al able age aire ance ement ence er erie esse eur euse ien ière if ique isme iste ité tion toire ture ure".split()  # noqa: SIM905
PLAIN = str.maketrans("àâçéèêëîïôöùûüÿœ", "aaceeeeiioouuuyo")


def lexicon(chance: random.Random) -> list[str]:
    """Words in the order of how often they come."""
    from maillage.algorithms.french import STOP, fold, words
    from maillage.algorithms.thesaurus import LINES

    folder = ROOT / "node_modules/@etalab/decoupage-administratif/data/communes.json"
    names = " ".join(c["nom"] for c in json.loads(folder.read_text()))
    towns = list(dict.fromkeys(w.written for w in words(names) if len(w.written) >= LONG_ENOUGH))
    field = list(dict.fromkeys(w.written for w in words(LINES) if len(w.written) >= LONG_ENOUGH))
    chance.shuffle(towns)
    made = dict.fromkeys([*field, *towns[: WORDS // 3]])
    while len(made) < WORDS:
        middle = "".join(chance.choice(MIDDLES) for _ in range(chance.choice((0, 1, 1, 2))))
        made[chance.choice(BEGINNINGS) + middle + chance.choice(ENDS)] = None
    found = [word for word in made if fold(word) not in STOP]
    chance.shuffle(found)
    return found


def corpus(size: int) -> Iterator[tuple[str, str]]:
    """Titles and texts."""
    chance = random.Random(SEED)
    every = lexicon(chance)
    often = [1 / (rank + 8) for rank in range(len(every))]
    total, bounds = 0.0, []
    for share in often:
        total += share
        bounds.append(total)
    ties = ("de", "des", "et", "pour", "la", "les", "en", "dans")
    for _n in range(size):
        title = chance.choices(every, cum_weights=bounds, k=chance.randint(5, 8))
        text = chance.choices(every, cum_weights=bounds, k=chance.randint(40, 70))
        yield (
            " ".join(w for word in title for w in (word, chance.choice(ties))),
            " ".join(w for word in text for w in (word, chance.choice(ties))),
        )


def questions(sheets: list[tuple[str, str]]) -> list[tuple[int, list[str]]]:
    """Which sheet, and the words it is asked by."""
    from maillage.algorithms.french import STOP

    chance = random.Random(SEED + 1)
    asked = []
    for number in chance.sample(range(len(sheets)), QUESTIONS):
        title, text = (sorted({w for w in t.split() if w not in STOP}) for t in sheets[number])
        chosen = [*chance.sample(title, 3), *chance.sample(text, 2)]
        asked.append((number, chosen))
    return asked


def plural(word: str) -> str:
    return word[:-1] if word.endswith("s") else f"{word}s"


def typo(words: list[str], chance: random.Random) -> list[str]:
    """One error in one word of four letters or more."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    at = chance.choice([n for n, word in enumerate(words) if len(word) >= LONG_ENOUGH])
    word, kind = words[at], chance.randrange(4)
    i = chance.randrange(len(word) - (kind == EXCHANGED))
    wrong = (
        word[:i] + chance.choice(letters) + word[i:],
        word[:i] + word[i + 1 :],
        word[:i] + chance.choice(letters.replace(word[i], "")) + word[i + 1 :],
        word[:i] + word[i + 1 : i + 2] + word[i : i + 1] + word[i + 2 :],
    )[kind]
    return [*words[:at], wrong, *words[at + 1 :]]


def ways() -> dict[str, Callable[[list[str]], list[str]]]:
    chance = random.Random(SEED + 2)
    return {
        "exact": lambda words: words,
        "no accents": lambda words: [w.translate(PLAIN) for w in words],
        "plural": lambda words: [plural(w) for w in words],
        "one typo": lambda words: typo(words, chance),
        "last word cut": lambda words: [*words[:-1], words[-1][: max(2, len(words[-1]) * 6 // 10)]],
        "one word": lambda words: words[:1],
    }


def lay(sheets: list[tuple[str, str]]) -> float:
    """Write the lines as the rooms do, in one piece; the seconds it takes."""
    from maillage.search.models import Document
    from maillage.search.queries import Leaf, Source
    from maillage.search.services import put_in_order, refresh

    def leaves(_things: Any) -> Iterator[Leaf]:
        for n, (title, text) in enumerate(sheets):
            yield Leaf(number=n, key=str(n), title=title, summary=text, boost=500)

    started = time.perf_counter()
    refresh(Source("sheet", Document.objects.none, leaves))
    put_in_order()
    return time.perf_counter() - started


def ask(words: list[str], clock: Callable[[], float]) -> tuple[list[str], float]:
    from maillage.search.queries import search

    started = clock()
    found = search(" ".join(words), limit=FIRST)
    return [hit.key for hit in found.hits], (clock() - started) * 1000


def run(size: int) -> None:
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0, interactive=False)
    sheets = list(corpus(size))
    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    print(f"{connection.vendor}: {size} documents laid in {lay(sheets):.0f} s", flush=True)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE search_document")
    asked = questions(sheets)
    for name, way in ways().items():
        times, hits = [], 0
        for number, words in asked:
            found, spent = ask(way(words), clock)
            times.append(spent)
            hits += str(number) in found
        p95 = sorted(times)[int(len(times) * 0.95)]
        print(
            f"{name:<14} recall@10 {hits / len(asked):.3f}   median {median(times):6.2f} ms   "
            f"p95 {p95:6.2f} ms   worst {max(times):6.1f} ms",
            flush=True,
        )


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS
    named = os.environ.get("DATABASE_URL")
    if named and "MAILLAGE_SEARCH_BENCHMARK" not in os.environ:
        inner = {**os.environ, "MAILLAGE_SEARCH_BENCHMARK": "1"}
        os.spawnve(os.P_WAIT, sys.executable, [sys.executable, __file__, str(size)], inner)
        del os.environ["DATABASE_URL"]
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DEBUG": "0", "SECRET_KEY": "benchmark", "MAILLAGE_VAR": folder}
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
        import django

        django.setup()
        run(size)


if __name__ == "__main__":
    main()
