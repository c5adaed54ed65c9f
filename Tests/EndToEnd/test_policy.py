"""Acceptance policies (parity K5, K8, D1, D16, D17): what may be used, judged before paying where that is possible."""

import hashlib
import json

import pytest
from conftest import ROOT
from evidence import Ledger
from gateway import picture, reply

SHIPPED = ["integrity", "no-mock", "happy-gpt-image-2", "happy-gpt-image-2-attested", "inside-the-mask", "sandbox"]
PINNED = "happy-gpt-image-2"
SENTENCE = "\n\nNon-explicit: fully clothed, no nudity, no sexual act."


def rules(found):
    """The results of the deciding policy's rules by id."""
    return {rule["id"]: rule["result"] for rule in found.result["acceptance"]["rules"]}


def write(path, policy):
    path.write_text(policy if isinstance(policy, str) else json.dumps(policy))
    return path


def own(**more):
    """A small policy of one's own that accepts any finished run."""
    return {
        "schema": "acceptance/v1", "id": "mine", "version": "1", "title": "Mine",
        "rules": [{"id": "OK-01", "severity": "error", "assert": {"path": "/run/state", "op": "eq", "value": "succeeded"}}],
        **more,
    }


@pytest.fixture
def real(exhibit, gateway):
    """A provider named happy whose pictures carry no simulator's mark; every picture is another."""
    count = iter(range(1000))
    return gateway(lambda request: (200, {}, reply(picture((next(count), 0, 9)))))


# The shipped files


def test_all_six_are_listed(exhibit):
    found = exhibit("policy", "list", "--json")
    assert found.status == 0
    assert {row["name"] for row in found.result["policies"] if row["origin"] == "shipped"} == set(SHIPPED)
    assert exhibit("policy", "list", "--quiet").out.split() == [row["name"] for row in found.result["policies"]]


@pytest.mark.parametrize("name", SHIPPED)
def test_the_program_carries_the_files_of_the_folder_policies(exhibit, name):
    found = exhibit("policy", "show", name)
    assert json.loads(found.out) == json.loads((ROOT / "policies" / f"{name}.json").read_text())


@pytest.mark.parametrize("name", SHIPPED)
def test_embedded_tests_pass_and_cover_every_error_rule(exhibit, name):
    found = exhibit("policy", "test", name, "--json")
    assert found.status == 0 and found.result["failed"] == 0 and found.result["tests"] > 0
    assert found.result["uncovered_rules"] == []


def test_the_pinned_policy_has_the_rules_of_d16(exhibit):
    policy = exhibit("policy", "show", PINNED, "--json").result["policy"]
    severities = {rule["id"]: rule["severity"] for rule in policy["rules"]}
    assert set(severities) >= {
        "OK-01", "PIN-01", "PIN-02", "PIN-03", "MODE-01", "IN-01", "REF-01", "OUT-01", "LATE-01", "NM-01", "NM-02", "GUARD-01"}
    assert severities["PIN-03"] == "warn" and severities["GUARD-01"] == "review"
    assert policy["sets"]["hosts"] == []


def test_acceptance_is_a_matter_of_facts(exhibit):
    """No loopback run can be accepted by the pinned policy; a facts document can (formats.md)."""
    policy = json.loads((ROOT / "policies" / f"{PINNED}.json").read_text())
    accepted = [test for test in policy["tests"] if test.get("verdict") == "accepted"]
    assert accepted
    facts = json.loads(json.dumps(accepted[0]["input"]))
    facts["request"]["model"] = "gpt-image-1"
    policy |= {"id": "mine", "tests": [
        {"name": "the pinned pair", "input": accepted[0]["input"], "expect": {}, "verdict": "accepted"},
        {"name": "another model", "input": facts, "expect": {"PIN-02": "fail"}, "verdict": "rejected"}]}
    found = exhibit("policy", "test", write(exhibit.work / "mine.json", policy), "--json")
    assert found.status == 0 and [item["passed"] for item in found.result["results"]] == [True, True]


