"""A refusal is a sentence to a person."""

from collections.abc import Iterable

from django.utils.functional import Promise


class Refusal(Exception):  # noqa: N818 -- the house's word: nothing went wrong, an act was refused
    """An act that is not possible now, said to the person who tried it.

    The message says what, why and what to do; a door shows it as it is.
    Programming errors are never refusals: they crash.
    """

    def __init__(self, sentence: str | Promise, *, more: Iterable[str | Promise] = ()) -> None:
        """Take one sentence, and `more` when several things are missing at once."""
        super().__init__(sentence)
        self.more = [str(line) for line in more]

    def __str__(self) -> str:
        return str(self.args[0])
