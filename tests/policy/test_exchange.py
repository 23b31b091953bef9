"""Taking packs from other forces: looked at first, signed, with the force's own floor intact, and reversible."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bluelamp.audit.models import Entry
from bluelamp.forces.states import Role
from bluelamp.kernel.errors import Conflict, NotAllowed, Refused
from bluelamp.policy import actions, assess, exchange, keys, layers, proposals, signed
from bluelamp.policy.models import InstalledPack, Proposal
from bluelamp.rulebook import packs, signing
from bluelamp.rulebook.findings import Draft
from tests.support import packs as made
from tests.support.posts import make_approved
from tests.support.world import World, client_of, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def based(world: World) -> World:
    actions.install(world.force, None, made.BASE, actions.BASE)
    return world


def offer(world: World, text: str) -> Proposal:
    return proposals.offer(world.esi, text, "upload")


def trusted(world: World) -> None:
    keys.trust(world.esi, signing.public_of(made.KEY).hex(), "North Mere")


def install(world: World, text: str, reason: str = "We like it") -> InstalledPack | None:
    change = offer(world, text)
    return proposals.install(world.esi, change, proposals.seen(change), reason)


def test_a_pack_is_looked_at_before_it_counts(based: World) -> None:
    found = proposals.looked(offer(based, made.foreign()))
    assert found.problem == ""
    assert [line[:6] for line in found.added] == ["NMC-01"]
    assert not found.loosens
    assert [one.name for one in assess.packs_in_force(based.force)] == ["little-base"]


def test_a_signed_pack_of_somebody_trusted_needs_one_person(based: World) -> None:
    trusted(based)
    row = install(based, made.signed(made.foreign()))
    assert row is not None
    assert (row.layer, row.by, row.reason, row.signer) == (
        layers.SHARED, based.esi, "We like it", signing.public_of(made.KEY).hex(),
    )  # fmt: skip
    assert assess.preview(based.force, Draft("A man in handcuffs.")).verdict == "advise"
    acts = list(Entry.objects.filter(act__startswith="pack.").values_list("act", flat=True))
    assert acts[-3:] == ["pack.offer", "pack.apply", "pack.install"]


@pytest.mark.parametrize("signature", [False, True], ids=["unsigned", "signed by a stranger"])
def test_what_nobody_trusted_has_signed_needs_two(based: World, signature: bool) -> None:
    text = made.foreign()
    change = offer(based, made.signed(text) if signature else text)
    with pytest.raises(Refused, match="second person"):
        proposals.install(based.esi, change, proposals.seen(change), "Because")
    proposals.propose(based.esi, change, proposals.seen(change), "Because")
    with pytest.raises(Refused, match="your own"):
        proposals.agree(based.esi, change, proposals.seen(change))
    assert InstalledPack.objects.of(based.force).count() == 1
    row = proposals.agree(based.cara, change, proposals.seen(change), "Good")
    assert row is not None
    assert (row.by, row.agreed_by) == (based.esi, based.cara)


def test_a_changed_byte_is_seen(based: World) -> None:
    text = made.signed(made.foreign()).replace("handcuffs out", "handcuffs in")
    with pytest.raises(Refused, match="changed after it was signed"):
        offer(based, text)
    assert not Proposal.objects.exists()


def test_the_signature_of_another_pack_does_not_count(based: World) -> None:
    _body, _mark, block = made.signed(made.foreign(version="1.1")).partition(signing.MARK)
    with pytest.raises(Refused):
        offer(based, made.foreign(version="1.2") + signing.MARK + block)


def test_looser_needs_a_second_person_though_it_is_signed(based: World) -> None:
    trusted(based)
    change = offer(based, made.signed(made.foreign(more=made.amend("LB-01", 'weight = "advise"'))))
    found = proposals.looked(change)
    assert found.loosens
    assert any("LB-01" in line for line in found.looser)
    assert proposals.why_two(change, found)


def test_the_forces_own_floor_stays(based: World) -> None:
    trusted(based)
    made.in_force(based.cara, based.esi, made.draft_amendment(based.cara, "LB-01", weight="block"))
    for change in ('weight = "advise"', "off = true"):
        text = made.signed(made.foreign(name="soft-pack", more=made.amend("LB-01", change)))
        found = proposals.looked(offer(based, text))
        assert found.problem == ""
        assert not found.loosens, found
        assert [line[:5] for line in found.floors] == ["LB-01"]
    assert install(based, text)
    assert assess.preview(based.force, Draft("This is shocking news.")).verdict == "block"


def test_a_statute_cannot_be_amended_away(based: World) -> None:
    for change in ("off = true", 'weight = "advise"', 'exception_by = "press"'):
        found = proposals.looked(offer(based, made.foreign(more=made.amend("LB-02", change))))
        assert "LB-02" in found.problem
        assert "statute" in found.problem


def test_its_own_examples_must_hold(based: World) -> None:
    change = offer(based, made.foreign().replace("A man in a van.", "Handcuffs again."))
    found = proposals.looked(change)
    assert "NMC-01" in found.problem
    with pytest.raises(Refused):
        proposals.install(based.esi, change, proposals.seen(change), "Because")


def test_the_newest_posts_are_judged_by_both(based: World, django_assert_max_num_queries: Any) -> None:
    posts = [make_approved(based.ann, based.bal, text=text) for text in ("He was in handcuffs.", "A quiet day.")]
    change = offer(based, made.foreign(weight="block"))
    with django_assert_max_num_queries(20):
        found = proposals.looked(change)
    assert found.posts == 2
    assert [(one["ref"], one["old"], one["new"]) for one in found.changes] == [(posts[0].ref, "ok", "block")]
    page = client_of(based.cara).get(f"/packs/changes/{change.pk}/").content.decode()
    assert f"/posts/{posts[0].pk}/" in page
    assert "He was in handcuffs." in page


def test_what_changed_meanwhile_must_be_looked_at_again(based: World) -> None:
    trusted(based)
    change = offer(based, made.signed(made.foreign()))
    saw = proposals.seen(change)
    made.in_force(based.cara, based.esi, made.draft_rule(based.cara))
    with pytest.raises(Conflict, match="changed since you looked"):
        proposals.install(based.esi, change, saw, "Because")
    proposals.install(based.esi, change, proposals.seen(change), "Because")


def test_one_can_go_back_and_forth(based: World) -> None:
    trusted(based)
    first = install(based, made.signed(made.foreign(weight="block", version="1.2")))
    assert first is not None
    install_looser = offer(based, made.signed(made.foreign(weight="advise", version="1.3")))
    proposals.propose(based.esi, install_looser, proposals.seen(install_looser), "Newer")
    proposals.agree(based.cara, install_looser, proposals.seen(install_looser))
    assert assess.preview(based.force, Draft("A man in handcuffs.")).verdict == "advise"
    back = proposals.offer_earlier(based.cara, first)
    assert not proposals.looked(back).loosens
    proposals.install(based.cara, back, proposals.seen(back), "The newer one is too soft")
    assert assess.preview(based.force, Draft("A man in handcuffs.")).verdict == "block"
    versions = InstalledPack.objects.of(based.force).filter(name="north-mere-court").order_by("created_at")
    assert [row.version for row in versions] == ["1.2", "1.3", "1.2"]


def test_a_pack_can_be_taken_out_by_two(based: World) -> None:
    trusted(based)
    row = install(based, made.signed(made.foreign()))
    assert row is not None
    out = proposals.offer_removal(based.cara, row)
    assert proposals.looked(out).gone
    proposals.propose(based.cara, out, proposals.seen(out), "We have our own")
    proposals.agree(based.esi, out, proposals.seen(out))
    assert [one.name for one in assess.packs_in_force(based.force)] == ["little-base"]
    assert Entry.objects.filter(act="pack.remove").count() == 1


def test_the_base_cannot_be_taken_out(based: World) -> None:
    out = proposals.offer_removal(based.cara, InstalledPack.objects.get())
    proposals.propose(based.cara, out, proposals.seen(out), "No")
    with pytest.raises(NotAllowed):
        proposals.agree(based.esi, out, proposals.seen(out))


def test_a_country_brings_what_it_stands_on_and_takes_the_other_out(world: World) -> None:
    countries = [name for name in packs.builtin_names() if packs.builtin(name).requires]
    if len(countries) < 2:
        pytest.skip("fewer than two countries are built in")
    for name in (countries[0], countries[-1]):
        actions.install_builtin(world.force, world.esi, name)
        there = [one.name for one in assess.packs_in_force(world.force)]
        assert there == [pack.name for pack in packs.with_ground([packs.builtin(name)])]


@pytest.mark.parametrize(
    "text",
    [
        "[pack]\nname = 1",
        '[pack]\nname = "../../x"\nversion = "1"\n',
        '[pack]\nname = "x"\nversion = "../../etc"\n',
        '[pack]\nname = "x"\nversion = "1"\nrules = 3\n',
        "x" * 2_000_001,
        '[pack]\nname = "many"\nversion = "1"\n' + "[[rules]]\n" * 10_000,
        '[pack]\nname = "nul"\nversion = "1"\ntitle = "a\\u0000b"\nunknown = 1\n',
        "\x00",
    ],
    ids=[
        "number for a name",
        "path for a name",
        "path for a version",
        "wrong type",
        "2 MB",
        "10,000 rules",
        "unknown",
        "NUL",
    ],
)
def test_a_hostile_file_is_refused_with_a_sentence(based: World, text: str) -> None:
    client = client_of(based.esi)
    sent = SimpleUploadedFile("pack.toml", text.encode(), content_type="application/toml")
    page = client.post("/packs/upload/", {"pack": sent})
    assert page.status_code == 400
    assert "govuk-error-message" in page.content.decode()
    assert not Proposal.objects.exists()


def bombs(*patterns: str) -> str:
    rule = made.foreign().replace('use = "words"', 'use = "pattern"')
    return rule.replace('any = ["handcuff*"]', f"patterns = {json.dumps(patterns)}")


@pytest.mark.parametrize(
    "patterns",
    [["((a{1,100}){1,100}){1,100}"], ["a" * 10_000], ["a"] * 10_000, ["(?=x)"], ["("], [r"(\w+)\1"]],
    ids=["nested repeats", "long", "many", "look-ahead", "broken", "reference back"],
)
def test_a_pattern_that_would_be_too_much_is_refused(based: World, patterns: list[str]) -> None:
    with pytest.raises(Refused, match=r"NMC-01|regular expressions"):
        offer(based, bombs(*patterns))


def test_a_pattern_that_kills_other_engines_is_only_a_pattern(based: World) -> None:
    make_approved(based.ann, based.bal, text="a" * 4_000 + "!")
    found = proposals.looked(offer(based, bombs("(a+)+$", "(?i)handcuffs")))
    assert found.problem == ""
    assert found.posts == 1


def test_a_pack_that_makes_the_checks_slow_is_refused(based: World, monkeypatch: pytest.MonkeyPatch) -> None:
    make_approved(based.ann, based.bal, text="A quiet day.")
    monkeypatch.setattr("bluelamp.policy.effect.SLOWER", -1.0)
    assert "too long" in proposals.looked(offer(based, made.foreign())).problem


def test_bytes_that_are_no_text_are_refused(based: World) -> None:
    sent = SimpleUploadedFile("pack.toml", b"\xff\xfe\x00", content_type="application/toml")
    page = client_of(based.esi).post("/packs/upload/", {"pack": sent})
    assert page.status_code == 400
    assert "not a text file" in page.content.decode()


def test_a_title_with_hidden_signs_does_no_harm(based: World) -> None:
    change = offer(based, made.foreign().replace("Suspects & court", "Sus\\u0000pects \\u202eand court"))
    assert change.title == "Suspects and court"


def test_upload_to_in_force_through_the_pages(based: World) -> None:
    """The whole way as two people walk it."""
    esi, cara = client_of(based.esi), client_of(based.cara)
    sent = SimpleUploadedFile("pack.toml", made.signed(made.foreign()).encode(), content_type="application/toml")
    where = esi.post("/packs/upload/", {"pack": sent})["Location"]
    page = esi.get(where)
    said = page.content.decode()
    assert "You do not know this signature" in said
    assert signed.fingerprint(signing.public_of(made.KEY).hex()) in said
    assert esi.post(f"{where}trust/", {"name": "North Mere"}).status_code == 400
    assert (
        "North Mere"
        in esi.post(f"{where}trust/", {"name": "North Mere", "checked": "on"}, follow=True).content.decode()
    )
    esi.post(f"{where}propose/", {"seen": page.context["seen"], "reason": "They know court"})
    said = cara.get("/packs/").content.decode()
    assert "Suspects &amp; court" in said
    assert "Waits for a second person" in said
    page = cara.get(where)
    assert "asks for your yes" in page.content.decode()
    done = cara.post(f"{where}agree/", {"seen": page.context["seen"]}, follow=True)
    assert "In force from now on" in done.content.decode()
    assert "signed by North Mere" in cara.get("/packs/").content.decode()


def test_no_needs_a_reason(based: World) -> None:
    change = offer(based, made.foreign())
    proposals.propose(based.esi, change, proposals.seen(change), "Because")
    with pytest.raises(Refused):
        proposals.refuse(based.cara, change, " ")
    proposals.refuse(based.cara, change, "We do this ourselves")
    change.refresh_from_db()
    assert (change.state, change.answer) == ("refused", "We do this ourselves")
    with pytest.raises(Conflict):
        proposals.agree(based.cara, change, proposals.seen(change))


def test_officers_read_packs_and_change_none(based: World) -> None:
    row = InstalledPack.objects.get()
    client = client_of(based.ann)
    assert client.get(f"/packs/{row.pk}/").status_code == 200
    assert client.get("/packs/").status_code == 403
    assert client.get("/packs/own/").status_code == 403
    with pytest.raises(NotAllowed):
        proposals.offer(based.ann, made.foreign(), "upload")


def test_a_stopped_keeper_decides_nothing(based: World) -> None:
    other = make_member(based.force, "Pia Holm", roles=[(Role.PRESS, None)])
    change = offer(based, made.foreign())
    proposals.propose(based.esi, change, proposals.seen(change), "Because")
    other.left_at = change.created_at
    other.save()
    with pytest.raises(NotAllowed):
        proposals.agree(other, change, proposals.seen(change))


def test_the_command_line_tells_the_same_sentences(based: World, tmp_path: Path) -> None:
    file = tmp_path / "court.toml"
    file.write_text(made.signed(made.foreign()))
    told = exchange.install_file("northmere", file)
    assert "New: NMC-01" in told
    assert "Nothing was changed" in told
    assert InstalledPack.objects.count() == 1
    assert "In force now" in exchange.install_file("northmere", file, yes=True)
    assert assess.preview(based.force, Draft("A man in handcuffs.")).verdict == "advise"
    with pytest.raises(Refused, match="not signed with the key"):
        exchange.install_file("northmere", file, signer="ab" * 32)
    with pytest.raises(Refused, match="There are: northmere"):
        exchange.install_file("nowhere", file)


def test_pages_need_a_second_factor_to_change_anything(based: World) -> None:
    change = offer(based, made.foreign())
    answer: Any = Client()
    answer = client_of(based.cara, factor=False).post(f"/packs/changes/{change.pk}/propose/", {"reason": "x"})
    assert answer["Location"].startswith("/second-step/")
