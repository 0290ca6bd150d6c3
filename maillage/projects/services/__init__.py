"""What is done to projects: their story, their photographs and documents."""

from maillage.projects.services.importing_payments import PaymentImporter
from maillage.projects.services.importing_projects import ProjectImporter
from maillage.projects.services.media import (
    add_paper,
    add_photo,
    change_photo,
    put_first,
    remove_paper,
    remove_photo,
)
from maillage.projects.services.stories import (
    change_project,
    open_project,
    publish_project,
    tell_project,
)

__all__ = [
    "PaymentImporter",
    "ProjectImporter",
    "add_paper",
    "add_photo",
    "change_photo",
    "change_project",
    "open_project",
    "publish_project",
    "put_first",
    "remove_paper",
    "remove_photo",
    "tell_project",
]
