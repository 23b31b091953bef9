"""The pages about people and pauses, through HTTP."""

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bluelamp.forces.models import Hold, Member, Suspension
from bluelamp.forces.states import Role, Trust
from tests.support.world import World, client_of, make_member


def page(client: Any, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return str(answer.content.decode())


def test_a_sergeant_stops_somebody_in_two_taps_and_lets_them_go_on(world: World) -> None:
    bal, ann = client_of(world.bal), client_of(world.ann)
    person, stop = f"/people/{world.ann.pk}/", f"/people/{world.ann.pk}/stop/"
    assert f'href="{stop}"' in page(bal, person)
    first_tap = page(bal, stop)
    assert "signed out on every phone" in first_tap
    checked = first_tap.split('name="reason" value="0"')[1].split(">")[0]
    assert "checked" in checked, "a reason is chosen already, so that the second tap is enough"
    assert bal.post(stop, {"reason": "0"})["Location"] == person
    assert ann.get("/hold/").status_code == 302
    after = page(bal, person)
    assert "I need to look into something first" in after
    assert f'action="/people/{world.ann.pk}/lift/"' in after
    bal.post(f"/people/{world.ann.pk}/lift/")
    assert not Suspension.objects.open().exists()
    assert page(client_of(world.ann), f"/people/{world.ann.pk}/")


def test_own_words_are_needed_where_no_quick_reason_fits(world: World) -> None:
    bal, stop = client_of(world.bal), f"/people/{world.ann.pk}/stop/"
    answer = bal.post(stop, {"reason": "own", "words": " "})
    assert "Say why in a few words" in answer.content.decode()
    assert not Suspension.objects.exists()
    bal.post(stop, {"reason": "own", "words": "Phone found on the bus"})
    assert Suspension.objects.get().reason == "Phone found on the bus"


def test_a_quick_reason_and_own_words_stand_together(world: World) -> None:
    client_of(world.bal).post(f"/people/{world.ann.pk}/stop/", {"reason": "2", "words": "Found on the bus"})
    assert Suspension.objects.get().reason == "The phone or the account may be in wrong hands: Found on the bus"


def test_ones_own_page_offers_nothing_to_do_to_oneself(world: World) -> None:
    for member in (world.ann, world.bal, world.esi):
        own = page(client_of(member), f"/people/{member.pk}/")
        assert "/stop/" not in own
        assert "/trust/" not in own
        assert "/goodbye/" not in own


def test_colleagues_may_look_but_not_touch(world: World) -> None:
    other = make_member(world.force, "Ola Brook", roles=[(Role.OFFICER, world.harby)], team=world.team)
    seen = page(client_of(world.ann), f"/people/{other.pk}/")
    assert "Ola Brook" in seen
    assert "/stop/" not in seen
    assert client_of(world.ann).get(f"/people/{world.cara.pk}/").status_code == 404


def test_trust_changes_with_one_tap(world: World) -> None:
    bal = client_of(world.bal)
    assert 'name="level" value="2"' in page(bal, f"/people/{world.ann.pk}/")
    bal.post(f"/people/{world.ann.pk}/trust/", {"level": "2"})
    assert Member.objects.get(pk=world.ann.pk).trust == Trust.REPLIES
    bal.post(f"/people/{world.ann.pk}/trust/", {"level": "7"})
    assert Member.objects.get(pk=world.ann.pk).trust == Trust.REPLIES


def test_the_list_shows_a_sergeant_the_people_of_the_area(world: World) -> None:
    make_member(world.force, "Ola Brook", roles=[(Role.OFFICER, world.saltwick)], team=world.saltwick_team)
    seen = page(client_of(world.bal), "/people/")
    assert "Ann Ashdown" in seen
    assert "Ola Brook" not in seen
    assert "Ola Brook" in page(client_of(world.esi), "/people/")


def test_the_list_can_be_narrowed(world: World) -> None:
    esi = client_of(world.esi)
    client_of(world.bal).post(f"/people/{world.ann.pk}/stop/", {"reason": "0"})
    for query, inside, outside in [
        ("q=ann", "Ann Ashdown", "Bal Sandhu"),
        ("role=press", "Cara Whitlow", "Ann Ashdown"),
        (f"team={world.team.pk}", "Ann Ashdown", "Cara Whitlow"),
        ("state=stopped", "Ann Ashdown", "Bal Sandhu"),
        ("role=nonsense&team=1", "Ann Ashdown", "Nobody fits"),
    ]:
        seen = page(esi, f"/people/?{query}")
        assert inside in seen, query
        assert outside not in seen, query
    assert "Nobody fits" in page(esi, "/people/?q=zzz")


def test_a_long_list_costs_no_more_questions(world: World) -> None:
    esi = client_of(world.esi)
    page(esi, "/people/")
    with CaptureQueriesContext(connection) as few:
        page(esi, "/people/")
    for number in range(60):
        make_member(world.force, f"Person {number:02}", roles=[(Role.OFFICER, world.harby)], team=world.team)
    with CaptureQueriesContext(connection) as many:
        page(esi, "/people/")
    assert len(many) <= max(len(few), 12)
    assert "1 to 50 of 66" in page(esi, "/people/")
    assert "51 to 66 of 66" in page(esi, "/people/?page=2")


def test_the_administrator_gives_and_takes_roles(world: World) -> None:
    esi, roles = client_of(world.esi), f"/people/{world.dev.pk}/roles/"
    esi.post(roles, {"role": "officer", "area": str(world.harby.pk)})
    given = world.dev.grants.get(role="officer")
    assert given.area == world.harby
    assert f"/roles/{given.pk}/remove/" in page(esi, roles)
    esi.post(f"{roles}{given.pk}/remove/")
    assert not world.dev.grants.filter(role="officer").exists()
    assert esi.post(f"{roles}{given.pk}/remove/").status_code == 404


def test_an_area_of_another_force_cannot_be_chosen(world: World) -> None:
    answer = client_of(world.esi).post(
        f"/people/{world.dev.pk}/roles/", {"role": "officer", "area": str(world.moor.pk)}
    )
    assert answer.status_code == 200
    assert world.dev.grants.count() == 1


def test_an_invitation_shows_its_link_once(world: World) -> None:
    esi = client_of(world.esi)
    data = {"name": "Ola Brook", "rank": "PC", "email": "ola@northmere.example", "team": str(world.team.pk)}
    data |= {"role": "officer", "area": str(world.harby.pk)}
    shown = esi.post("/people/invite/", data).content.decode()
    ola = Member.objects.get(name="Ola Brook")
    assert "/accounts/password/reset/key/" in shown
    assert "/accounts/password/reset/key/" not in page(esi, f"/people/{ola.pk}/")
    assert "Make a new sign-in link" in page(esi, f"/people/{ola.pk}/")
    again = esi.post("/people/invite/", data).content.decode()
    assert "Somebody signs in with this e-mail address already" in again


def test_somebody_leaves(world: World) -> None:
    esi = client_of(world.esi)
    assert "leave for good" in page(esi, f"/people/{world.dev.pk}/goodbye/")
    esi.post(f"/people/{world.dev.pk}/goodbye/", follow=True)
    assert Member.objects.get(pk=world.dev.pk).left_at is not None
    assert "Dev Rana" not in page(esi, "/people/")
    assert "Dev Rana" in page(esi, "/people/?state=left")


def test_one_press_pauses_publishing_and_one_ends_it(world: World) -> None:
    cara = client_of(world.cara)
    page(cara, "/hold/")
    cara.post("/hold/", {"where": "", "reason": "0", "exempt": ["warning"]})
    held = Hold.objects.get()
    assert (held.area, held.exempt, held.reason) == (None, ["warning"], "A major incident is going on")
    seen = page(client_of(world.ann), "/hold/")
    assert "A major incident is going on" in seen
    assert "/lift/" not in seen
    cara.post(f"/hold/{held.pk}/lift/")
    assert not Hold.objects.open().exists()


def test_a_sergeant_pauses_their_own_area_and_no_other(world: World) -> None:
    bal = client_of(world.bal)
    assert "Saltwick" not in page(bal, "/hold/")
    for where in ("", str(world.saltwick.pk)):
        assert bal.post("/hold/", {"where": where, "reason": "0"}).status_code == 200
    assert not Hold.objects.exists()
    bal.post("/hold/", {"where": str(world.harby.pk), "reason": "0"})
    assert Hold.objects.get().area == world.harby


def test_who_may_not_press_sees_only_what_is_paused(world: World) -> None:
    assert "Nothing is paused" in page(client_of(world.ann), "/hold/")
    answer = client_of(world.ann).post("/hold/", {"where": "", "reason": "0"})
    assert answer.status_code == 200
    assert not Hold.objects.exists()
