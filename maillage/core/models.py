"""When each periodic task comes next, and how it fares."""

from django.db import models

from maillage.core.privacy import personal_data


@personal_data(not_personal=["name"])
class Pulse(models.Model):
    """A periodic task, one row whatever the number of workers: its next time, how the last one went.

    `failures` are those since the last success.
    """

    name = models.CharField(max_length=120, unique=True)
    next_at = models.DateTimeField()
    succeeded_at = models.DateTimeField(null=True)
    seconds = models.FloatField(null=True)
    failures = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "pulse"

    def __str__(self) -> str:
        return self.name
