"""The story the demonstration tells: facts of the programme in our own words, and marked examples."""
