"""Worker processes that can be killed at any moment and come back at once."""

import multiprocessing
import random
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Self

from bluelamp.project.drill import worker


class Crew:
    """`size` processes of their own, forked from one in which Django is set up already."""

    def __init__(self, size: int, seed: int) -> None:
        self.kills = 0
        self._chance = random.Random(seed)  # noqa: S311  (which worker dies, not a secret)
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload([worker.__name__])
        self._size = size
        self._workers: list[BaseProcess] = []

    def __enter__(self) -> Self:
        self._workers = [self._start() for _ in range(self._size)]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self._workers:
            process.kill()
            process.join()

    def kill_one(self) -> None:
        """SIGKILL: no handler runs, no connection is closed, nothing is put back. Another takes the place."""
        number = self._chance.randrange(len(self._workers))
        self._workers[number].kill()
        self._workers[number].join()
        self._workers[number] = self._start()
        self.kills += 1

    def _start(self) -> BaseProcess:
        process = self._context.Process(target=worker.work, daemon=True)
        process.start()
        return process
