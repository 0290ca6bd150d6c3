"""The account: who signs in."""

from typing import Any, ClassVar, TypeAlias

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from maillage.core.codes import new_code
from maillage.core.privacy import Erasure, Personal, personal_data


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create an account; without a password the person signs in by e-mailed code."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email=(email or "").lower())


class Team(models.TextChoices):
    """What an account is in the network's own team."""

    NONE = "none", _("hors de l’équipe")
    OFFICER = "officer", _("chargé de programme")
    ADMIN = "admin", _("responsable de la plateforme")


@personal_data(
    email=Personal(
        _("se connecter, recevoir les messages du programme"),
        _("tant que le compte existe, puis 30 jours"),
        Erasure.BLANK,
    ),
    name=Personal(
        _("signer ce qu’on écrit"), _("tant que le compte existe, puis 30 jours"), Erasure.BLANK
    ),
    password=Personal(
        _("prouver qui se connecte (empreinte, jamais le mot de passe)"),
        _("tant que le compte existe"),
        Erasure.BLANK,
    ),
    not_personal=["code"],
)
class User(AbstractBaseUser):
    """Somebody who signs in, by e-mail."""

    code = models.CharField(max_length=16, unique=True, default=new_code, editable=False)
    email = models.EmailField(_("adresse électronique"), unique=True)
    name = models.CharField(_("nom affiché"), max_length=120, blank=True)
    team = models.CharField(_("équipe"), choices=Team, default=Team.NONE, max_length=10)
    is_active = models.BooleanField(_("actif"), default=True)
    is_demo = models.BooleanField(_("compte de démonstration"), default=False, editable=False)
    language = models.CharField(
        _("langue"),
        max_length=2,
        choices=[("fr", _("Français")), ("en", _("Anglais"))],
        default="fr",
    )
    joined_at = models.DateTimeField(_("créé le"), auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("compte")
        verbose_name_plural = _("comptes")
        ordering = ("email",)
        constraints = (
            models.UniqueConstraint(Lower("email"), name="user_email_is_one_whatever_the_case"),
        )

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_team(self) -> bool:
        """Is this account of the network's own team?"""
        return self.is_active and self.team != Team.NONE

    @property
    def is_admin(self) -> bool:
        return self.is_active and self.team == Team.ADMIN


Visitor: TypeAlias = User | AnonymousUser


def team_sees(visitor: Visitor) -> bool:
    """Does this visitor, signed in or not, belong to the network's own team?"""
    return isinstance(visitor, User) and visitor.is_team
