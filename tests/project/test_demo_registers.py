"""What stands in the registers of the invented forces."""

import pytest

from bluelamp.kernel import clock
from bluelamp.policy import register
from bluelamp.policy.models import Case, Consent, CourtOrder, ElectionPeriod, ProtectedName
from bluelamp.project.demo import cast, registers, script

pytestmark = pytest.mark.django_db


def test_the_registers_are_a_pleasure_to_click_through() -> None:
    now = clock.now()
    casts = cast.open_all(now)
    registers.fill(casts, now.date())
    force = casts["northmere"].force
    arrested = Case.objects.of(force).get(stage="arrest", area__slug="harby")
    today = register.today(force)
    assert CourtOrder.objects.of(force).in_force(today).get().case == arrested
    assert ProtectedName.objects.of(force).count() == 1
    assert Consent.objects.of(force).valid(today).count() == 2
    coming = ElectionPeriod.objects.of(force).to_come(today).get()
    assert coming.begins_on > today, "the posts of the last four weeks were written in no election"
    assert coming.candidates
    assert Case.objects.of(casts["tarrow"].force).exists()


def test_no_post_of_the_script_names_a_case() -> None:
    """They were told before there was a register, and must not fall under it by chance."""
    refs = [case["ref"] for told in script.registers() for case in told.get("cases", ())]
    texts = [line.text for line in script.script(clock.now()).lines.values()]
    assert refs
    assert not [ref for ref in refs if any(ref in text for text in texts)]
