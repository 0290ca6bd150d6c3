"""Background tasks, said in the logs as periodic ones are: the library names the failed ones nowhere."""

import logging
from typing import Any

from django.dispatch import receiver
from django_tasks import TaskResult, TaskResultStatus
from django_tasks.signals import task_finished

logger = logging.getLogger("maillage.worker")


def facts(task: str, seconds: float, outcome: str) -> dict[str, Any]:
    """What a line about a task says to machines; never what the task was given."""
    return {"task": task, "seconds": round(seconds, 3), "outcome": outcome}


@receiver(task_finished)
def say_finished(task_result: "TaskResult[Any]", **_kwargs: Any) -> None:
    started, finished = task_result.started_at, task_result.finished_at
    seconds = (finished - started).total_seconds() if started and finished else 0.0
    failed = task_result.status == TaskResultStatus.FAILED
    name = task_result.task.module_path
    logger.log(
        logging.ERROR if failed else logging.INFO,
        "%s %s in %.1f s.",
        name,
        "failed" if failed else "done",
        seconds,
        exc_info=failed,
        extra=facts(name, seconds, "failed" if failed else "done"),
    )
