from math import isclose, sqrt

from hypothesis import given
from hypothesis import strategies as st

from bluelamp.kernel.shares import Share, Z


def test_bounds_as_known() -> None:
    """Figures from the usual tables of the Wilson interval."""
    assert (round(Share(10, 100).low, 4), round(Share(10, 100).high, 4)) == (0.0552, 0.1744)
    assert (round(Share(0, 20).low, 4), round(Share(0, 20).high, 4)) == (0.0, 0.1611)
    assert (Share(0, 0).low, Share(0, 0).high) == (0.0, 1.0)


@given(st.integers(0, 5000), st.integers(1, 5000))
def test_the_bounds_hold_the_share_and_solve_the_equation(hits: int, more: int) -> None:
    share = Share(hits, hits + more)
    part = hits / share.all
    assert 0 <= share.low <= part <= share.high <= 1
    for bound in (share.low, share.high):
        if 0 < bound < 1:
            assert isclose(abs(part - bound), Z * sqrt(bound * (1 - bound) / share.all), abs_tol=1e-9)


@given(st.integers(1, 500), st.integers(1, 500))
def test_mirrored_shares_have_mirrored_bounds(hits: int, misses: int) -> None:
    one, other = Share(hits, hits + misses), Share(misses, hits + misses)
    assert isclose(one.low, 1 - other.high, abs_tol=1e-12)
