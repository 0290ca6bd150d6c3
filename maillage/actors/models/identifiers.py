"""What identifiers and colours must be."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from stdnum.fr import siren


def validate_siren(value: str) -> None:
    """Check the nine digits and their Luhn key."""
    if not siren.is_valid(value):
        raise ValidationError(
            _(
                "« %(value)s » n’est pas un numéro SIREN : il compte 9 chiffres, dont une clé de contrôle. Vérifiez-le sur un avis de situation."
            ),
            params={"value": value},
        )


def validate_rna(value: str) -> None:
    """Check the association number: W and nine signs. It has no key; python-stdnum does not know it."""
    if not re.fullmatch(r"W\d[0-9A-Z]\d{7}", value):
        raise ValidationError(
            _(
                "« %(value)s » n’est pas un numéro RNA : il s’écrit W suivi de 9 chiffres. Il figure sur le récépissé de la préfecture."
            ),
            params={"value": value},
        )


def validate_colour(value: str) -> None:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        raise ValidationError(
            _(
                "« %(value)s » n’est pas une couleur : écrivez # suivi de 6 chiffres ou lettres de a à f, par exemple #0e5a4c."
            ),
            params={"value": value},
        )
