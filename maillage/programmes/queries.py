"""What pages ask about programmes."""

from maillage.core.memo import kept_a_minute
from maillage.programmes.models import Phase


def phase_choices() -> list[tuple[str, str]]:
    """Every phase by its code, "programme.2", and its name, for the filters of a list."""
    return kept_a_minute("phases.choices", _read_phases)


def _read_phases() -> list[tuple[str, str]]:
    phases = Phase.objects.select_related("programme")
    return [(f"{phase.programme.slug}.{phase.number}", str(phase)) for phase in phases]
