"""The house rules: folders (parity K1), owners (K2), the graph of modules, and what the binary needs."""

import pathlib
import re
import subprocess

import pytest
from conftest import BINARY, ROOT

SOURCES = sorted((ROOT / "Sources").rglob("*.swift"))

# What each module may import besides ExhibitModel: arrows point down only.
GRAPH = {
    "ExhibitModel": set(),
    "ExhibitJSON": set(),
    "ExhibitArguments": set(),
    "ExhibitCrypto": {"COpenSSL"},
    "ExhibitRedaction": {"ExhibitCrypto"},
    "ExhibitTransport": {"CCurl"},
    "ExhibitServing": {"CMicroHTTPD"},
    "ExhibitMedia": set(),
    "ExhibitPolicy": {"ExhibitJSON"},
    "ExhibitProof": {"ExhibitJSON", "ExhibitCrypto"},
    "ExhibitRecord": {"ExhibitJSON", "ExhibitPolicy"},
    "ExhibitArchive": {"ExhibitJSON", "ExhibitCrypto", "ExhibitRedaction"},
    "ExhibitProvider": {"ExhibitJSON", "ExhibitMedia"},
    "ExhibitConfiguration": {"ExhibitJSON", "ExhibitRedaction"},
    "ExhibitPicture": {"ExhibitMedia", "CPNG", "CTurboJPEG", "CWebP"},
    "ExhibitLedger": {
        "ExhibitJSON", "ExhibitRecord", "ExhibitArchive", "ExhibitProof", "ExhibitCrypto", "ExhibitRedaction", "CSQLite", "CSQLiteFaults"},
    "ExhibitRun": {
        "ExhibitJSON", "ExhibitProvider", "ExhibitTransport", "ExhibitMedia", "ExhibitPicture", "ExhibitRecord",
        "ExhibitArchive", "ExhibitPolicy", "ExhibitLedger", "ExhibitCrypto", "ExhibitRedaction"},
    "ExhibitQueue": {
        "ExhibitJSON", "ExhibitArguments", "ExhibitCrypto", "ExhibitRecord", "ExhibitLedger", "ExhibitPolicy"},
    "ExhibitAudit": {
        "ExhibitJSON", "ExhibitRecord", "ExhibitArchive", "ExhibitProof", "ExhibitCrypto", "ExhibitMedia",
        "ExhibitPicture", "ExhibitPolicy", "ExhibitLedger", "ExhibitRedaction", "CLinux"},
    "ExhibitAnchor": {
        "ExhibitJSON", "ExhibitTransport", "ExhibitServing", "ExhibitArchive", "ExhibitProof", "ExhibitRecord", "ExhibitCrypto", "ExhibitLedger"},
    "ExhibitReview": {
        "ExhibitJSON", "ExhibitRecord", "ExhibitArchive", "ExhibitProof", "ExhibitCrypto", "ExhibitPolicy", "ExhibitLedger"},
    "ExhibitSandbox": {"ExhibitCrypto", "ExhibitJSON", "ExhibitServing", "ExhibitPicture", "ExhibitMedia"},
    "exhibit": {"ExhibitCommands"},
}
GRAPH["ExhibitCommands"] = set(GRAPH) - {"exhibit"}

# Modules that hold a C library, and the files that call POSIX or walk bytes without bounds checks.
UNSAFE_OWNERS = {"ExhibitCrypto", "ExhibitTransport", "ExhibitServing", "ExhibitPicture"}
UNSAFE_FILES = {
    "ExhibitArchive/Base64/Base64Alphabet.swift", "ExhibitArchive/Base64/Base64Encoder.swift",
    "ExhibitArchive/Base64/Base64Run.swift", "ExhibitArchive/Files/HashedFile.swift",
    "ExhibitArchive/Files/TemporaryFile.swift", "ExhibitArchive/Files/UnsafeView.swift",
    "ExhibitAudit/Export/BundleWriter.swift", "ExhibitCommands/Program.swift",
    "ExhibitCommands/Console/Console+Terminal.swift",
    "ExhibitConfiguration/Secrets/ChildProcess.swift",
    "ExhibitLedger/Auditing/SessionLife.swift", "ExhibitLedger/FileSystemKind.swift",
    "ExhibitLedger/Home/FileLock.swift", "ExhibitLedger/LedgerCopy.swift", "ExhibitLedger/LedgerExecutor.swift", "ExhibitLedger/Reader.swift",
    "ExhibitLedger/Recorder.swift", "ExhibitLedger/SQLite/SQLiteConnection.swift",
    "ExhibitLedger/SQLite/SQLiteStatement.swift", "ExhibitLedger/SessionAnnouncement.swift",
    "ExhibitLedger/Store/ContentStore.swift", "ExhibitModel/Base64.swift", "ExhibitModel/FailPoint.swift", "ExhibitModel/FileFault.swift",
    "ExhibitModel/RegularFile.swift", "ExhibitModel/RegularFile+Trees.swift", "ExhibitRedaction/Exact/PatternTree.swift",
    "ExhibitRun/Delivery/DeliveredFile.swift",
}


