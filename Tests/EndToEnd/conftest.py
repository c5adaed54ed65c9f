"""Drives the built command: every test has a home, a folder and an environment of its own."""

import json
import os
import pathlib
import signal
import sqlite3
import subprocess
import time

import pytest
from gateway import Gateway, picture
from loopback import Loopback

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("EXHIBIT_BINARY", str(ROOT / ".build/release/exhibit"))


class Outcome:
    """One finished command."""

    def __init__(self, process):
        self.status = process.returncode
        self.out = process.stdout
        self.err = process.stderr

    @property
    def json(self):
        """The one document on standard output; the last line, after the events of --jsonl."""
        return json.loads(self.out.strip().split("\n")[-1] or "null")

    @property
    def result(self):
        return self.json["result"]

    @property
    def error(self):
        return self.json["error"]

    def __repr__(self):
        return f"exit {self.status}\n--- stdout\n{self.out}\n--- stderr\n{self.err}"


class Exhibit:
    """The command in a folder of its own, with nothing of the caller's environment but PATH."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.work = self.folder / "work"
        self.home = self.folder / "home"
        self.work.mkdir(parents=True, exist_ok=True)
        (self.folder / "user").mkdir(exist_ok=True)
        self.env = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder / "user"),
            "EXHIBIT_HOME": str(self.home),
            "USER": "tester",
            "NO_COLOR": "1",
            "SWIFT_BACKTRACE": "enable=no",
        }
        self.servers = []

    def __call__(self, *words, env=None, stdin=None, cwd=None, timeout=60, **options):
        return Outcome(
            subprocess.run(
                [BINARY, *(word if isinstance(word, bytes) else str(word) for word in words)],
                cwd=cwd or self.work,
                env={**self.env, **(env or {})},
                input=stdin,
                capture_output=True,
                text=True,
                timeout=timeout,
                **options,
            )
        )

    def start(self, *words, env=None, **options):
        """A command that goes on while the test does."""
        process = subprocess.Popen(
            [BINARY, *map(str, words)],
            cwd=self.work,
            env={**self.env, **(env or {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **options,
        )
        self.servers.append(process)
        return process

    def sandbox(self, *faults, flags=()):
        """`sandbox serve` on a free port; returns its base URL."""
        words = ["sandbox", "serve", "--port", "0", *flags]
        for fault in faults:
            words += ["--fault", fault]
        process = self.start(*words)
        line = process.stdout.readline()
        assert line.startswith("http://"), line + process.stderr.read()
        return line.split()[0]

    def configure(self, base_url, name="happy", key="sk-canary-0123456789abcdefghij", **more):
        """An OpenClaw configuration with one provider; the key comes from the environment."""
        path = self.folder / "openclaw.json"
        provider = {"baseUrl": base_url, "apiKey": "${HAPPY_KEY}", "models": [], **more}
        path.write_text(json.dumps({"models": {"providers": {name: provider}}}))
        self.env["OPENCLAW_CONFIG"] = str(path)
        self.env["HAPPY_KEY"] = key
        return path

    def generate(self, *words, prompt="an orange cat by a window", **options):
        """`generate` with --json, fast retries, and no wait."""
        retry = [] if "--retry-base-delay" in words else ["--retry-base-delay", "0", "--retry-jitter", "0"]
        return self("generate", "--prompt", prompt, "--json", *retry, *words, **options)

    def sql(self, query, *values):
        connection = sqlite3.connect(f"file:{self.home}/ledger.sqlite?mode=ro", uri=True)
        try:
            return connection.execute(query, values).fetchall()
        finally:
            connection.close()

    def entries(self, kind=None):
        """The ledger's entries as objects, all or of one type."""
        found = [json.loads(row[0]) for row in self.sql("SELECT bytes FROM entry ORDER BY seq")]
        return [entry for entry in found if kind is None or entry["type"] == kind]

    def verify(self, *words):
        return self("audit", "verify", "--json", *words)

    def stop(self):
        for process in self.servers:
            if process.poll() is None:
                process.kill()
            process.wait()
            process.stdout.close()
            process.stderr.close()


@pytest.fixture
def exhibit(tmp_path):
    made = Exhibit(tmp_path)
    yield made
    made.stop()


@pytest.fixture
def happy(exhibit):
    """A provider named happy that is the sandbox behind a configuration."""
    exhibit.configure(exhibit.sandbox())
    return exhibit


@pytest.fixture
def photo(exhibit):
    """A small picture of the user's, in the folder where the command runs."""
    path = exhibit.work / "photo.png"
    path.write_bytes(picture((40, 120, 200), (96, 64)))
    return path


@pytest.fixture
def gateway(exhibit):
    """Makes a provider named happy that answers what the test says and keeps every request (gateway.py)."""
    made = []

    def make(answer, **settings):
        made.append(Gateway(answer))
        exhibit.configure(made[-1].url, **settings)
        return made[-1]

    yield make
    for server in made:
        server.stop()


@pytest.fixture
def loopback():
    """Makes providers that answer what a test wants: see loopback.py."""
    made = []

    def make(*answers, **options):
        made.append(Loopback(*answers, **options))
        return made[-1]

    yield make
    for server in made:
        server.stop()


def files_with(folder, *needles):
    """Which files below the folder hold which of the byte strings."""
    found = []
    for path in sorted(pathlib.Path(folder).rglob("*")):
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            found += [(str(path), needle) for needle in needles if needle in content]
    return found


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """What a machine of the continuous integration cannot test is a failure there."""
    report = yield
    if report.skipped and os.environ.get("CI") == "true" and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
    return report


def wait_until(condition, seconds=20):
    """Waits for a condition, not for a time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.01)
    raise AssertionError("the condition did not come true in time")


def interrupt(process, number=signal.SIGINT):
    process.send_signal(number)
