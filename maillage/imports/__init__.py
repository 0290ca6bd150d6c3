"""Bringing the past: a spreadsheet is read, shown row by row, applied whole, and undone whole.

This room knows files, rows and deeds; the rooms above say, in their services, what a row means to
them (`Importer`). Nothing is sent to anyone by an import.
"""
