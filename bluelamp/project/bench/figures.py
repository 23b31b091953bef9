"""From many timings to the few figures that are told."""

import statistics
import time
from collections.abc import Callable, Iterable


def timed(call: Callable[[], object]) -> float:
    """Milliseconds that one call takes."""
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


def worked(call: Callable[[], object]) -> float:
    """Milliseconds of one core that one call takes, however busy the machine is with others."""
    began = time.process_time()
    call()
    return (time.process_time() - began) * 1000


def figures(milliseconds: Iterable[float]) -> dict[str, float]:
    """Median, 95th percentile, and the spread from the 25th to the 75th, in ms. At least two timings."""
    times = sorted(milliseconds)
    quarters = statistics.quantiles(times, n=4)
    return {
        "median_ms": round(statistics.median(times), 2),
        "p95_ms": round(statistics.quantiles(times, n=20)[-1], 2),
        "spread_ms": round(quarters[2] - quarters[0], 2),
        "runs": len(times),
    }
