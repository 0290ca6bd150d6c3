"""Lines were written: rooms whose own lines name these things hear it and write theirs again.

Sent inside the transaction, with `kind` (of the things) and `numbers` (their primary keys, or None
when any of them may have changed).
"""

from django.dispatch import Signal

lines_written = Signal()
