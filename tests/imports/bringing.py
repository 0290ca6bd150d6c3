"""A file is brought: shown, applied, undone; and everything the data base holds, to compare."""

from io import BytesIO

from django.db import connection
from django.utils import timezone
from openpyxl import Workbook

from maillage.accounts.models import User
from maillage.actors.services import OrganisationImporter
from maillage.core.tables import read_table
from maillage.imports.queries import counts as counted
from maillage.imports.services import apply_import, prepare_import, undo_import
from maillage.journal.models import Entry
from tests.factories.accounts import OfficerFactory

FILE = "Nom;SIREN;Membre depuis\nÉlan;732 829 320;12/03/2021\nRives;;\n".encode()
# What an import leaves besides what it brings: its own lines, its line of the journal, the tasks;
# and the index of the search, which is drawn again from the rest.
OURS = ("imports_", "search_", "journal_", "sqlite_", "django_", "core_pulse")


def officer():
    """The one who imports: no account is made by an import, and `everything` would see it."""
    return User.objects.filter(email="importe@example.org").first() or OfficerFactory(
        email="importe@example.org"
    )


def shown(data=FILE, importer=OrganisationImporter):
    return prepare_import(
        importer(), read_table(data), name="passé.csv", by=officer(), at=timezone.now()
    )


def applied(data=FILE, importer=OrganisationImporter):
    done = shown(data, importer)
    return apply_import(importer(), done, by=officer(), at=timezone.now())


def undone(done, importer=OrganisationImporter):
    return undo_import(importer(), done, by=officer(), at=timezone.now())


def counts(of):
    return {tally.state: tally.lines for tally in counted(of).tallies}


def verbs():
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


def problems(of):
    """All that is wrong, with the spaces a keyboard makes."""
    return " ".join(p for line in of.lines.all() for p in line.problems).replace("\xa0", " ")


def everything():
    """Every row of every table, to the byte."""
    officer()
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            if not table.startswith(OURS):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                found[table] = sorted(map(repr, cursor.fetchall()))
    return found


def xlsx(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return saved(book)


def saved(book):
    out = BytesIO()
    book.save(out)
    return out.getvalue()
