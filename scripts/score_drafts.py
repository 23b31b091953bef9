"""Judge labelled drafts with the built-in packs and say how well the verdicts agree with the labels.

`score_drafts.py FILE [--misses] [--pack NAME ...]`: a table by risk, then one JSON object on the last line. FILE holds
JSON Lines with `text`, `case_state`, `media`, `risks`, `verdict`; tests/rulebook/drafts has two such files.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bluelamp.rulebook.engine import assess
from bluelamp.rulebook.findings import RISKS, Assessment
from bluelamp.rulebook.packs import builtin
from bluelamp.rulebook.records import draft_of
from bluelamp.rulebook.rules import Pack


@dataclass(frozen=True, slots=True)
class Judged:
    """One labelled draft and what the packs said of it."""

    label: dict[str, Any]
    said: Assessment

    @property
    def wanted(self) -> set[str]:
        return set(self.label["risks"])

    @property
    def got(self) -> set[str]:
        return set(self.said.risks)


def judge(path: Path, packs: Sequence[Pack]) -> list[Judged]:
    labels = map(json.loads, filter(str.strip, path.read_text(encoding="utf-8").splitlines()))
    return [Judged(label, assess(packs, draft_of(label))) for label in labels]


def share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 1.0


def figures(drafts: Sequence[Judged]) -> dict[str, Any]:
    """Micro figures over all risks; recall of any risk and of "block"; how many sound drafts were flagged."""
    right = sum(len(draft.wanted & draft.got) for draft in drafts)
    said, wanted = sum(len(draft.got) for draft in drafts), sum(len(draft.wanted) for draft in drafts)
    risky = [draft for draft in drafts if draft.wanted]
    sound = [draft for draft in drafts if draft.label["verdict"] == "ok"]
    blocks = [draft for draft in drafts if draft.label["verdict"] == "block"]
    return {
        "drafts": len(drafts),
        "precision": share(right, said),
        "recall": share(right, wanted),
        "f1": share(2 * right, said + wanted),
        "any_risk_found": share(sum(bool(draft.got) for draft in risky), len(risky)),
        "sound": len(sound),
        "sound_flagged": sum(draft.said.verdict != "ok" for draft in sound),
        "sound_stopped": sum(draft.said.verdict in ("block", "review") for draft in sound),
        "block_found": share(sum(draft.said.verdict == "block" for draft in blocks), len(blocks)),
        "verdict_agrees": share(sum(draft.said.verdict == draft.label["verdict"] for draft in drafts), len(drafts)),
        "by_risk": by_risk(drafts),
    }


def by_risk(drafts: Sequence[Judged]) -> dict[str, dict[str, float]]:
    wanted = Counter(risk for draft in drafts for risk in draft.wanted)
    said = Counter(risk for draft in drafts for risk in draft.got)
    right = Counter(risk for draft in drafts for risk in draft.wanted & draft.got)
    return {
        risk: {
            "labelled": wanted[risk],
            "precision": share(right[risk], said[risk]),
            "recall": share(right[risk], wanted[risk]),
            "f1": share(2 * right[risk], said[risk] + wanted[risk]),
        }
        for risk in RISKS
        if wanted[risk] or said[risk]
    }


def misses(drafts: Sequence[Judged], only: Sequence[str]) -> Iterator[str]:
    """One line a draft where labels and packs differ; `only` limits it to some risks."""
    for draft in drafts:
        missed, extra = draft.wanted - draft.got, draft.got - draft.wanted
        light = draft.label["verdict"] == "block" != draft.said.verdict
        if not (missed | extra or light) or (only and not (missed | extra) & set(only)):
            continue
        signs = [f"-{risk}" for risk in sorted(missed)] + [f"+{risk}" for risk in sorted(extra)]
        verdicts = f"{draft.label['verdict']}>{draft.said.verdict}"
        media = "".join(f" <{item['kind']}{'' if item.get('alt') else ', no alt'}>" for item in draft.label["media"])
        yield f"{draft.label['id']} {verdicts} {' '.join(signs)} ({draft.label['case_state']}){media} {draft.label['text']!r}"
        for finding in draft.said.findings:
            if finding.risk in extra:
                words = draft.label["text"][finding.start : finding.end]
                yield f"      {finding.rule} {finding.risk} {finding.weight}: {words!r}"


def table(by: dict[str, dict[str, float]]) -> Iterator[str]:
    yield f"{'risk':<12}{'labelled':>9}{'precision':>11}{'recall':>8}{'F1':>7}"
    for risk, line in by.items():
        yield f"{risk:<12}{line['labelled']:>9}{line['precision']:>11.3f}{line['recall']:>8.3f}{line['f1']:>7.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("file", type=Path)
    parser.add_argument("--pack", action="append", default=[], help="a built-in pack; may be given more than once")
    parser.add_argument("--misses", action="store_true", help="list the drafts where labels and packs differ")
    parser.add_argument("--risk", action="append", default=[], help="list only those that differ in this risk")
    given = parser.parse_args()
    drafts = judge(given.file, [builtin(name) for name in given.pack or ["uk-police"]])
    found = figures(drafts)
    lines = misses(drafts, given.risk) if given.misses or given.risk else iter(())
    print("\n".join([*lines, *table(found["by_risk"]), json.dumps(found)]))


if __name__ == "__main__":
    main()
