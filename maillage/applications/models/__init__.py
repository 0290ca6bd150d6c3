"""An application, its alliance and its answers."""

from maillage.applications.models.answer import Answer
from maillage.applications.models.application import (
    Application,
    ApplicationQuerySet,
    Partner,
    Status,
)

__all__ = ["Answer", "Application", "ApplicationQuerySet", "Partner", "Status"]
