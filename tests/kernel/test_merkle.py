"""The tree against the plain recursive words of the RFC, and against roots published with Certificate Transparency."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.kernel import merkle

INPUTS = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def plain_root(data: list[bytes]) -> bytes:
    """MTH of RFC 9162 2.1.1, word for word."""
    if not data:
        return sha256(b"").digest()
    if len(data) == 1:
        return sha256(b"\x00" + data[0]).digest()
    cut = 1
    while cut * 2 < len(data):
        cut *= 2
    return sha256(b"\x01" + plain_root(data[:cut]) + plain_root(data[cut:])).digest()


def plain_path(index: int, data: list[bytes]) -> list[bytes]:
    """PATH of RFC 9162 2.1.3.1, word for word."""
    if len(data) == 1:
        return []
    cut = 1
    while cut * 2 < len(data):
        cut *= 2
    if index < cut:
        return [*plain_path(index, data[:cut]), plain_root(data[cut:])]
    return [*plain_path(index - cut, data[cut:]), plain_root(data[:cut])]


def plain_subproof(old: int, data: list[bytes], whole: bool = True) -> list[bytes]:
    """SUBPROOF of RFC 9162 2.1.4.1, word for word."""
    if old == len(data):
        return [] if whole else [plain_root(data)]
    cut = 1
    while cut * 2 < len(data):
        cut *= 2
    if old <= cut:
        return [*plain_subproof(old, data[:cut], whole), plain_root(data[cut:])]
    return [*plain_subproof(old - cut, data[cut:], False), plain_root(data[:cut])]


def grown(data: list[bytes]) -> merkle.Frontier:
    frontier = merkle.Frontier()
    for item in data:
        frontier = merkle.append(frontier, merkle.leaf_hash(item))
    return frontier


def leaves(data: list[bytes]) -> merkle.Nodes:
    return merkle.nodes_of([merkle.leaf_hash(item) for item in data])


trees = st.lists(st.binary(max_size=8), min_size=1, max_size=70)


@pytest.mark.parametrize("size", range(9))
def test_roots_published_with_certificate_transparency(size: int) -> None:
    assert merkle.root(grown(INPUTS[:size])).hex() == ROOTS[size]


@given(trees)
def test_growing_leaf_by_leaf_gives_the_root_of_the_rfc(data: list[bytes]) -> None:
    frontier = grown(data)
    assert merkle.root(frontier) == plain_root(data)
    assert frontier == merkle.frontier_of(len(data), leaves(data))


@given(trees)
def test_each_leaf_hands_over_the_nodes_that_it_completes(data: list[bytes]) -> None:
    node, frontier = leaves(data), merkle.Frontier()
    for index, item in enumerate(data):
        frontier, made = merkle.grow(frontier, merkle.leaf_hash(item))
        assert list(made) == [node(index + 1 - (2 << low), low + 1) for low in range(len(made))]
    assert merkle.grow(grown(data[:-1]), merkle.leaf_hash(data[-1]))[0] == frontier


@given(trees, st.data())
def test_inclusion_proofs_are_those_of_the_rfc_and_hold(data: list[bytes], draw: st.DataObject) -> None:
    index = draw.draw(st.integers(0, len(data) - 1))
    proof = merkle.inclusion_proof(index, len(data), leaves(data))
    assert proof == plain_path(index, data)
    assert merkle.verify_inclusion(merkle.leaf_hash(data[index]), index, len(data), proof, plain_root(data))


@given(trees, st.data())
def test_an_inclusion_proof_fits_nothing_else(data: list[bytes], draw: st.DataObject) -> None:
    size, head = len(data), plain_root(data)
    index = draw.draw(st.integers(0, size - 1))
    leaf = merkle.leaf_hash(data[index])
    proof = merkle.inclusion_proof(index, size, leaves(data))
    assert not merkle.verify_inclusion(merkle.leaf_hash(data[index] + b"x"), index, size, proof, head)
    assert not merkle.verify_inclusion(leaf, index, size, [*proof, head], head)
    assert not merkle.verify_inclusion(leaf, index, size, proof, merkle.leaf_hash(b"another root"))
    assert not merkle.verify_inclusion(leaf, size, size, proof, head)
    assert not merkle.verify_inclusion(leaf, -1, size, proof, head)
    if proof:
        assert not merkle.verify_inclusion(leaf, index, size, proof[:-1], head)
        bent = draw.draw(st.integers(0, len(proof) - 1))
        wrong = [merkle.leaf_hash(step) if at == bent else step for at, step in enumerate(proof)]
        assert not merkle.verify_inclusion(leaf, index, size, wrong, head)


@given(trees, st.data())
def test_consistency_proofs_are_those_of_the_rfc_and_hold(data: list[bytes], draw: st.DataObject) -> None:
    old, size = draw.draw(st.integers(1, len(data))), len(data)
    proof = merkle.consistency_proof(old, size, leaves(data))
    assert proof == plain_subproof(old, data)
    assert merkle.verify_consistency(old, size, plain_root(data[:old]), plain_root(data), proof)


@given(trees, st.data())
def test_a_rewritten_past_has_no_consistency_proof(data: list[bytes], draw: st.DataObject) -> None:
    old, size = draw.draw(st.integers(1, len(data))), len(data)
    changed = draw.draw(st.integers(0, old - 1))
    rewritten = [item + b"!" if at == changed else item for at, item in enumerate(data)]
    proof = merkle.consistency_proof(old, size, leaves(rewritten))
    assert not merkle.verify_consistency(old, size, plain_root(data[:old]), plain_root(rewritten), proof)
    honest = merkle.consistency_proof(old, size, leaves(data))
    assert not merkle.verify_consistency(old, size, plain_root(data[:old]), plain_root(rewritten), honest)
    assert not merkle.verify_consistency(old, size, plain_root(data[:old]), plain_root(data), [*honest, b"\0" * 32])
    if honest:
        assert not merkle.verify_consistency(old, size, plain_root(data[:old]), plain_root(data), honest[:-1])


def test_every_tree_begins_with_the_empty_one() -> None:
    head = plain_root(INPUTS)
    assert merkle.consistency_proof(0, 8, leaves(INPUTS)) == []
    assert merkle.verify_consistency(0, 8, merkle.EMPTY_ROOT, head, [])
    assert not merkle.verify_consistency(0, 8, head, head, [])
    assert not merkle.verify_consistency(9, 8, head, head, [])


@pytest.mark.parametrize("index", [-1, 8])
def test_no_proof_for_a_leaf_that_is_not_there(index: int) -> None:
    with pytest.raises(IndexError):
        merkle.inclusion_proof(index, 8, leaves(INPUTS))


@pytest.mark.parametrize("old", [-1, 9])
def test_no_proof_from_a_size_that_never_was(old: int) -> None:
    with pytest.raises(IndexError):
        merkle.consistency_proof(old, 8, leaves(INPUTS))


def test_a_frontier_with_peaks_missing_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="3 leaves"):
        merkle.Frontier(3, (b"\0" * 32,))