def module(path):
    return path.relative_to(ROOT / "Sources").parts[0]


def name(path):
    return str(path.relative_to(ROOT / "Sources"))


def code(path):
    """The file without comments and the texts in quotes."""
    text = re.sub(r'"""(?:.|\n)*?"""|"(?:\\.|[^"\\\n])*"', '""', path.read_text())
    return re.sub(r"//[^\n]*|/\*(?:.|\n)*?\*/", "", text)


def imports(path):
    return set(re.findall(r"^[ \t]*(?:@\w+[ \t]+)*(?:\w+[ \t]+)?import[ \t]+(?:\w+[ \t]+)?(\w+)", code(path), re.M))


def test_the_top_level_is_the_design_card():
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True)
    top = {line.split("/")[0] for line in listed.stdout.splitlines()}
    assert {entry for entry in top if not entry.startswith(".")} == {
        "Package.swift", "Sources", "Tests", "policies", "audits", "README.md", "LICENSE"}


def test_every_module_is_in_the_graph():
    assert {module(path) for path in SOURCES} == set(GRAPH)


@pytest.mark.parametrize("owner", sorted(GRAPH))
def test_imports_point_down_the_graph(owner):
    allowed = GRAPH[owner] | {"ExhibitModel"}
    wrong = [
        (name(path), other) for path in SOURCES if module(path) == owner for other in imports(path)
        if (other.startswith("Exhibit") or re.match("C[A-Z]", other)) and other not in allowed]
    assert wrong == []


def test_the_manifest_draws_the_same_graph():
    text = (ROOT / "Package.swift").read_text()
    for found in re.finditer(r'library\(\s*((?:"\w+",?\s*)+)\)', text):
        owner, *others = re.findall(r'"(\w+)"', found.group(1))
        assert set(others) <= GRAPH[owner] | {"ExhibitModel"}, owner


def test_the_graph_has_no_circle():
    left = {owner: {other for other in below if other in GRAPH} for owner, below in GRAPH.items()}
    while left:
        leaves = {owner for owner, below in left.items() if not below & set(left)}
        assert leaves, sorted(left)
        left = {owner: below for owner, below in left.items() if owner not in leaves}


@pytest.mark.parametrize("library,owner", [
    ("CCurl", "ExhibitTransport"), ("CSQLite", "ExhibitLedger"), ("COpenSSL", "ExhibitCrypto"), ("CPNG", "ExhibitPicture"),
    ("CTurboJPEG", "ExhibitPicture"), ("CWebP", "ExhibitPicture"),
    ("CMicroHTTPD", "ExhibitServing"), ("CLinux", "ExhibitAudit")])
def test_each_c_library_has_one_owner(library, owner):
    assert {module(path) for path in SOURCES if library in imports(path)} == {owner}
    assert (ROOT / "Sources" / "C" / library / "module.modulemap").is_file()


def test_sql_stays_in_the_ledger():
    assert {module(path) for path in SOURCES if re.search(r"\b(SELECT .* FROM|INSERT INTO)\b", path.read_text())} == {
        "ExhibitLedger"}


def test_the_auditor_cannot_reach_the_network():
    reached, todo = set(), ["ExhibitAudit"]
    while todo:
        for other in GRAPH.get(todo.pop(), set()) | {"ExhibitModel"}:
            if other not in reached:
                reached.add(other)
                todo.append(other)
    assert not reached & {"ExhibitTransport", "CCurl", "ExhibitServing", "CMicroHTTPD", "ExhibitProvider", "ExhibitRun"}
    calls = re.compile(r"\b(socket|getaddrinfo|curl_\w+|MHD_\w+)\(")
    assert [name(path) for path in SOURCES if module(path) in reached | {"ExhibitAudit"} and calls.search(code(path))] == []


