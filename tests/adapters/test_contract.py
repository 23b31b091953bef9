"""What every registered channel promises, tried on each of them: facts and methods agree, and a repeat is no second."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import httpx
import pytest

from bluelamp.adapters import contract, errors, registry
from bluelamp.adapters.contract import Account, Adapter, Picture
from bluelamp.kernel.ids import new_id
from tests.adapters.conftest import Bench, outgoing

FOLDERS = Path(registry.__file__).parent
REAL = (pytest.mark.servers, pytest.mark.xdist_group("pds"))
CLASSES = [pytest.param(registry.get(kind), id=kind) for kind in registry.kinds()]
every_class = pytest.mark.parametrize("adapter", CLASSES)


def channels(that: Callable[[contract.Abilities], bool]) -> pytest.MarkDecorator:
    """A working account of every channel whose abilities are such."""
    kinds = [
        pytest.param(kind, marks=REAL if kind == "bluesky" else ())
        for kind in registry.kinds()
        if that(registry.get(kind).abilities)
    ]
    return pytest.mark.parametrize("bench", kinds, indirect=True)


every_channel = channels(lambda facts: True)


@every_class
def test_facts_and_methods_agree(adapter: type[Adapter]) -> None:
    one, facts = adapter(Account({}), httpx.Client()), adapter.abilities
    assert isinstance(one, contract.Publishes)
    assert isinstance(one, contract.Checks)
    assert isinstance(one, contract.Edits) == facts.edits
    assert isinstance(one, contract.Retracts) == facts.retracts
    assert isinstance(one, contract.Collects) == facts.collects
    assert isinstance(one, contract.Finds) == (facts.recognises != "not at all")


@every_class
def test_limits_are_dated_and_sourced(adapter: type[Adapter]) -> None:
    facts = adapter.abilities
    assert date.fromisoformat(facts.as_of) <= date.today()
    source = FOLDERS.parents[1] / facts.source
    assert source.name == "README.md" and f"{facts.pictures}" in source.read_text("utf-8")
    assert facts.pictures == 0 or (facts.picture_bytes > 0 and facts.alt_limit > 0)


@every_class
def test_only_what_leaves_the_machine_can_be_connected_and_it_asks_for_secrets_as_secrets(
    adapter: type[Adapter],
) -> None:
    assert adapter.connectable == adapter.leaves_the_machine
    assert bool(adapter.fields) == adapter.connectable
    for field in adapter.fields:
        assert field.secret == ("password" in field.name or "token" in field.name)


@every_channel
def test_the_account_works(bench: Bench) -> None:
    assert bench.adapter.check()


@every_channel
def test_life_of_a_post(bench: Bench, picture: Callable[..., Picture]) -> None:
    pictures = (picture(),) if bench.abilities.pictures else ()
    post = outgoing(pictures=pictures)
    prepared = _prepared(bench, post)
    assert bench.adapter.find(post, prepared) is None

    receipt = bench.adapter.publish(post, prepared)
    assert bench.adapter.find(post, prepared) == receipt

    if bench.abilities.edits:
        changed = replace(post, text="The bridge at Alder Lane is open again in both directions.")
        receipt = bench.adapter.edit(receipt, changed, prepared)
        found = bench.adapter.find(changed, prepared)
        assert found is not None and found.remote_id == receipt.remote_id

    bench.adapter.retract(receipt)
    assert bench.adapter.find(post, prepared) is None
    bench.adapter.retract(receipt)


@channels(lambda facts: facts.recognises in ("deterministic", "key"))
def test_a_repeat_is_recognised(bench: Bench) -> None:
    post = outgoing()
    prepared = _prepared(bench, post)
    once = bench.adapter.publish(post, prepared)
    assert bench.adapter.publish(post, prepared) == once
    bench.adapter.retract(once)
    assert bench.adapter.find(post, prepared) is None


@every_channel
def test_preparing_again_gives_the_same(bench: Bench, picture: Callable[..., Picture]) -> None:
    post = outgoing(pictures=(picture(),) if bench.abilities.pictures else ())
    assert _prepared(bench, post) == _prepared(bench, post)


@every_channel
def test_another_post_is_another(bench: Bench) -> None:
    one, two = outgoing(), outgoing("Road closed at Birch Hill until 6pm.")
    receipts = {bench.adapter.publish(post, _prepared(bench, post)).remote_id for post in (one, two)}
    assert len(receipts) == 2


@channels(lambda facts: facts.edits)
def test_editing_what_is_gone_says_gone(bench: Bench) -> None:
    post = outgoing()
    receipt = bench.adapter.publish(post, {})
    bench.adapter.retract(receipt)
    with pytest.raises(errors.Gone):
        bench.adapter.edit(receipt, post, {})


@channels(lambda facts: facts.collects)
def test_collecting_from_nothing_brings_nothing(bench: Bench) -> None:
    heard = bench.adapter.collect({}, [])
    assert heard.items == () and bench.adapter.collect(heard.cursor, []).items == ()


@pytest.mark.parametrize("kind", registry.kinds())
def test_nothing_but_the_five_errors(kind: str, tmp_path: Path) -> None:
    """An account that leads nowhere: whatever is asked, nothing happened and it may be asked again."""
    (tmp_path / "file").write_text("not a folder")
    nowhere = Account(
        {
            "folder": str(tmp_path / "file"),
            "url": "http://127.0.0.1:9",
            "service": "http://127.0.0.1:9",
            "loopback": "yes",
        }
    )
    receipt = contract.Receipt("x", "", {"path": "a/b", "uri": "at://did:plc:x/app.bsky.feed.post/x", "id": "x"})
    post = outgoing("Thanks to @somebody.example for the picture.", key=new_id())
    prepared = {"rkey": "x", "record": {}}
    calls = {
        "check": (),
        "prepare": (post,),
        "publish": (post, prepared),
        "find": (post, prepared),
        "edit": (receipt, post, prepared),
        "retract": (receipt,),
        "collect": ({}, [receipt]),
    }
    with registry.opened(kind, nowhere, deadline=5) as adapter:
        for name, arguments in calls.items():
            if hasattr(adapter, name):
                with pytest.raises(errors.Trouble) as caught:
                    getattr(adapter, name)(*arguments)
                assert isinstance(caught.value, errors.Later), name


def _prepared(bench: Bench, post: contract.Outgoing) -> contract.Prepared:
    return bench.adapter.prepare(post) if isinstance(bench.adapter, contract.Prepares) else {}
