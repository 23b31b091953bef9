"""The practice network: residents answer, each answer is heard, and the page that shows it has what it needs."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from bluelamp.adapters.contract import Account, Picture
from bluelamp.adapters.errors import Rejected, Unsure
from bluelamp.adapters.practice import Practice, store
from bluelamp.kernel import clock
from tests.adapters.conftest import NOON, outgoing


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return Practice(Account({"folder": str(tmp_path), "name": "Alder police"}), httpx.Client())


def test_timeline_newest_first(practice: Practice, tmp_path: Path, picture: Callable[..., Picture]) -> None:
    post = outgoing(pictures=(picture("A bridge"),))
    receipt = practice.publish(post, {})
    answer = store.reply_as_resident(tmp_path, receipt.remote_id, "Esther P.", "Thank you!", NOON + timedelta(hours=1))
    newest, oldest = store.timeline(tmp_path)
    assert (newest["id"], newest["by"], newest["author"], newest["answers"]) == (
        answer,
        "resident",
        "Esther P.",
        receipt.remote_id,
    )
    assert (oldest["by"], oldest["author"], oldest["text"], oldest["link"]) == (
        "force",
        "Alder police",
        post.text,
        post.link,
    )
    assert (tmp_path / oldest["pictures"][0]["file"]).is_file() and oldest["pictures"][0]["alt"] == "A bridge"


def test_replies_are_heard_also_below_replies_and_only_to_ours(practice: Practice, tmp_path: Path) -> None:
    mine, others = practice.publish(outgoing(), {}), practice.publish(outgoing(), {})
    first = store.reply_as_resident(tmp_path, mine.remote_id, "Esther P.", "Is it open?", NOON)
    below = store.reply_as_resident(tmp_path, first, "Noor B.", "I wonder too.", NOON)
    store.reply_as_resident(tmp_path, others.remote_id, "Noor B.", "Not for you.", NOON)
    heard = practice.collect({}, [mine])
    assert [item.remote_id for item in heard.items] == sorted([first, below])
    by_id = {item.remote_id: item for item in heard.items}
    assert by_id[below].answers == first and by_id[first].author == "Esther P." and by_id[first].at == NOON

    third = store.reply_as_resident(tmp_path, mine.remote_id, "Esther P.", "And now?", NOON)
    again = practice.collect(heard.cursor, [mine])
    assert third in {item.remote_id for item in again.items}


def test_what_was_heard_long_ago_is_not_repeated(practice: Practice, tmp_path: Path) -> None:
    mine = practice.publish(outgoing(), {})
    store.reply_as_resident(tmp_path, mine.remote_id, "Esther P.", "Old.", NOON)
    cursor = practice.collect({}, [mine]).cursor
    later = f"{int(cursor['since'][:12], 16) + 200_000:012x}" + "0" * 20
    assert practice.collect({"since": later}, [mine]).items == ()


def test_a_crowd_is_heard_in_pieces_without_loss(
    practice: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bluelamp.adapters.practice.adapter.AT_ONCE", 3)
    mine = practice.publish(outgoing(), {})
    said = {store.reply_as_resident(tmp_path, mine.remote_id, "Noor B.", f"{n}", NOON) for n in range(10)}
    heard = practice.collect({}, [mine])
    ids = [item.remote_id for item in heard.items]
    while heard.more:
        heard = practice.collect(heard.cursor, [mine])
        ids += [item.remote_id for item in heard.items]
    assert set(ids) == said and len(ids) == 10


def test_an_answer_hangs_below_the_question(practice: Practice, tmp_path: Path) -> None:
    mine = practice.publish(outgoing(), {})
    asked = store.reply_as_resident(tmp_path, mine.remote_id, "Esther P.", "Is it open?", NOON)
    [item] = practice.collect({}, [mine]).items
    answer = practice.publish(outgoing("Yes, since noon.", reply_to=item.ref), {})
    shown = store.message(tmp_path, answer.remote_id)
    assert shown is not None and (shown["answers"], shown["root"]) == (asked, mine.remote_id)
    assert [one.remote_id for one in practice.collect({}, [mine, answer]).items] == [asked]


def test_answering_what_is_gone_is_told(practice: Practice) -> None:
    with pytest.raises(Rejected, match="not there"):
        practice.publish(outgoing(reply_to={"id": "0" * 32, "root": ""}), {})
    with pytest.raises(KeyError):
        store.reply_as_resident(Path("/nowhere"), "../../etc/passwd", "X", "x", NOON)


def test_limits(practice: Practice, tmp_path: Path, picture: Callable[..., Picture]) -> None:
    practice.publish(outgoing("x" * 500, pictures=(picture(),) * 4), {})
    with pytest.raises(Rejected, match="500"):
        practice.publish(outgoing("x" * 501), {})
    with pytest.raises(Rejected, match="4 pictures"):
        practice.publish(outgoing(pictures=(picture(),) * 5), {})
    assert len(store.timeline(tmp_path)) == 1


def test_another_text_under_the_same_key_is_not_taken_for_ours(practice: Practice) -> None:
    post = outgoing()
    practice.publish(post, {})
    with pytest.raises(Unsure):
        practice.publish(replace(post, text="Something else."), {})


def test_an_edit_is_dated(practice: Practice, tmp_path: Path) -> None:
    post = outgoing()
    receipt = practice.publish(post, {})
    with clock.frozen(NOON + timedelta(days=1)):
        practice.edit(receipt, replace(post, text="New words."), {})
    [shown] = store.timeline(tmp_path)
    assert shown["text"] == "New words." and shown["edited_at"] == (NOON + timedelta(days=1)).isoformat()
    assert shown["at"] == NOON.isoformat()


def test_many_at_once_make_one(practice: Practice, tmp_path: Path) -> None:
    post = outgoing()
    with ThreadPoolExecutor(8) as pool:
        receipts = list(pool.map(lambda _: practice.publish(post, {}), range(24)))
    assert len({receipt.remote_id for receipt in receipts}) == 1 and len(store.timeline(tmp_path)) == 1


def test_retracting_leaves_no_picture(practice: Practice, tmp_path: Path, picture: Callable[..., Picture]) -> None:
    receipt = practice.publish(outgoing(pictures=(picture(),)), {})
    practice.retract(receipt)
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []
