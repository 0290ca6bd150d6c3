"""A file typed line by line, for tests of what a row means."""

from tests.imports import bringing


def shown(importer, *lines):
    return bringing.shown("\n".join(lines).encode(), importer)


def applied(importer, *lines):
    return bringing.applied("\n".join(lines).encode(), importer)


def line(importer, *lines):
    """The last line of the preview."""
    return shown(importer, *lines).lines.last()
