"""Maillage: run a programme of multi-actor alliances, from the call to the lesson."""
