"""The policies' JSON Schema, in the hands of a validator that we did not write: it and our reader take the same files."""

import json

import jsonschema
import pytest
from conftest import ROOT

POLICIES = sorted(path for path in (ROOT / "policies").rglob("*.json") if "schema" not in path.name)
CLAUSE = {"path": "/a", "op": "exists"}


@pytest.fixture(scope="module")
def schema():
    found = json.loads((ROOT / "policies" / "acceptance-v1.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(found)
    return found


@pytest.fixture
def both(exhibit, schema):
    """Whether the schema and our reader take a policy; it is an error if they differ."""

    def take(policy):
        path = exhibit.work / "mine.json"
        path.write_text(json.dumps(policy))
        found = exhibit("policy", "lint", path, "--json").result["findings"]
        ours = [item for item in found if item["check"] == "format"]
        theirs = [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(policy)]
        assert bool(ours) == bool(theirs), (ours, theirs)
        return not ours

    return take


def own(**more):
    return {
        "schema": "acceptance/v1", "id": "mine", "version": "1", "title": "Mine",
        "rules": [{"id": "A-01", "severity": "error", "assert": CLAUSE}], **more}


def asserting(clause, **more):
    return own(rules=[{"id": "A-01", "severity": "error", "assert": clause}], sets={"s": [1, {"k": [True, None]}]}, **more)


def test_the_command_prints_the_file(exhibit, schema):
    assert json.loads(exhibit("schema", "acceptance").out) == schema
    assert exhibit("schema", "acceptance", "--json").result == {"name": "acceptance", "schema": schema}
    assert exhibit("schema", "acceptence").status == 2


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.name)
def test_every_shipped_policy_and_example_is_valid(both, path):
    policy = json.loads(path.read_text())
    assert both({**policy, "id": "copy"})


VALID = [
    *(asserting(clause) for clause in [
        {"path": "", "op": "absent"}, {"path": "/a~1b~0c/0", "op": "eq", "value": {"k": [1, "x", False]}},
        {"path": "/a", "op": "contains", "value": ""}, {"path": "/a", "op": "in", "value": [1, "x"]},
        {"path": "/a", "op": "in_set", "set": "s"}, {"path": "/a", "op": "type", "value": "object"},
        {"path": "/a", "op": "lt", "value": -9007199254740991}, {"path": "/a", "op": "len_ge", "value": 0},
        {"path": "/a", "op": "prefix", "value": "x"}, {"path": "/a", "op": "eq_path", "other": ""},
        {"path": "/a", "op": "in_order_ge", "value": "b", "order": ["a", "b"]}, {"path": "/a", "op": "within", "value": [1, 1]},
        {"all": [CLAUSE, {"not": {"any": [CLAUSE]}}]}, {"each": {"path": "/l"}, "assert": CLAUSE},
        {"some": {"path": ""}, "assert": {"path": "", "op": "ne", "value": 1}}]),
    own(limits={}), own(limits={"max_inputs": 0, "max_workers": 1}), own(sets={"": []}), own(reviewers=[], waivable=["A-01"]),
    own(accept={}), own(accept={"errors": 0, "max_warn": 0}), own(prepare=[{"id": "G", "terms": ["x"], "append": "y"}]),
    own(tests=[]), own(tests=[{"name": "n", "input": [1, None], "expect": {"A-01": "fail"}}]),
    own(tests=[{"name": "n", "input": {}, "verdict": "rejected", "sets": {}}]),
    own(applies_to=CLAUSE, rules=[{"id": "A", "severity": "warn", "when": CLAUSE, "assert": CLAUSE, "message": "m"}]),
    own(id="_a.b-c" + "d" * 58),
]

BROKEN = [
    [], "x", {}, *({key: value for key, value in own().items() if key != gone} for gone in own()),
    own(rulez=[]), own(schema="acceptance/v2"), own(id=""), own(id=".a"), own(id="-a"), own(id="a b"), own(id="a" * 65), own(id=1),
    own(version=1), own(version=""), own(title=None), own(rules=[]), own(rules={}), own(limits={"max_workers": 0}),
    own(limits={"max_inputs": -1}), own(limits={"max_tasks": 1}), own(limits={"max_images": "1"}), own(limits=[]),
    own(sets=[]), own(sets={"s": 1}), own(sets={"s": [None]}), own(reviewers=[1]), own(reviewers=[""]), own(reviewers="k"),
    own(accept={"errors": 1}), own(accept={"max_warn": -1}), own(accept={"warn": 1}), own(waivable="A-01"), own(waivable=[""]),
    own(prepare=[]), own(prepare=[{"id": "G", "terms": [], "append": "y"}]), own(prepare=[{"id": "G", "terms": ["x"]}]),
    own(prepare=[{"id": "G", "terms": ["x"], "append": ""}]), own(prepare=[{"id": "G", "terms": [""], "append": "y"}]),
    *(own(rules=[{**own()["rules"][0], **change}]) for change in [
        {"id": "a/b"}, {"severity": "fatal"}, {"message": ""}, {"message": 1}, {"note": "x"}, {"when": []}, {"when": {}}]),
    own(rules=[{"id": "A", "assert": CLAUSE}]), own(rules=[{"id": "A", "severity": "warn"}]),
    own(rules=[{"severity": "warn", "assert": CLAUSE}]), own(applies_to={"path": "a", "op": "exists"}),
    *(asserting(clause) for clause in [
        {}, {"path": "/a"}, {"op": "exists"}, {"path": "a", "op": "exists"}, {"path": "/a~2", "op": "exists"},
        {"path": 1, "op": "exists"}, {"path": "/a", "op": "equals"}, {"path": "/a", "op": "exists", "value": 1},
        {"path": "/a", "op": "eq"}, {"path": "/a", "op": "eq", "value": None}, {"path": "/a", "op": "eq", "value": 0.5},
        {"path": "/a", "op": "eq", "value": [2 ** 53]}, {"path": "/a", "op": "eq", "value": 1, "other": "/b"},
        {"path": "/a", "op": "in", "value": 1}, {"path": "/a", "op": "in", "value": []}, {"path": "/a", "op": "in", "value": [None]},
        {"path": "/a", "op": "in_set", "value": "s"}, {"path": "/a", "op": "in_set", "set": ""},
        {"path": "/a", "op": "type", "value": "null"}, {"path": "/a", "op": "lt", "value": "1"}, {"path": "/a", "op": "ge", "value": 1.5},
        {"path": "/a", "op": "len_eq", "value": -1}, {"path": "/a", "op": "suffix", "value": ""}, {"path": "/a", "op": "prefix", "value": 1},
        {"path": "/a", "op": "ne_path", "other": "b"}, {"path": "/a", "op": "ne_path", "value": "/b"},
        {"path": "/a", "op": "in_order_ge", "value": "a"}, {"path": "/a", "op": "in_order_ge", "value": "a", "order": ["a", "a"]},
        {"path": "/a", "op": "in_order_ge", "value": "a", "order": []}, {"path": "/a", "op": "within", "value": [1]},
        {"path": "/a", "op": "within", "value": [1, 2, 3]}, {"path": "/a", "op": "within", "value": ["1", "2"]},
        {"all": []}, {"any": CLAUSE}, {"all": [CLAUSE], "any": [CLAUSE]}, {"all": [CLAUSE], "op": "eq"}, {"not": [CLAUSE]}, {"not": {}},
        {"each": {"path": "/l"}}, {"each": "/l", "assert": CLAUSE}, {"each": {"path": "/l", "op": "exists"}, "assert": CLAUSE},
        {"some": {"path": "l"}, "assert": CLAUSE}, {"assert": CLAUSE}]),
    *(own(tests=[test]) for test in [
        {}, {"name": "n", "input": {}}, {"name": "", "input": {}, "expect": {}}, {"input": {}, "expect": {}}, {"name": "n", "expect": {}},
        {"name": "n", "input": {"a": [{"$ref": "x"}]}, "expect": {}}, {"name": "n", "input": {}, "expect": {"A-01": "passed"}},
        {"name": "n", "input": {}, "expect": []}, {"name": "n", "input": {}, "verdict": "ok"}, {"name": "n", "input": 0.5, "expect": {}},
        {"name": "n", "input": {}, "expect": {}, "sets": {"s": 1}}, {"name": "n", "input": {}, "expect": {}, "more": 1}]),
]


def test_both_take_the_same_files(both):
    assert [policy for policy in VALID if not both(policy)] == []


def test_both_refuse_the_same_files(both):
    assert len(BROKEN) > 100
    assert [policy for policy in BROKEN if both(policy)] == []


def test_what_only_our_reader_can_tell(exhibit, schema):
    """The schema's own comment names these; a validator that takes such a file is no proof that it is a policy."""
    for policy in [
        own(rules=own()["rules"] * 2), own(waivable=["B-01"]), asserting({"path": "/a", "op": "in_set", "set": "t"}),
        asserting({"path": "/a", "op": "within", "value": [2, 1]}),
        asserting({"path": "/a", "op": "in_order_ge", "value": "c", "order": ["a", "b"]}),
        asserting(eval("{'not': " * 8 + "CLAUSE" + "}" * 8)),
        own(tests=[{"name": "n", "input": {}, "expect": {"B-01": "pass"}}]),
    ]:
        assert jsonschema.Draft202012Validator(schema).is_valid(policy)
        (exhibit.work / "mine.json").write_text(json.dumps(policy))
        found = exhibit("policy", "lint", "mine.json", "--json").result["findings"]
        assert [item["check"] for item in found] == ["format"], policy
    comment = schema["$comment"]
    assert "stand twice" in comment and "eight levels" in comment and "lowest" in comment
