"""What the libraries we stand on keep about people, declared as our own fields are."""

from django.utils.translation import gettext_lazy as _

from maillage.core.privacy import Erasure, Personal, declare

_WHILE = _("tant que le compte existe")


def declare_library_data() -> None:
    """Called once when the house starts."""
    session = Personal(_("rester connecté"), _("2 semaines sans visite"), Erasure.DELETE)
    declare("sessions.Session", session_key=session, session_data=session)
    address = Personal(_("se connecter, prouver son adresse"), _WHILE, Erasure.DELETE)
    declare("account.EmailAddress", user=address, email=address)
    declare("account.EmailConfirmation", not_personal=["key"])
    key = Personal(
        _("se connecter sans mot de passe, ou avec un second facteur"), _WHILE, Erasure.DELETE
    )
    declare("mfa.Authenticator", user=key, data=key)
    declare("auth.Permission", not_personal=["name", "codename"])
    declare("auth.Group", not_personal=["name"])
    declare("contenttypes.ContentType", not_personal=["app_label", "model"])
    task = Personal(_("finir un travail en arrière-plan"), _("2 semaines"), Erasure.DELETE)
    declare(
        "django_tasks_database.DBTaskResult",
        args_kwargs=task,
        return_value=task,
        traceback=task,
        not_personal=[
            "task_path",
            "queue_name",
            "backend_name",
            "exception_class_path",
            "worker_ids",
        ],
    )
