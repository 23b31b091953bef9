"""The same facts give the same bytes, however they were put together."""

import hashlib
import json
import random
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.kernel import digests

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
plain_data = st.recursive(
    st.none() | st.booleans() | st.integers() | words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=12,
)


def shuffled(value: Any) -> Any:
    """The same data with the keys of every mapping in another order."""
    if isinstance(value, dict):
        keys = random.sample(list(value), len(value))
        return {key: shuffled(value[key]) for key in keys}
    return [shuffled(item) for item in value] if isinstance(value, list) else value


@given(plain_data)
def test_order_of_keys_does_not_matter_and_nothing_is_lost(value: Any) -> None:
    assert digests.digest(shuffled(value)) == digests.digest(value)
    assert json.loads(digests.canonical(value)) == value


@given(plain_data, plain_data)
def test_different_facts_have_different_bytes(one: Any, other: Any) -> None:
    same = json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    assert (digests.canonical(one) == digests.canonical(other)) == same


def test_the_bytes_are_these_for_ever() -> None:
    facts = {"b": [1, None, True], "a": "Café"}
    assert digests.canonical(facts) == b'{"a":"Caf\xc3\xa9","b":[1,null,true]}'
    assert digests.digest(facts) == hashlib.sha256(digests.canonical(facts)).hexdigest()
    assert digests.sha256_hex(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_anything_but_plain_data_is_refused() -> None:
    with pytest.raises(TypeError):
        digests.canonical({"id": uuid4()})