def test_a_test_that_does_not_hold_is_said(exhibit):
    policy = own(tests=[{"name": "hopeful", "input": {"run": {"state": "failed"}}, "expect": {"OK-01": "pass"}}])
    found = exhibit("policy", "test", write(exhibit.work / "mine.json", policy), "--json")
    assert found.status == 1 and found.error["code"] == "policy.tests_failed"
    assert "hopeful" in json.dumps(found.result) and found.result["failed"] == 1


# Before anything is sent (D1, K8)


def refused(found, exhibit):
    assert found.status == 6, found
    assert found.error["code"] == "policy.refused" and found.error["billed"] == "no"
    assert found.result["state"] == "failed" and found.result["attempts"] == 0 and found.result["outputs"] == []
    assert found.result["acceptance"]["verdict"] == "rejected"
    kinds = [entry["type"] for entry in exhibit.entries() if entry.get("run") == found.result["run_id"]]
    assert "attempt.started" not in kinds and "verdict" in kinds
    return True


@pytest.mark.parametrize("words,rule", [
    (["--model", "gpt-image-1"], "PIN-02"),
    (["--provider", "other", "--model", "gpt-image-2"], "PIN-01"),
])
def test_a_wrong_pair_is_refused_before_it_is_paid_for(exhibit, real, words, rule):
    config = json.loads((exhibit.folder / "openclaw.json").read_text())
    config["models"]["providers"]["other"] = {"baseUrl": real.url, "apiKey": "sk-other-0123456789"}
    write(exhibit.folder / "openclaw.json", config)
    found = exhibit.generate("--policy", PINNED, *words)
    assert refused(found, exhibit) and not real.requests
    assert rules(found)[rule] == "fail" and found.result["acceptance"]["policy"] == PINNED
    shown = exhibit("runs", "show", found.result["run_id"], "--json").result
    assert shown == found.result
    assert exhibit.verify().status == 0


def test_the_environment_cannot_change_the_pin(exhibit, real):
    found = exhibit.generate("--policy", PINNED, env={"OPENCLAW_IMAGE_MODEL": "dall-e-3"})
    assert refused(found, exhibit) and not real.requests and found.result["model"] == "dall-e-3"


def test_extra_json_cannot_change_the_pin(exhibit, real):
    found = exhibit.generate("--policy", PINNED, "--extra-json", '{"model": "gpt-image-1"}')
    assert refused(found, exhibit) and not real.requests


def test_the_builtin_sandbox_is_refused_before_it_is_asked(exhibit):
    found = exhibit.generate("--policy", "no-mock", "--provider", "sandbox", "--model", "gpt-image-2")
    assert refused(found, exhibit) and rules(found)["NM-01"] == "fail"


def test_send_anyway_sends_once_and_is_rejected(exhibit, real):
    found = exhibit.generate("--policy", PINNED, "--model", "gpt-image-1", "--send-anyway")
    assert found.status == 6 and found.error["code"] == "policy.rejected" and found.error["billed"] == "yes"
    assert len(real.requests) == 1 and real.requests[0].json["model"] == "gpt-image-1"
    assert found.result["state"] == "succeeded" and rules(found)["PIN-02"] == "fail"
    assert found.result["acceptance"]["verdict"] == "rejected" and not found.result["ok"]


def test_a_pinned_home_needs_no_flags(exhibit, real):
    made = exhibit("ledger", "init", "--provider", "happy", "--policy", PINNED, "--json")
    assert made.status == 0
    config = json.loads((exhibit.home / "config.json").read_text())
    assert (config["default_provider"], config["default_policy"]) == ("happy", PINNED)
    assert refused(exhibit.generate("--model", "gpt-image-1"), exhibit) and not real.requests
    found = exhibit.generate()
    assert [item["policy"] for item in found.result["acceptance"]["policies"]] == ["integrity", PINNED]
    assert (found.result["provider"], found.result["model"]) == ("happy", "gpt-image-2") and len(real.requests) == 1


