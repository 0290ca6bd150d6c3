"""What an import costs: python benchmarks/imports.py [5000 19999]

The messy rows of the tests, on an SQLite database of their own, one process for each size: CPU
seconds (what the machine does beside counts little) and the most memory this process has held, for
reading, showing, applying, showing again, undoing.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
SIZES = ("5000", "19999")
Done = TypeVar("Done")


def timed(name: str, act: Callable[[], Done]) -> Done:
    started = time.process_time()
    done = act()
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"  {name:<12} {time.process_time() - started:5.1f} s   {held} MB", flush=True)
    return done


def prepare() -> None:
    if not os.environ.get("DATABASE_URL"):
        os.environ["MAILLAGE_VAR"] = tempfile.mkdtemp()
    os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings", "DEBUG": "1"}
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.utils import translation

    settings.DEBUG = False
    call_command("migrate", verbosity=0)
    translation.activate("fr")


def measure(size: int) -> None:
    prepare()
    from django.utils import timezone

    from maillage.actors.services import OrganisationImporter
    from maillage.core.tables import read_table
    from maillage.imports.services import apply_import, prepare_import, undo_import
    from tests.factories.accounts import OfficerFactory
    from tests.messy import as_file, lay_past, messy_rows

    lay_past()
    by, at = OfficerFactory(), timezone.now()
    data = as_file(messy_rows(size))
    print(f"{size} rows, {len(data) // 1000} kB")
    table = timed("read", lambda: read_table(data))

    def show() -> object:
        return prepare_import(OrganisationImporter(), table, name="f.xlsx", by=by, at=at)

    of = timed("show", show)
    timed("apply", lambda: apply_import(OrganisationImporter(), of, by=by, at=at))
    timed("show again", show)
    timed("undo", lambda: undo_import(OrganisationImporter(), of, by=by, at=at))


if __name__ == "__main__":
    match sys.argv[1:]:
        case [size]:
            measure(int(size))
        case sizes:
            for size in sizes or SIZES:
                subprocess.run([sys.executable, __file__, size], check=True)