@pytest.mark.parametrize("pattern", [
    r"\bimport Foundation\b", r"@unchecked\s+Sendable", r"\btry!", r"\bas!", r"\bfatalError\b"])
def test_what_no_source_may_hold(pattern):
    assert [name(path) for path in SOURCES if re.search(pattern, code(path))] == []


def test_names_say_what_a_thing_is():
    vague = re.compile(r"\b(?:class|struct|enum|actor|protocol|typealias)\s+\w*(?:Manager|Helper|Utils?|Utilities)\b")
    assert [name(path) for path in SOURCES if vague.search(code(path)) or re.search("Manager|Helper|Util", path.name)] == []


def test_only_the_recorder_gives_leave_to_send():
    assert [name(path) for path in SOURCES if re.search(r"\bPermit\(", code(path))] == ["ExhibitLedger/Recorder.swift"]


def test_unsafe_code_stays_where_it_is_owned():
    found = {name(path) for path in SOURCES if re.search(r"\bunsafe\b", code(path)) and module(path) not in UNSAFE_OWNERS}
    assert found - UNSAFE_FILES == set(), "unsafe code in a file that is not listed"


def test_nothing_in_the_sources_is_left_for_later():
    marks = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    tracked = [*SOURCES, *(ROOT / "Tests").rglob("*.swift"), *(ROOT / "Tests" / "EndToEnd").glob("test_*.py")]
    here = pathlib.Path(__file__)
    assert [str(path) for path in tracked if path != here and marks.search(path.read_text())] == []


# The binary


def test_the_binary_brings_its_swift_and_its_codecs_along():
    if "/release/" not in BINARY:
        assert pathlib.Path(BINARY).exists()
        return
    needs = subprocess.run(["ldd", BINARY], capture_output=True, text=True).stdout
    assert "libcurl" in needs
    assert not re.search(r"libsqlite3|libpng|libjpeg|libturbojpeg|libwebp", needs), needs
    assert not re.search(r"libFoundation|libswift|lib_Foundation|libBlocksRuntime|libdispatch", needs), needs


def test_the_policies_are_inside_the_binary(exhibit):
    """With the repository out of reach: the process sees an empty folder as its whole file system's home."""
    copy = exhibit.folder / "alone"
    copy.mkdir()
    binary = copy / "exhibit"
    binary.write_bytes(pathlib.Path(BINARY).read_bytes())
    binary.chmod(0o755)
    traced = subprocess.run(
        ["strace", "-f", "-e", "trace=open,openat", "-o", str(copy / "trace"), str(binary), "policy", "show", "no-mock"],
        cwd=exhibit.work, env=exhibit.env, capture_output=True, text=True)
    assert traced.returncode == 0 and '"NM-01"' in traced.stdout
    opened = (copy / "trace").read_text()
    assert str(ROOT) not in opened and "no-mock" not in opened


def test_no_command_for_the_ledger_makes_a_connection(happy):
    """No telemetry, and audits are offline: traced, not believed."""
    happy.generate()
    log = happy.folder / "trace"
    for words in [["audit", "verify"], ["runs", "list"], ["policy", "list"], ["version"], ["ledger", "info"],
                  ["audit", "report", "--out", "page.html"]]:
        traced = subprocess.run(
            ["strace", "-f", "-e", "trace=network", "-o", str(log), BINARY, *words], cwd=happy.work, env=happy.env,
            capture_output=True, text=True)
        assert traced.returncode == 0, traced.stderr
        assert not re.search(r"\b(connect|sendto|sendmsg)\(", log.read_text()), words


def test_a_run_speaks_with_its_provider_alone(happy):
    log = happy.folder / "trace"
    traced = subprocess.run(
        ["strace", "-f", "-e", "trace=connect", "-o", str(log), BINARY, "generate", "--prompt", "a cat"], cwd=happy.work,
        env=happy.env, capture_output=True, text=True)
    assert traced.returncode == 0, traced.stderr
    addresses = set(re.findall(r'inet_addr\("([\d.]+)"\)', log.read_text()))
    assert addresses == {"127.0.0.1"}