# After it was sent: simulated, local, used twice


def test_a_sandbox_behind_the_pinned_name_is_known(happy):
    found = happy.generate("--policy", PINNED)
    assert found.status == 6 and found.error["code"] == "policy.rejected"
    assert found.result["provider"] == "happy" and found.result["proof"]["simulated"] == {"observed": True}
    assert {rule: rules(found)[rule] for rule in ["NM-01", "NM-02", "NM-03"]} == dict.fromkeys(["NM-01", "NM-02", "NM-03"], "fail")
    assert rules(found)["PIN-01"] == rules(found)["PIN-02"] == rules(found)["OUT-01"] == "pass"
    assert found.result["output"], "the picture is evidence, and delivered"


@pytest.mark.parametrize("sign", ["the header", "the mark in the picture", "neither"])
def test_each_sign_of_a_simulator_is_enough(exhibit, gateway, sign):
    drawn = exhibit.generate("--provider", "sandbox", "--model", "gpt-image-2", "--size", "64x64").result["output"]
    data = open(drawn, "rb").read() if sign == "the mark in the picture" else picture()
    headers = {"X-Exhibit-Sandbox": "1"} if sign == "the header" else {}
    gateway(lambda request: (200, headers, reply(data)))
    found = exhibit.generate("--policy", "no-mock", prompt="by way of a gateway")
    assert found.result["proof"]["simulated"]["observed"] == (sign != "neither")
    assert rules(found)["NM-01"] == ("pass" if sign == "neither" else "fail")
    assert rules(found)["NM-02"] == "fail", "a server on this machine is no provider"
    assert found.status == 6
    sandboxed = exhibit("policy", "check", found.result["run_id"], "--policy", "sandbox", "--json")
    assert sandboxed.result["verdict"] == ("rejected" if sign == "neither" else "accepted")


def test_one_picture_is_not_accepted_twice(exhibit, gateway):
    gateway(lambda request: (200, {}, reply(picture())))
    first, second = exhibit.generate("--policy", "no-mock"), exhibit.generate("--policy", "no-mock", prompt="another")
    assert (rules(first)["NM-04"], rules(second)["NM-04"]) == ("pass", "fail")


def test_a_model_that_the_server_contradicts_is_rejected(exhibit, gateway):
    gateway(lambda request: (200, {}, reply(picture(), model="gpt-image-1-mini")))
    found = exhibit.generate("--policy", PINNED)
    assert rules(found)["PIN-02"] == "fail"
    assert found.result["proof"]["model"] == {"requested": "gpt-image-2", "echoed": "gpt-image-1-mini"}


def test_the_attested_policy_never_passes_without_credentials(exhibit, real):
    found = exhibit.generate("--policy", PINNED + "-attested")
    assert found.status == 6
    results = rules(found)
    assert results["AT-01"] == "fail" and results["AT-02"] == results["AT-03"] == "indeterminate"


def test_mode_follows_the_inputs(exhibit, real, photo):
    made = exhibit.generate("--policy", PINNED)
    edited = exhibit.generate("--policy", PINNED, "--reference-image", photo)
    assert (made.result["mode"], edited.result["mode"]) == ("generation", "edit")
    assert rules(made)["MODE-01"] == rules(edited)["MODE-01"] == "pass"
    assert rules(made)["IN-01"] == rules(edited)["IN-01"] == "pass" and rules(edited)["REF-01"] == "pass"
    image, = edited.result["input_images"]
    assert image["sha256"] == image["sent_sha256"] == hashlib.sha256(photo.read_bytes()).hexdigest()
    assert [request.path for request in real.requests] == ["/v1/images/generations", "/v1/images/edits"]


def test_a_run_that_failed_is_not_evaluated(happy):
    found = happy.generate("--policy", PINNED, prompt="[[fault:moderation]]")
    assert found.status == 5 and found.result["acceptance"]["verdict"] == "not_evaluated"


