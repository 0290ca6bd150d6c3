"""The door to one's own account: signing in, one's name, one's keys."""
