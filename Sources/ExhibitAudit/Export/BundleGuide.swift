/// `VERIFY.md`: what a reader of the bundle finds first, and how it is checked with what every machine has.
enum BundleGuide {
    static func text(_ scope: BundleScope, size: Int64, hasFiles: Bool) -> String {
        let scripts = Recipes.all(scope).map { recipe in
            "### verify/\(recipe.name)\n\n```python\n\(String(decoding: recipe.bytes, as: UTF8.self))```\n"
        }
        return [
            beginning(size), entries(scope), hasFiles ? files : nil, contents(scope),
            "## The programs\n\n" + scripts.joined(separator: "\n"),
        ].compactMap { $0 }.joined(separator: "\n")
    }

    private static func beginning(_ size: Int64) -> String {
        """
        # How to verify this folder

        It is evidence of AI media runs, recorded by exhibit. It can be checked without the machine it came from, and without
        exhibit: the steps below need `sha256sum`, `openssl` and `python3` (its standard library only). Run them in this folder.
        Each ends with status 0 if it holds.

        With exhibit all of it, and more, is one command: `exhibit audit verify --bundle .`

        ## 1. The files are those that were listed

        ```sh
        sha256sum -c --quiet SHA256SUMS
        ```

        That list is only a list: whoever changed a file could have written it again. The next steps do not depend on it.

        ## 2. The log's key signed a head of \(size) entries

        ```sh
        openssl pkeyutl -verify -pubin -inkey keys/log.pem -rawin -in checkpoint.body -sigfile checkpoint.sig
        head -n 3 checkpoint | cmp - checkpoint.body
        ```

        Whether `keys/log.pem` is the operator's key, the operator must have told you another way.

        """
    }

    private static func entries(_ scope: BundleScope) -> String {
        switch scope {
        case .whole:
            """
            ## 3. These are the entries

            ```sh
            python3 verify/root.py tile/entries checkpoint
            python3 verify/root.py entries.jsonl checkpoint
            ```

            `entries.jsonl` holds the same entries as `tile/entries`, one on each line, for `grep` and `jq`.

            """
        case .partial:
            """
            ## 3. These entries are among those that were signed

            ```sh
            python3 verify/root.py tile/0 checkpoint
            python3 verify/entries.py entries.jsonl proofs.jsonl checkpoint
            ```

            It holds chosen runs. What stands between their entries cannot be seen here, only its hashes.

            """
        }
    }

    private static let files = """
        ## 4. Each file is what an entry recorded

        Every file in `artifacts/` has its SHA-256 as its name, and a proof beside it: the entry that recorded it, its place in
        the tree, and the signed head (C2SP tlog-proof). So has the verdict on it.

        ```sh
        python3 verify/inclusion.py artifacts keys/log.vkey
        python3 verify/artifact.py
        ```

        `python3 verify/artifact.py FILE` tells the same of any file that you have been given.

        """

    private static func contents(_ scope: BundleScope) -> String {
        """
        ## What is where

        | path | holds |
        |---|---|
        | `checkpoint`, `checkpoint.body`, `checkpoint.sig` | the signed head (C2SP tlog-checkpoint), its text, the bare Ed25519 signature |
        | `tile/` | the tree's hashes\(scope == .whole ? " and the entries" : "") (C2SP tlog-tiles) |
        | `entries.jsonl` | the entries, one canonical JSON (RFC 8785) on each line |
        | `policies/`, `blobs/` | what entries name by SHA-256, under that name |
        | `verdicts.jsonl` | the verdicts alone |
        | `index.json` | what this bundle holds, and what was left out of it |

        What this shows: the record was not changed after the key's owner signed it. What it does not show: that the owner's
        machine told the truth, when it was (unless an anchor says so), and what was left out: see `left_out` in `index.json`.

        """
    }
}
