"""What is answered."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.accounts.models import User
from maillage.applications.models.application import Application
from maillage.core.privacy import Erasure, Personal, personal_data
from maillage.programmes.models import Question


@personal_data(
    written_by=Personal(
        _("savoir qui a écrit la réponse"),
        _("5 ans après la décision, puis détaché de la personne"),
        Erasure.UNLINK,
    ),
    text=Personal(
        _("lire la candidature ; la réponse peut nommer des personnes"),
        _("5 ans après la décision"),
        Erasure.BLANK,
    ),
)
class Answer(models.Model):
    """What an alliance answers to one question."""

    application = models.ForeignKey(
        Application, models.CASCADE, verbose_name=_("candidature"), related_name="answers"
    )
    question = models.ForeignKey(
        Question, models.PROTECT, verbose_name=_("question"), related_name="answers"
    )
    text = models.TextField(_("réponse"), blank=True)
    written_by = models.ForeignKey(
        User, models.SET_NULL, null=True, verbose_name=_("écrite par"), related_name="+"
    )
    written_at = models.DateTimeField(_("écrite le"), auto_now=True)

    class Meta:
        verbose_name = _("réponse")
        verbose_name_plural = _("réponses")
        ordering = ("question__position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["application", "question"], name="one_answer_a_question"
            ),
        )

    def __str__(self) -> str:
        return str(self.question)
