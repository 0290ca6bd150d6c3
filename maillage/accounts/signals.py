"""What this room says aloud."""

from django.dispatch import Signal

# Sent with `verb` (str), `user` (User) and `by` (User or None), inside the act's transaction.
account_act = Signal()
