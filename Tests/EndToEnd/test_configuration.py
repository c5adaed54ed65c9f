"""The OpenClaw config (parity A2): what it includes, secrets in files and behind commands, names of earlier days."""

import json
import os
import pathlib
import shutil
import subprocess

import pytest
from conftest import files_with
from loopback import pictures

KEY = "sk-canary-behind-a-reference-0123"


@pytest.fixture
def claw(exhibit, loopback):
    """A command whose `~/.openclaw` a test fills, and a provider on loopback."""
    exhibit.server = loopback(pictures())
    exhibit.claw = exhibit.folder / "user/.openclaw"
    return exhibit


def put(path, content, mode=0o600):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    path.chmod(mode)
    return path


def config(claw, key=KEY, **more):
    """The usual config: one provider, whose key is `key`."""
    provider = {"baseUrl": claw.server.url, "apiKey": key}
    return put(claw.claw / "openclaw.json", {"models": {"providers": {"happy": provider}}, **more})


def authorized(claw, *words, **options):
    """Makes a picture; returns the credential that the provider was shown."""
    found = claw.generate("--task-name", "cat", *words, **options)
    assert found.status == 0, found
    return claw.server.requests[-1].header("Authorization")


def refused(claw, code, *words, **options):
    """Nothing was sent, and the error says why."""
    before = len(claw.server.requests)
    found = claw.generate(**options)
    assert (found.status, found.error["code"], found.error["billed"]) == (2, code, "no"), found
    assert len(claw.server.requests) == before
    for word in words:
        assert str(word) in found.error["message"], found
    return found.error


def nowhere(claw, *secrets):
    """No secret stands in anything that was written or said; only the user's own files have it."""
    needles = [secret.encode() for secret in secrets]
    assert files_with(claw.home, *needles) == [] and files_with(claw.work, *needles) == []


# $include


def test_A2_a_config_of_several_files(claw):
    put(claw.claw / "openclaw.json", """{
        $include: ["base.json5", "team/gateway.json5"],  // in this order
        models: { providers: { happy: { headers: { "X-Tenant": "main" } } } },
    }""")
    put(claw.claw / "base.json5", "{models: {providers: {happy: {baseUrl: 'http://127.0.0.1:1', headers: {'X-Base': 'b'}}}}}")
    put(claw.claw / "team/gateway.json5", "{models: {providers: {happy: {$include: './key.json5', baseUrl: '%s'}}}}" % claw.server.url)
    put(claw.claw / "team/key.json5", "{apiKey: '${HAPPY_KEY}', headers: {'X-Tenant': 'team'}}")
    assert authorized(claw, env={"HAPPY_KEY": KEY}) == f"Bearer {KEY}"
    [request] = claw.server.requests
    assert request.header("X-Tenant") == "main" and request.header("X-Base") == "b"
    nowhere(claw, KEY)


def test_A2_an_error_is_told_in_the_file_that_has_it(claw):
    put(claw.claw / "openclaw.json", {"models": {"$include": "models.json"}})
    included = put(claw.claw / "models.json", '{\n  "providers": {,}\n}')
    refused(claw, "config.invalid", f"{included}: line 2, column 17")
    put(included, {"providers": {"happy": {"baseUrl": claw.server.url, "apiKey": KEY, "timeoutSeconds": "5"}}})
    refused(claw, "config.invalid", f"{included}: /providers/happy/timeoutSeconds")


def test_A2_includes_that_go_in_a_circle_are_told_as_a_chain(claw):
    first = put(claw.claw / "openclaw.json", {"models": {"$include": "a.json"}})
    second = put(claw.claw / "a.json", {"$include": ["b.json"]})
    third = put(claw.claw / "b.json", {"providers": {"$include": "openclaw.json"}})
    refused(claw, "config.invalid", f"{third}: /providers/$include", " -> ".join(map(str, [first, second, third, first])))


def test_A2_an_include_stays_in_the_configs_folder(claw):
    outside = put(claw.folder / "shared/models.json", {"providers": {"happy": {"baseUrl": claw.server.url, "apiKey": KEY}}})
    for name in [str(outside), "../../shared/models.json", "link.json"]:
        put(claw.claw / "openclaw.json", {"models": {"$include": name}})
        if name == "link.json":
            (claw.claw / name).symlink_to(outside)
        refused(claw, "config.invalid", "/models/$include", "outside")
        assert authorized(claw, env={"OPENCLAW_INCLUDE_ROOTS": f"/nowhere:{outside.parent}"}) == f"Bearer {KEY}"


