"""What is said aloud here and heard above."""

from django.dispatch import Signal

# All tables are back, inside the restoring transaction: what is drawn from them is drawn anew.
restored = Signal()
