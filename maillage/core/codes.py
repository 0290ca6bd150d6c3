"""Public codes: what a page shows instead of a primary key."""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 10


def new_code() -> str:
    """Draw a short code nobody can guess: 10 letters of 31, about 2^49 possibilities.

    Letters that look alike (0 O, 1 I L) are left out: codes are read aloud on the phone.
    """
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
