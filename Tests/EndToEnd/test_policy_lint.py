"""`policy lint`, `policy diff` and the schema of policies: what an author is told before a run is."""

import json
import re

import pytest
from conftest import ROOT
from evidence import Ledger

SHIPPED = sorted((ROOT / "policies").glob("*.json"))
EXAMPLES = sorted((ROOT / "policies" / "examples").glob("*.json"))
NAMES = ["integrity", "no-mock", "happy-gpt-image-2", "happy-gpt-image-2-attested", "inside-the-mask", "sandbox"]


def own(**more):
    """A small policy of one's own in which nothing is wrong."""
    return {
        "schema": "acceptance/v1", "id": "mine", "version": "1", "title": "Mine",
        "rules": [{"id": "OK-01", "severity": "error", "assert": {"path": "/run/state", "op": "eq", "value": "succeeded"}}],
        "tests": [
            {"name": "done", "input": {"run": {"state": "succeeded"}}, "expect": {"OK-01": "pass"}},
            {"name": "failed", "input": {"run": {"state": "failed"}}, "expect": {"OK-01": "fail"}}],
        **more,
    }


@pytest.fixture
def lint(exhibit):
    """Lints a policy that is given as text or value, and returns its findings."""

    def run(policy, status=1):
        path = exhibit.work / "mine.json"
        path.write_text(policy if isinstance(policy, str) else json.dumps(policy, indent=1))
        found = exhibit("policy", "lint", path, "--json")
        assert found.status == status, found
        assert (found.error is None) == (status == 0) and found.json["ok"] == (status == 0)
        if status:
            assert found.error["code"] == "policy.lint_failed"
        return found.result["findings"]

    return run


# Lint


def test_every_shipped_policy_and_example_is_clean(exhibit):
    files = [path for path in SHIPPED + EXAMPLES if "schema" not in path.name]
    assert len(files) >= 7
    found = exhibit("policy", "lint", *NAMES, *files, "--json")
    assert found.status == 0, found
    assert found.result == {"policies": len(NAMES) + len(files), "findings": []}


def test_the_guides_own_policy_is_clean(lint):
    guide = (ROOT / "policies" / "README.md").read_text()
    assert lint(re.findall(r"```json\n(.*?)```", guide, re.S)[-1], 0) == []


@pytest.mark.parametrize("change,check,pointer,says", [
    ({"id": "integrity"}, "reserved_name", "/id", "integrity"),
    ({"sets": {"hosts": []}}, "unused_set", "/sets/hosts", "hosts"),
    ({"tests": own()["tests"][:1]}, "coverage", "/rules/0/id", "to fail"),
    ({"tests": own()["tests"][1:]}, "coverage", "/rules/0/id", "to pass"),
    ({"tests": [own()["tests"][0]] + [{**own()["tests"][1], "input": {"run": {"state": "succeeded"}}}]},
     "test", "/tests/1/expect", "the test expects fail"),
    ({"tests": own()["tests"] + own()["tests"][:1]}, "duplicate", "/tests/2/name", "done"),
    ({"waivable": ["OK-01"]}, "unreachable_waiver", "/waivable/0", "no reviewers"),
    ({"prepare": [{"id": "OK-1", "terms": ["x"], "append": "y"}]}, "guard_without_rule", "/prepare/0/id", 'did you mean "OK-01"'),
    ({"applies_to": {"path": "/artifact/knd", "op": "exists"}}, "unknown_fact", "/applies_to/path",
     'did you mean "/artifact/kind"'),
    ({"rules": [{**own()["rules"][0], "message": "it is {actula}"}]}, "placeholder", "/rules/0/message", "{actual}"),
    ({"rules": own()["rules"] * 2}, "format", "/rules/1/id", "there twice"),
    ({"rulez": []}, "format", "/rulez", 'did you mean "rules"'),
    ({"rules": [{**own()["rules"][0], "severity": "eror"}]}, "format", "/rules/0/severity", 'did you mean "error"'),
])
def test_each_kind_of_finding_has_its_place(lint, exhibit, change, check, pointer, says):
    finding, = lint(own(**change))
    assert (finding["check"], finding["pointer"]) == (check, pointer) and says in finding["message"]
    lines = (exhibit.work / "mine.json").read_text().splitlines()
    here = lines[finding["line"] - 1][finding["column"] - 1:]
    key = pointer.rsplit("/", 1)[1]
    assert here.startswith('"') or here.startswith("{"), here
    assert key in lines[finding["line"] - 1] or key.isdigit()
    said = exhibit("policy", "lint", "mine.json")
    assert said.status == 1
    assert said.out.startswith(f"mine.json:{finding['line']}:{finding['column']}: ") and f"({pointer})" in said.out


def test_a_policy_without_a_finding_says_so(exhibit, lint):
    assert lint(own(), 0) == []
    assert exhibit("policy", "lint", "mine.json").out == "mine.json: nothing to say\n"


def test_no_json_at_all_is_a_finding_and_no_file_is_a_mistake(exhibit, lint):
    assert [(item["check"], item["line"]) for item in lint("{\n")] == [("format", 2)]
    missing = exhibit("policy", "lint", "none.json", "--json")
    assert missing.status == 2 and missing.error["code"] == "policy.not_found"
    assert exhibit("policy", "lint").status == 2


def test_several_policies_are_told_apart(exhibit):
    (exhibit.work / "a.json").write_text(json.dumps(own(sets={"x": []})))
    (exhibit.work / "b.json").write_text(json.dumps(own(sets={"y": []})))
    found = exhibit("policy", "lint", "a.json", "no-mock", "b.json", "--json")
    assert [(item["policy"], item["pointer"]) for item in found.result["findings"]] == [("a.json", "/sets/x"), ("b.json", "/sets/y")]
    assert "2 findings in 2 of 3 policies" in found.error["message"]


def test_a_shipped_name_in_the_home_is_never_found(exhibit):
    exhibit("ledger", "init")
    path = exhibit.home / "policies" / "sandbox.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(own()))
    found = exhibit("policy", "lint", path, "--json")
    assert [item["check"] for item in found.result["findings"]] == ["reserved_name"]


def leaves(value, path=""):
    """The pointers of everything in a document that holds no further value; elements as `0`."""
    if isinstance(value, dict):
        return [leaf for key, inner in value.items() for leaf in leaves(inner, f"{path}/{key}")]
    if isinstance(value, list) and value:
        return [leaf for index, inner in enumerate(value) for leaf in leaves(inner, f"{path}/{index}")]
    return [path]


def test_every_fact_of_a_recorded_run_is_known_to_lint(happy, photo, lint):
    """The list of names that lint compares with cannot fall behind what is recorded."""
    happy.generate("--task-key", "k")
    happy("inpaint", "--image", photo, "--region", "rect:8:8:16:16", "--prompt", "a hat", "--size", "64x64", "--json")
    ledger = Ledger(happy.home)
    facts = [json.loads(ledger.blob(entry["body"]["facts_blob"])) for entry in ledger.entries("verdict")]
    paths = sorted({path for document in facts for path in leaves(document)})
    assert "/mask/geometry" in paths and "/transport/peer_scope" in paths and len(paths) > 40
    rules = [{"id": f"R-{index}", "severity": "warn", "assert": {"path": path, "op": "exists"}} for index, path in enumerate(paths)]
    assert lint(own(rules=rules, tests=[]), 0) == []
