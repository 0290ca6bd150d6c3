"""What is done with a file of the past: shown, applied, undone."""

from maillage.imports.services.applying import StaleRefusal, apply_import, undo_import
from maillage.imports.services.importer import Change, Column, Importer, Make, Planned, Row
from maillage.imports.services.planning import prepare_import, refresh_import

__all__ = [
    "Change",
    "Column",
    "Importer",
    "Make",
    "Planned",
    "Row",
    "StaleRefusal",
    "apply_import",
    "prepare_import",
    "refresh_import",
    "undo_import",
]
