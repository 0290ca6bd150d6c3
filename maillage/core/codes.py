"""Public codes: what a page shows instead of a primary key."""

import secrets
from typing import Any

from django.db import models
from django.utils.text import slugify

from maillage.core.locking import one_at_a_time

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 10
SLUG_LENGTH = 70


def new_code() -> str:
    """Draw a short code nobody can guess: 10 letters of 31, about 2^49 possibilities.

    Letters that look alike (0 O, 1 I L) are left out: codes are read aloud on the phone.
    """
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def free_slug(things: "models.QuerySet[Any]", text: str, *, fallback: str) -> str:
    """Make a readable address from a title, with a number behind it when it is taken.

    Called in the transaction that writes the row: two people may choose the same title at once.
    """
    one_at_a_time(things.model)
    root = slugify(text)[:SLUG_LENGTH].strip("-") or fallback
    taken = set(things.filter(slug__startswith=root).values_list("slug", flat=True))
    slug, number = root, 2
    while slug in taken:
        slug, number = f"{root}-{number}", number + 1
    return slug
