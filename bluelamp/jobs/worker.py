"""The worker: every lane with places of its own, in one process, and a ticker that sweeps by the clock."""

import asyncio
import logging
import os
import signal
import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from procrastinate import App, JobContext, PsycopgConnector, exceptions
from procrastinate.contrib.django import connector_params

from bluelamp.jobs.registry import LANES, TURNS
from bluelamp.jobs.run import run, running, stopping

BEAT_SECONDS = 5.0
GRACE_SECONDS = 20.0
log = logging.getLogger(__name__)


def work(lanes: Iterable[str] = tuple(LANES)) -> int:
    """Run turns until SIGTERM or SIGINT, letting those under way end. Returns 0, or 1 when a lane broke down by itself."""
    stopping.clear()
    return asyncio.run(_work({lane: LANES[lane] for lane in lanes}))


def _app(places: int) -> App:
    """An app of our own: the one of Django's side keeps Django's connection, and with it the caller's transaction."""
    connector = PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=places + 3)
    app = App(connector=connector)
    for name, turn in TURNS.items():
        app.task(name=name, queue=turn.queue, pass_context=True)(partial(_task, name))
    return app


def _task(name: str, context: JobContext) -> None:
    run(name, context.job.queue)


async def _work(lanes: dict[str, int]) -> int:
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(sum(lanes.values()) + 2, thread_name_prefix="turn"))
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, _asked_to_stop, stop)
    async with _app(sum(lanes.values())).open_async() as app:
        tasks = [asyncio.create_task(_lane(app, lane, places)) for lane, places in lanes.items()]
        tasks += [asyncio.create_task(_tick(app, name)) for name, turn in TURNS.items() if turn.queue in lanes]
        asked = asyncio.create_task(stop.wait())
        await asyncio.wait([asked, *tasks], return_when=asyncio.FIRST_COMPLETED)
        stopping.set()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return 0 if stop.is_set() else 1


def _asked_to_stop(stop: asyncio.Event) -> None:
    """Let go in good order; a turn that hangs longer than it may is cut off, and looked after by the next worker."""
    stopping.set()
    stop.set()
    timer = threading.Timer(GRACE_SECONDS, os._exit, [1])
    timer.daemon = True
    timer.start()


async def _lane(app: App, lane: str, places: int) -> None:
    await app.run_worker_async(
        queues=[lane],
        name=lane,
        concurrency=places,
        install_signal_handlers=False,
        delete_jobs="successful",
        update_heartbeat_interval=BEAT_SECONDS,
        abort_job_polling_interval=3600,
    )


async def _tick(app: App, name: str) -> None:
    """Wake one turn at its interval, unless it is at work or waiting already."""
    turn = TURNS[name]
    while True:
        if not running[name]:
            try:
                await app.configure_task(name, queue=turn.queue, queueing_lock=f"{name}@{turn.queue}").defer_async()
            except exceptions.AlreadyEnqueued:
                pass
            except exceptions.ProcrastinateException:
                log.warning("the sweep for %s could not be asked for", name, exc_info=True)
        await asyncio.sleep(turn.every)
