"""The committee's door: read, score, compare, decide."""
