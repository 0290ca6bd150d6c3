"""Housekeeping that belongs to no room in particular."""

from datetime import timedelta

from django.core.management import call_command

from maillage.core.schedule import every


@every(timedelta(days=1))
def clear_expired_sessions() -> None:
    """Sessions that ran out hold nothing anybody needs."""
    call_command("clearsessions")


@every(timedelta(days=1))
def prune_finished_tasks() -> None:
    """Results of background tasks are of no use after two weeks."""
    call_command("prune_db_task_results", "--queue-name", "*", verbosity=0)
