"""When each periodic task comes next."""

from django.db import models

from maillage.core.privacy import personal_data


@personal_data(not_personal=["name"])
class Pulse(models.Model):
    """The next time of a periodic task: one row each, whatever the number of workers."""

    name = models.CharField(max_length=120, unique=True)
    next_at = models.DateTimeField()

    class Meta:
        verbose_name = "pulse"

    def __str__(self) -> str:
        return self.name