# The prompt guard (D17)


@pytest.mark.parametrize("prompt,acts", [
    ("a Glamour portrait", True), ("sexy", True), ("ｎｕｄｅ study", True), ("一张性感的照片", True), ("nude.", True),
    ("the glamourous word is another", False), ("adulthood", False), ("an orange cat", False),
])
def test_the_guard_strengthens_what_it_covers(exhibit, real, prompt, acts):
    found = exhibit.generate("--policy", PINNED, prompt=prompt)
    sent = real.requests[0].json["prompt"]
    assert sent == prompt + SENTENCE * acts
    result = found.result
    assert result["prompt_guarded"] is acts
    assert result["prompt_sha256"] == hashlib.sha256(prompt.encode()).hexdigest()
    assert result["sent_prompt_sha256"] == hashlib.sha256(sent.encode()).hexdigest()
    assert rules(found)["GUARD-01"] == "pass"
    body = exhibit.entries("request.intent")[0]["body"]
    assert (body["guard"], body["prompt_unchanged"]) == (("applied", False) if acts else ("not_needed", True))
    ledger = Ledger(exhibit.home)
    assert (ledger.value(body["prompt_commit"]), ledger.value(body["sent_prompt_commit"])) == (prompt, sent)
    assert exhibit.verify().status == 0


def test_the_guard_says_that_it_acted(exhibit, real):
    found = exhibit("generate", "--policy", PINNED, "--prompt", "a glamour portrait")
    assert "prompt strengthened by GUARD-01" in found.out + found.err
    quiet = exhibit("generate", "--policy", PINNED, "--prompt", "a cat")
    assert "GUARD-01" not in quiet.out + quiet.err.split("error[", 1)[0]


def test_without_a_guard_the_prompt_is_untouched(exhibit, real):
    found = exhibit.generate("--policy", "no-mock", prompt="a glamour portrait")
    assert real.requests[0].json["prompt"] == "a glamour portrait" and found.result["prompt_guarded"] is False
    found = exhibit.generate(prompt="a glamour portrait")
    assert found.status == 0


@pytest.fixture
def guarded(exhibit):
    """The pinned policy's guard alone, in a policy of one's own: nothing else rejects a loopback run."""
    policy = json.loads((ROOT / "policies" / f"{PINNED}.json").read_text())
    guard = [rule for rule in policy["rules"] if rule["id"] == "GUARD-01"]
    return write(exhibit.work / "guarded.json", own(id="guarded", prepare=policy["prepare"], rules=own()["rules"] + guard))


def test_a_raw_prompt_that_the_guard_covers_needs_a_person(exhibit, real, guarded):
    found = exhibit.generate("--policy", guarded, "--raw", prompt="a glamour portrait")
    assert real.requests[0].json["prompt"] == "a glamour portrait"
    assert found.status == 6 and found.error["code"] == "policy.needs_review"
    assert found.result["acceptance"]["verdict"] == "needs_review" and rules(found)["GUARD-01"] == "fail"
    assert exhibit.entries("request.intent")[0]["body"]["guard"] == "raw"
    assert exhibit.generate("--policy", guarded, "--raw", prompt="an orange cat").status == 0
    assert exhibit.generate("--policy", guarded, prompt="a glamour portrait").status == 0


# Policies of one's own


def test_a_copy_with_its_own_id_is_used(exhibit, real):
    policy = exhibit("policy", "show", "no-mock").out
    mine = write(exhibit.work / "mine.json", policy.replace('"no-mock"', '"mine"'))
    found = exhibit.generate("--policy", mine)
    assert found.result["acceptance"]["policy"] == "mine" and rules(found)["NM-02"] == "fail"
    adopted = {entry["body"]["policy_id"]: entry["body"]["policy_sha256"] for entry in exhibit.entries("policy.adopt")}
    assert set(adopted) == {"integrity", "mine"}
    mine.unlink()
    assert exhibit.verify().status == 0, "the ledger keeps the policies that judged"