# Secrets in files


@pytest.mark.parametrize("mode, id, content", [
    ("json", "/providers/team/apiKey", json.dumps({"providers": {"team": {"apiKey": KEY}}})),
    ("singleValue", "value", KEY + "\n"),
])
def test_A2_a_key_in_a_file_reaches_the_provider_and_no_record(claw, mode, id, content):
    secrets = put(claw.folder / "user/keys", content)
    config(
        claw, {"source": "file", "provider": "main", "id": id},
        secrets={"providers": {"main": {"source": "file", "path": "~/keys", "mode": mode}}})
    assert authorized(claw) == f"Bearer {KEY}"
    nowhere(claw, KEY)
    secrets.chmod(0o640)
    error = refused(claw, "config.untrusted", secrets)
    assert "chmod 600" in error["hint"]
    secrets.unlink()
    refused(claw, "provider.no_key", secrets, "No such file")


def test_A2_a_key_that_the_provider_repeats_is_known_to_the_redactor(claw, loopback):
    claw.server = loopback(pictures(note=f"you sent {KEY}"))
    put(claw.folder / "user/keys", {"key": KEY})
    config(
        claw, {"source": "file", "id": "/key"},
        secrets={"defaults": {"file": "main"}, "providers": {"main": {"source": "file", "path": "~/keys"}}})
    found = claw.generate()
    assert found.status == 0 and KEY not in found.out + found.err
    nowhere(claw, KEY)
    assert claw.verify().status == 0


# Secrets behind commands


def vault(claw, script, **settings):
    """A config whose key a script tells."""
    command = put(claw.folder / "user/vault", "#!/bin/sh\n" + script + "\n", mode=0o700)
    config(
        claw, {"source": "exec", "provider": "vault", "id": "happy/key"},
        secrets={"providers": {"vault": {"source": "exec", "command": str(command), **settings}}})
    return command


ANSWER = json.dumps({"protocolVersion": 1, "values": {"happy/key": KEY}})


def test_A2_a_key_behind_a_command_reaches_the_provider_and_no_record(claw):
    log = claw.folder / "log"
    vault(claw, f"cat > \"$LOG\"; env >> \"$LOG\"; echo '{ANSWER}'", passEnv=["LOG"], env={"EXTRA": "1"})
    assert authorized(claw, env={"LOG": str(log), "HAPPY_KEY": "not for the command"}) == f"Bearer {KEY}"
    asked, end = json.JSONDecoder().raw_decode(log.read_text())
    assert asked == {"protocolVersion": 1, "provider": "vault", "ids": ["happy/key"]}
    names = {line.partition("=")[0] for line in log.read_text()[end:].split()}
    assert names == {"LOG", "EXTRA", "PWD"}  # the shell sets PWD itself
    nowhere(claw, KEY)


def test_A2_a_command_is_run_only_for_the_provider_that_is_used(claw):
    log = claw.folder / "log"
    command = vault(claw, f"echo run >> {log}; echo '{ANSWER}'")
    document = json.loads((claw.claw / "openclaw.json").read_text())
    document["models"]["providers"]["other"] = {"baseUrl": claw.server.url, "apiKey": "sk-plain-0123456789"}
    put(claw.claw / "openclaw.json", document)
    assert authorized(claw, "--provider", "other", "--model", "m") == "Bearer sk-plain-0123456789"
    for words in [["provider", "list"], ["config", "show"], ["audit", "verify"], ["ledger", "init", "--provider", "happy"]]:
        found = claw(*words, "--json")
        assert found.status == 0, found
    rows = claw("provider", "list", "--json").result["providers"]
    assert [(row["key"], row["key_source"]) for row in rows if row["name"] == "happy"] == [("command", "command vault")]
    assert not log.exists()
    command.unlink()
    assert authorized(claw, "--provider", "other", "--model", "m") == "Bearer sk-plain-0123456789"
    refused(claw, "config.invalid", command)


def test_A2_a_command_that_hangs_is_ended_after_its_time_with_all_that_it_started(claw):
    log = claw.folder / "log"
    vault(claw, f"sleep 300 & echo $! > {log}; wait", timeoutMs=300)
    refused(claw, "provider.no_key", "vault", "0.3 seconds")
    state = pathlib.Path(f"/proc/{log.read_text().strip()}/stat")
    assert not state.exists() or ") Z " in state.read_text()


