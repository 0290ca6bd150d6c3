"""The words of the index, as this process last read them."""

from threading import Lock

from maillage.algorithms.spelling import Known, Vocabulary
from maillage.search.models import Edition, Word


class _Kept:
    """One vocabulary for the whole process: it is read once for each edition of the index."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.stamp: str | None = None
        self.vocabulary = Vocabulary(())

    def at(self, stamp: str) -> Vocabulary:
        with self.lock:
            if self.stamp != stamp:
                rows = Word.objects.values_list("word", "written", "documents")
                self.vocabulary = Vocabulary(Known(*row) for row in rows.iterator(5000))
                self.stamp = stamp
            return self.vocabulary


_kept = _Kept()


def vocabulary(stamp: str | None = None) -> Vocabulary:
    """The words that somebody may have meant, in this edition of the index or in the one in force.

    One small query when nothing has changed, none when the edition is given.
    """
    if stamp is None:
        stamp = Edition.objects.values_list("stamp", flat=True).first() or ""
    return _kept.at(stamp)
