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


# Diff


@pytest.fixture
def write(exhibit):
    def make(name, policy):
        (exhibit.work / name).write_text(json.dumps(policy))
        return name

    return make


def changes(found):
    return {(item["part"], item["name"], item.get("member"), item["change"]) for item in found.result["changes"]}


def test_a_policy_does_not_differ_from_itself(exhibit, write):
    found = exhibit("policy", "diff", "no-mock", "no-mock", "--json")
    assert found.status == 0 and found.result["same"] is True and found.result["changes"] == []
    shown = write("again.json", json.loads((ROOT / "policies" / "no-mock.json").read_text()))
    assert exhibit("policy", "diff", "no-mock", shown, "--json").result["same"] is True
    assert "no difference" in exhibit("policy", "diff", "no-mock", shown).out


def test_every_part_that_changed_is_named(exhibit, write):
    before = own(
        limits={"max_inputs": 5, "max_workers": 4}, sets={"hosts": ["a.example"], "gone": []}, reviewers=["k1"],
        waivable=["OK-01"], accept={"errors": 0, "max_warn": 2}, prepare=[{"id": "G-01", "terms": ["x"], "append": "y"}])
    rule = before["rules"][0]
    after = {
        **before, "id": "theirs", "limits": {"max_inputs": 9, "max_images": 2}, "sets": {"hosts": ["b.example"], "new": [1]},
        "reviewers": ["k2"], "waivable": [], "accept": {"errors": 0}, "prepare": [{"id": "G-01", "terms": ["z"], "append": "y"}],
        "rules": [
            {"id": "NEW-01", "severity": "warn", "assert": {"path": "/artifact", "op": "exists"}},
            {**rule, "severity": "review", "assert": {**rule["assert"], "value": "failed"}, "message": "no"}],
        "tests": before["tests"][:1] + [{"name": "another", "input": {}, "verdict": "not_evaluated"}]}
    found = exhibit("policy", "diff", write("a.json", before), write("b.json", after), "--json")
    assert found.status == 0 and found.result["same"] is False
    assert changes(found) == {
        ("policy", "id", None, "changed"), ("policy", "accept", None, "changed"),
        ("limit", "max_inputs", None, "changed"), ("limit", "max_workers", None, "removed"),
        ("limit", "max_images", None, "added"), ("set", "hosts", None, "changed"), ("set", "gone", None, "removed"),
        ("set", "new", None, "added"), ("rule", "NEW-01", None, "added"), ("rule", "OK-01", "severity", "changed"),
        ("rule", "OK-01", "assert", "changed"), ("rule", "OK-01", "message", "changed"),
        ("guard", "G-01", "terms", "changed"), ("reviewer", "k1", None, "removed"), ("reviewer", "k2", None, "added"),
        ("waivable", "OK-01", None, "removed"), ("test", "failed", None, "removed"), ("test", "another", None, "added")}
    severity, = [item for item in found.result["changes"] if item.get("member") == "severity"]
    assert (severity["from"], severity["to"]) == ("error", "review")
    text = exhibit("policy", "diff", "a.json", "b.json").out
    assert "~ rule OK-01, severity" in text and '- "error"' in text and '+ "review"' in text and "+ rule NEW-01" in text
    back = exhibit("policy", "diff", "b.json", "a.json", "--json")
    swap = {"added": "removed", "removed": "added", "changed": "changed"}
    assert changes(back) == {(part, name, member, swap[change]) for part, name, member, change in changes(found)}


def test_the_order_of_rules_and_keys_is_no_difference(exhibit, write):
    two = own(rules=own()["rules"] + [{"id": "X-01", "severity": "warn", "assert": {"path": "/artifact", "op": "exists"}}])
    turned = {**{key: two[key] for key in reversed(two)}, "rules": two["rules"][::-1]}
    assert exhibit("policy", "diff", write("a.json", two), write("b.json", turned), "--json").result["same"] is True


def test_the_runs_that_would_be_judged_otherwise_are_named(happy, write):
    small, large = (happy.generate("--size", size, "--task-name", size).result["run_id"] for size in ["64x64", "512x512"])
    refused = happy.generate("--policy", "happy-gpt-image-2", "--model", "gpt-image-1")
    assert refused.result["attempts"] == 0
    strict = own(rules=own()["rules"] + [
        {"id": "BIG-01", "severity": "review", "assert": {"path": "/artifact/width", "op": "ge", "value": 512}}])
    write("a.json", own())
    before = len(happy.entries())
    found = happy("policy", "diff", "a.json", write("b.json", strict), "--runs", "--json")
    assert found.status == 0, found
    assert (found.result["runs"]["judged"], found.result["runs"]["without_facts"]) == (3, 0)
    assert found.result["runs"]["changed"] == [
        {"run_id": small, "task_name": "64x64", "from": "accepted", "to": "needs_review", "rules": ["BIG-01"]}]
    text = happy("policy", "diff", "a.json", "b.json", "--runs").out
    assert "1 of 3 runs would be judged otherwise" in text and f"{small[-8:]}  accepted → needs review  BIG-01" in text
    assert large[-8:] not in text
    assert happy("policy", "diff", "a.json", "b.json", "--runs", "--quiet").out.split() == [small]
    later = happy("policy", "diff", "a.json", "b.json", "--runs", "--since", "2999-01-01", "--json")
    assert later.result["runs"] == {"judged": 0, "without_facts": 0, "changed": []}
    assert len(happy.entries()) == before, "nothing is recorded"
    # The sandbox policy would take what no production's policy takes.
    turned = happy("policy", "diff", "no-mock", "sandbox", "--runs", "--json").result["runs"]["changed"]
    assert {item["run_id"]: (item["from"], item["to"]) for item in turned} == {
        small: ("rejected", "accepted"), large: ("rejected", "accepted")}


def test_since_without_runs_is_a_mistake(exhibit):
    found = exhibit("policy", "diff", "no-mock", "sandbox", "--since", "today", "--json")
    assert found.status == 2 and found.error["code"] == "usage.invalid"
    assert exhibit("policy", "diff", "no-mock").status == 2
