"""Where does a file come from? Looks it up by its hash, whatever its name is; without one, all files of the bundle.

usage: artifact.py [FILE…]    (then: inclusion.py, with the proof that this names)"""
import base64, hashlib, json, pathlib, re, sys

bundle = pathlib.Path(__file__).resolve().parent.parent
own = [path for path in sorted(bundle.glob("artifacts/*")) if re.fullmatch(r"[0-9a-f]{64}\.[a-z0-9]+", path.name)]
entries = [json.loads(line) for line in (bundle / "entries.jsonl").read_bytes().splitlines()]
for file in map(pathlib.Path, sys.argv[1:]) if sys.argv[1:] else own:
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    proof = bundle / "artifacts" / f"{digest}.tlog-proof"
    if not proof.exists() or (file in own and file.stem != digest):
        sys.exit(f"{file} has the hash {digest}, which NO entry of this bundle recorded")
    stored = json.loads(base64.b64decode(proof.read_text().split("\n")[1].removeprefix("extra ")))
    if stored["body"]["sha256"] != digest:
        sys.exit(f"{proof} shows ANOTHER file's entry")
    print(f"{file.name} is what entry {stored['seq']} recorded: {stored['type']}, {stored['body']['role']}, {stored['ts']}")
    for entry in (entry for entry in entries if "run" in entry and entry["run"] == stored.get("run")):
        body = entry["body"]
        if entry["type"] == "request.intent":
            print(f"  run {entry['run']} asked {body['provider']} for {body.get('model', 'an address')}, {body['mode']}")
        if entry["type"] == "verdict":
            print(f"  policy {body['policy_id']} said {body['verdict']} (entry {entry['seq']})")
    print(f"  proof: {proof.relative_to(bundle)}")