def test_a_policy_of_the_home_is_named_like_a_shipped_one(exhibit, real):
    exhibit("ledger", "init")
    write(exhibit.home / "policies" / "mine.json", own())
    assert "mine" in [row["name"] for row in exhibit("policy", "list", "--json").result["policies"]]
    found = exhibit.generate("--policy", "mine")
    assert found.status == 0 and found.result["acceptance"]["policy"] == "mine"


@pytest.mark.parametrize("where", ["file", "home"])
def test_shipped_ids_are_reserved(exhibit, real, where):
    exhibit("ledger", "init")
    path = exhibit.work / "mine.json" if where == "file" else exhibit.home / "policies" / "mine.json"
    write(path, own(id="no-mock"))
    found = exhibit.generate("--policy", path if where == "file" else "mine")
    assert found.status == 2 and found.error["code"] == "policy.name_reserved" and not real.requests


@pytest.mark.parametrize("broken,says", [
    ('{"schema": "acceptance/v1",\n "id": "mine", "version": "1", "title": "T",\n "rulez": []}', ["line 3, column 2", "rulez", '"rules"']),
    (json.dumps(own()).replace('"op": "eq"', '"op": "equals"').replace('"rules"', '\n"rules"'), ["line 2", "equals"]),
    (json.dumps(own()).replace('"op": "eq"', '"op": "ne_pat"'), ["line 1", 'did you mean "ne_path"']),
    (json.dumps(own()).replace('"severity": "error"', '"severity": "eror"'), ["line 1", 'did you mean "error"']),
    ('{"schema": "acceptance/v1", "schema": "acceptance/v1"}', ["line 1, column 29", "schema"]),
    (json.dumps(own()).replace('"succeeded"', "0.5"), ["line 1"]),
    (json.dumps(own()) + " {}", ["line 1"]),
    ("", ["line 1"]),
])
def test_a_broken_policy_names_its_place(exhibit, real, broken, says):
    path = write(exhibit.work / "broken.json", broken)
    for found in [exhibit("policy", "test", path, "--json"), exhibit.generate("--policy", path)]:
        assert found.status == 2 and found.error["code"] in ("policy.invalid", "json.invalid"), found
        assert found.result is None
        for part in says:
            assert part in found.error["message"] + found.error["hint"]
    assert not real.requests


def test_an_unknown_policy_gets_the_nearest_name(exhibit, real):
    found = exhibit.generate("--policy", "no-mok")
    assert found.status == 2 and found.error["code"] == "policy.not_found" and not real.requests
    assert "no-mock" in found.error["message"] + found.error["hint"]
    assert exhibit.generate("--policy", "missing.json").status == 2


def test_a_policy_may_raise_the_number_of_inputs(exhibit, real, photo):
    six = ["--reference-image", photo] * 6
    found = exhibit.generate(*six)
    assert found.status == 2 and found.error["code"] == "input.too_many" and not real.requests
    more = write(exhibit.work / "more.json", own(limits={"max_inputs": 6}))
    found = exhibit.generate("--policy", more, *six)
    assert found.status == 0 and len(found.result["input_images"]) == 6 and len(real.requests) == 1
    assert exhibit.generate("--policy", more, *six, "--reference-image", photo).status == 2


def test_a_review_rule_needs_a_person(exhibit, real):
    policy = own(rules=own()["rules"] + [
        {"id": "BIG-01", "severity": "review", "assert": {"path": "/artifact/width", "op": "ge", "value": 4096},
         "message": "only {actual} wide"}])
    found = exhibit.generate("--policy", write(exhibit.work / "mine.json", policy))
    assert found.status == 6 and found.error["code"] == "policy.needs_review"
    assert found.result["acceptance"]["verdict"] == "needs_review" and "only 64 wide" in json.dumps(found.result["acceptance"])


