"""The door of the members: compose an alliance, apply, follow one's projects."""
