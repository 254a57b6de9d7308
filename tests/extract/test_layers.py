"""Grammars are built in layers, each in a file of its own: none hides a method of another."""

from __future__ import annotations

import inspect

import pytest

from extract.casualties.figures import Finder
from extract.meetings import _Finder as MeetingFinder
from extract.mentions.parties import Reader


@pytest.mark.parametrize("grammar", [Finder, MeetingFinder, Reader])
def test_a_layer_hides_no_method_of_another(grammar: type) -> None:
    below: dict[str, object] = {}
    hidden = []
    for layer in reversed(grammar.__mro__[:-1]):
        for name, method in vars(layer).items():
            if not inspect.isfunction(method) or name.startswith("__"):
                continue
            promised = getattr(below.get(name), "__isabstractmethod__", False)
            if name in below and not promised and "super()" not in inspect.getsource(method):
                hidden.append(method.__qualname__)
            below[name] = method
    assert len(below) > 20
    assert hidden == []