def test_a_fact_that_is_missing_fails_an_error_rule(exhibit, real):
    policy = own(rules=[{"id": "X-01", "severity": "error", "assert": {"path": "/c2pa/present", "op": "eq", "value": True}}])
    found = exhibit.generate("--policy", write(exhibit.work / "mine.json", policy))
    assert found.status == 6 and rules(found) == {"X-01": "indeterminate"}


def test_a_policy_that_does_not_apply_accepts_nothing(exhibit, real):
    policy = own(applies_to={"path": "/artifact/kind", "op": "eq", "value": "video"})
    found = exhibit.generate("--policy", write(exhibit.work / "mine.json", policy))
    assert found.status == 6 and found.error["code"] == "policy.not_evaluated"


def test_the_worst_verdict_decides(exhibit, real):
    mine = write(exhibit.work / "mine.json", own())
    found = exhibit.generate("--policy", "no-mock", "--policy", mine)
    acceptance = found.result["acceptance"]
    assert found.status == 6 and acceptance["policy"] == "no-mock" and acceptance["verdict"] == "rejected"
    assert [(item["policy"], item["verdict"]) for item in acceptance["policies"]] == [
        ("integrity", "accepted"), ("no-mock", "rejected"), ("mine", "accepted")]


# Judging again


def test_check_and_explain_read_the_ledger_and_write_nothing(exhibit, real):
    run = exhibit.generate().result["run_id"]
    before = len(exhibit.entries())
    assert exhibit("policy", "check", run).status == 0
    checked = exhibit("policy", "check", run[-8:], "--policy", "no-mock", "--json")
    assert checked.status == 6 and checked.result["verdict"] == "rejected"
    explained = exhibit("policy", "explain", run, "--policy", PINNED)
    assert explained.status == 6 and explained.out.startswith("rejected")
    assert "NM-02" in explained.out and "measured" in explained.out and "PIN-01" not in explained.out
    everything = exhibit("policy", "explain", run, "--policy", PINNED, "--all").out
    assert "PIN-01" in everything and "we asked for it" in everything
    assert len(exhibit.entries()) == before


def test_explain_names_fact_level_and_reason(exhibit, real):
    run = exhibit.generate("--model", "gpt-image-1").result["run_id"]
    found = exhibit("policy", "explain", run, "--policy", PINNED, "--json")
    rule = {rule["id"]: rule for rule in found.result["policies"][0]["rules"]}["PIN-02"]
    assert (rule["result"], rule["path"], rule["expected"], rule["actual"], rule["level"]) == (
        "fail", "/request/model", "gpt-image-2", "gpt-image-1", "requested")


def test_verdicts_are_the_same_bytes_for_the_same_facts(exhibit, real):
    exhibit.generate("--policy", PINNED)
    ledger = Ledger(exhibit.home)
    for entry in ledger.entries("verdict"):
        body = entry["body"]
        assert set(body) >= {"policy_id", "policy_sha256", "facts_blob", "verdict_blob", "as_of", "verdict", "tool"}
        verdict = json.loads(ledger.blob(body["verdict_blob"]))
        assert set(verdict) == {"policy_id", "policy_sha256", "facts_sha256", "as_of", "verdict", "rules"}
        assert (verdict["facts_sha256"], verdict["as_of"], verdict["verdict"]) == (
            body["facts_blob"], body["as_of"], body["verdict"])
        assert json.loads(ledger.blob(verdict["policy_sha256"]))["id"] == body["policy_id"]
        assert body["as_of"] <= entry["seq"]
        assert all(set(rule) == {"id", "severity", "result"} for rule in verdict["rules"])


def test_an_unknown_run_is_not_found(exhibit, real):
    exhibit.generate()
    for words in [["policy", "check"], ["policy", "explain"], ["runs", "show"], ["runs", "log"]]:
        found = exhibit(*words, "ZZZZZZZZ", "--json")
        assert found.status == 10 and found.error["code"] == "run.not_found", words
