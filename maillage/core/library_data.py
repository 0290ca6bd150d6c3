"""What the libraries we stand on keep about people, declared as our own fields are."""

from django.utils.translation import gettext_lazy as _

from maillage.core.privacy import Erasure, Personal, declare, entitle

_WHILE = _("tant que le compte existe")


def declare_library_data() -> None:
    """Called once when the house starts."""
    session = Personal(_("rester connecté"), _("2 semaines sans visite"), Erasure.DELETE)
    declare("sessions.Session", session_key=session, session_data=session)
    address = Personal(_("se connecter, prouver son adresse"), _WHILE, Erasure.DELETE)
    declare("account.EmailAddress", user=address, email=address)
    declare("account.EmailConfirmation", not_personal=["key"])
    why = _("se connecter sans mot de passe, ou avec un second facteur")
    entitle("mfa.Authenticator", _("Clé d’accès et second facteur"))
    declare(
        "mfa.Authenticator",
        user=Personal(why, _WHILE, Erasure.DELETE, _("utilisateur")),
        data=Personal(why, _WHILE, Erasure.DELETE, _("clé publique ou secret partagé")),
    )
    declare("auth.Permission", not_personal=["name", "codename"])
    declare("auth.Group", not_personal=["name"])
    declare("contenttypes.ContentType", not_personal=["app_label", "model"])
    why, weeks = _("finir un travail en arrière-plan"), _("2 semaines")
    entitle("django_tasks_database.DBTaskResult", _("Travail en arrière-plan"))
    declare(
        "django_tasks_database.DBTaskResult",
        args_kwargs=Personal(why, weeks, Erasure.DELETE, _("ce qu’il faut faire")),
        return_value=Personal(why, weeks, Erasure.DELETE, _("ce qui a été fait")),
        traceback=Personal(why, weeks, Erasure.DELETE, _("l’erreur, s’il y en a une")),
        not_personal=[
            "task_path",
            "queue_name",
            "backend_name",
            "exception_class_path",
            "worker_ids",
        ],
    )
