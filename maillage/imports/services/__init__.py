"""What is done with a file of the past: shown, applied, undone."""

from maillage.imports.services.applying import StaleRefusal, apply_import
from maillage.imports.services.asking import ask, do_asked
from maillage.imports.services.discarding import discard_import
from maillage.imports.services.importer import (
    Change,
    Column,
    Importer,
    Make,
    Planned,
    Row,
    importers,
)
from maillage.imports.services.planning import prepare_import, receive_import, refresh_import
from maillage.imports.services.undoing import undo_import

__all__ = [
    "Change",
    "Column",
    "Importer",
    "Make",
    "Planned",
    "Row",
    "StaleRefusal",
    "apply_import",
    "ask",
    "discard_import",
    "do_asked",
    "importers",
    "prepare_import",
    "receive_import",
    "refresh_import",
    "undo_import",
]
