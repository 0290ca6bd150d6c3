"""Themes: what calls, projects and lessons are about. Public words, in French and in English."""
