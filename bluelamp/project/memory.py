"""How much memory the running web and worker take. PSS shares out what processes have in common; RSS counts it for each."""

import json
from pathlib import Path

import psutil


def running(home: Path) -> dict[str, int]:
    """Name -> process number of a running `bluelamp up` on that data folder; empty when none runs."""
    try:
        return dict(json.loads((home / "running.json").read_text(encoding="utf-8"))["pids"])
    except (OSError, ValueError, KeyError):
        return {}


def of(pid: int) -> dict[str, float]:
    """RSS and PSS in MB of a process and its children; PSS is RSS where the system does not count it."""
    parent = psutil.Process(pid)
    rss = pss = 0.0
    for process in [parent, *parent.children(recursive=True)]:
        taken = process.memory_info().rss
        rss += taken
        pss += getattr(process.memory_full_info(), "pss", taken)
    return {"rss_mb": round(rss / 1e6, 1), "pss_mb": round(pss / 1e6, 1)}


def footprint(home: Path) -> dict[str, dict[str, float]]:
    """Memory of web, worker and their sum, for the installation that runs on `home`."""
    parts = {name: of(pid) for name, pid in running(home).items() if name in {"web", "worker"}}
    total = {unit: round(sum(part[unit] for part in parts.values()), 1) for unit in ("rss_mb", "pss_mb")}
    return {**parts, "total": total}