@pytest.mark.parametrize("script, word", [
    ("exit 3", "status 3"), ("echo no", "JSON"), ("echo '{\"protocolVersion\":1,\"values\":{}}'", "happy/key"),
    ("echo '{\"protocolVersion\":1,\"errors\":{\"happy/key\":{\"message\":\"sealed\"}}}'", "sealed"),
])
def test_A2_a_command_without_the_key_sends_nothing(claw, script, word):
    command = vault(claw, script)
    refused(claw, "provider.no_key", command, word)


@pytest.mark.parametrize("who", ["config", "included", "command"])
def test_A2_nothing_is_run_on_the_word_of_a_file_that_others_can_write(claw, who):
    log = claw.folder / "log"
    command = vault(claw, f"echo run >> {log}; echo '{ANSWER}'")
    path = claw.claw / "openclaw.json"
    document = json.loads(path.read_text())
    included = put(claw.claw / "secrets.json", document["secrets"])
    document["secrets"] = {"$include": "secrets.json"}
    put(path, document)
    target = {"config": path, "included": included, "command": command}[who]
    target.chmod(target.stat().st_mode | 0o020)
    error = refused(claw, "config.untrusted", target)
    assert error["hint"] == f"chmod go-w {target}"
    assert not log.exists()
    target.chmod(0o700)
    assert authorized(claw) == f"Bearer {KEY}"


def give_away(path):
    """Makes the file another user's, which only root may: the machines of the continuous integration let sudo do it."""
    chown = ["chown", "12345", path]
    done = subprocess.run(chown if os.getuid() == 0 else ["sudo", "-n", *chown], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(os.getuid() != 0 and not shutil.which("sudo"), reason="only root can give a file away")
def test_A2_a_config_of_another_user_runs_nothing(claw):
    vault(claw, f"echo '{ANSWER}'")
    give_away(claw.claw / "openclaw.json")
    refused(claw, "config.untrusted", "belongs to another user")


def test_A2_the_store_of_openclaw_is_out_of_reach(claw):
    config(claw, {"source": "store", "id": "happy"})
    refused(claw, "config.invalid", "/apiKey/source", "outside OpenClaw")


def test_A2_a_bare_name_in_capitals_is_a_variable_when_one_is_set(claw):
    config(claw, "GATEWAY_KEY")
    assert authorized(claw, env={"GATEWAY_KEY": KEY}) == f"Bearer {KEY}"
    assert authorized(claw) == "Bearer GATEWAY_KEY"
    notes = [claw.generate(env=env).result["notes"] for env in [{"GATEWAY_KEY": KEY}, {}]]
    assert [[note["code"] for note in each if note["code"].startswith("config.")] for each in notes] == [
        ["config.key_is_variable"], ["config.key_looks_like_variable"]]


# Names of earlier days


def test_A2_the_names_of_earlier_days_come_last_and_are_told(claw):
    user = claw.folder / "user"
    places = [
        (user / ".openclaw/openclaw.json", {}), (user / ".openclaw/moltbot.json", {}),
        (user / "old.json", {"CLAWDBOT_CONFIG_PATH": "~/old.json"}),
        (user / "state/clawdbot.json", {"CLAWDBOT_STATE_DIR": "~/state"}), (user / ".clawdbot/clawdbot.json", {}),
        (user / ".moldbot/moldbot.json", {}), (user / ".moltbot/moltbot.json", {}),
    ]
    for number, (path, _) in enumerate(places):
        provider = {"baseUrl": f"{claw.server.origin}/{number}", "apiKey": KEY}
        put(path, {"models": {"providers": {"happy": provider}}})
    for number, (path, _) in enumerate(places):
        env = {name: value for _, more in places[number:] for name, value in more.items()}
        found = claw.generate(env=env)
        assert found.status == 0, found
        assert claw.server.requests[-1].path.startswith(f"/{number}/")
        told = [note["message"] for note in found.result["notes"] if note["code"] == "config.old_name"]
        assert len(told) == (number > 0), told
        assert all(str(path) in message or "CLAWDBOT_CONFIG_PATH" in message for message in told)
        assert claw("config", "show", "--explain", "config", "--quiet", env=env).out.strip() == str(path)
        path.unlink()


def test_A22_help_environment_names_every_variable_of_the_look_up(claw):
    words = claw("help", "environment").out.split()
    for name in [
        "OPENCLAW_CONFIG", "OPENCLAW_CONFIG_PATH", "OPENCLAW_STATE_DIR", "OPENCLAW_HOME", "OPENCLAW_INCLUDE_ROOTS",
        "CLAWDBOT_CONFIG_PATH", "CLAWDBOT_STATE_DIR",
    ]:
        assert name in words
