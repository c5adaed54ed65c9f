"""Fifty `kill -9` at random times; `Tests/kills` does a thousand."""

from recovery import storm


def test_fifty_kills_lose_nothing(tmp_path):
    tally = storm(tmp_path, 50, 20261121)
    assert tally["kills"] >= 30, tally
    assert tally["told"] > 50, tally
    assert tally["slowest start"] < 1, tally
