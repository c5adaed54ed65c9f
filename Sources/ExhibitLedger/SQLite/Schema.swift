/// The tables of a ledger: the truth, its projections, and what only operation needs (formats.md, "Sizes and the
/// store").
enum Schema {
    /// `EVLG`.
    static let applicationID: Int64 = 0x4556_4C47
    static let version: Int64 = 2

    static let truth = """
        CREATE TABLE entry(seq INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
        CREATE TABLE node(level INTEGER NOT NULL, idx INTEGER NOT NULL, hash BLOB NOT NULL CHECK(length(hash)=32),
            PRIMARY KEY(level, idx)) STRICT, WITHOUT ROWID;
        CREATE TABLE checkpoint(size INTEGER PRIMARY KEY, root BLOB NOT NULL CHECK(length(root)=32), note TEXT NOT NULL) STRICT;
        CREATE TABLE anchor(id INTEGER PRIMARY KEY, size INTEGER NOT NULL, kind TEXT NOT NULL, der BLOB NOT NULL) STRICT;
        CREATE TABLE blob(sha256 BLOB PRIMARY KEY CHECK(length(sha256)=32), bytes INTEGER NOT NULL, media TEXT, data BLOB)
            STRICT, WITHOUT ROWID;
        CREATE TABLE secret_value(commitment BLOB PRIMARY KEY CHECK(length(commitment)=32),
            salt BLOB NOT NULL CHECK(length(salt)=16), value TEXT NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE sealed(commitment BLOB PRIMARY KEY CHECK(length(commitment)=32), salt BLOB NOT NULL, nonce BLOB NOT NULL,
            box BLOB NOT NULL, run_id TEXT, expires INTEGER) STRICT, WITHOUT ROWID;
        CREATE TRIGGER entry_ro_u BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'append-only'); END;
        CREATE TRIGGER entry_ro_d BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'append-only'); END;
        CREATE TRIGGER node_ro_u BEFORE UPDATE ON node BEGIN SELECT RAISE(ABORT, 'append-only'); END;
        CREATE TRIGGER node_ro_d BEFORE DELETE ON node BEGIN SELECT RAISE(ABORT, 'append-only'); END;
        CREATE TRIGGER checkpoint_ro_u BEFORE UPDATE ON checkpoint BEGIN SELECT RAISE(ABORT, 'append-only'); END;
        CREATE TRIGGER checkpoint_ro_d BEFORE DELETE ON checkpoint BEGIN SELECT RAISE(ABORT, 'append-only'); END;
        """

    /// Dropped and rebuilt from the entries; columns are only ever added.
    ///
    /// A primary key's columns come first: SQLite 3.40's integrity_check misreads NOT NULL columns that stand before them.
    static let projections = """
        CREATE TABLE run(run_id TEXT PRIMARY KEY, task_name TEXT, task_key TEXT, batch_id TEXT, provider TEXT, dialect TEXT,
            model TEXT, mode TEXT, route TEXT, input_images TEXT, bytes INTEGER, state TEXT NOT NULL, attempts INTEGER NOT NULL,
            started_at TEXT NOT NULL, ended_at TEXT, policy TEXT, verdict TEXT, grade TEXT, session INTEGER, simulated INTEGER,
            request_tag TEXT) STRICT, WITHOUT ROWID;
        CREATE INDEX run_open ON run(state) WHERE state IN ('planned','submitting','waiting','polling','receiving','recorded');
        CREATE INDEX run_request ON run(request_tag) WHERE state = 'succeeded';
        CREATE TABLE session(seq INTEGER PRIMARY KEY, id TEXT NOT NULL, opened_at TEXT NOT NULL, closed_at TEXT) STRICT;
        CREATE INDEX session_open ON session(seq) WHERE closed_at IS NULL;
        CREATE TABLE run_entry(run_id TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY(run_id, seq)) STRICT, WITHOUT ROWID;
        CREATE TABLE transition(run_id TEXT NOT NULL, n INTEGER NOT NULL, at TEXT NOT NULL, from_state TEXT, to_state TEXT NOT NULL,
            reason TEXT NOT NULL, entry INTEGER NOT NULL, PRIMARY KEY(run_id, n)) STRICT, WITHOUT ROWID;
        CREATE TABLE log(run_id TEXT NOT NULL, n INTEGER NOT NULL, at TEXT NOT NULL, stream TEXT NOT NULL, line TEXT NOT NULL,
            PRIMARY KEY(run_id, n)) STRICT, WITHOUT ROWID;
        CREATE TABLE attempt(run_id TEXT NOT NULL, n INTEGER NOT NULL, started_at TEXT NOT NULL, endpoint TEXT, status INTEGER,
            phase TEXT, code TEXT, billed TEXT, request_id TEXT, not_before TEXT, PRIMARY KEY(run_id, n)) STRICT, WITHOUT ROWID;
        CREATE TABLE artifact(run_id TEXT NOT NULL, role TEXT NOT NULL, n INTEGER NOT NULL, entry INTEGER NOT NULL,
            sha256 TEXT NOT NULL, bytes INTEGER, media_type TEXT, width INTEGER, height INTEGER, path TEXT, derived_from TEXT,
            PRIMARY KEY(run_id, role, n, entry)) STRICT, WITHOUT ROWID;
        CREATE INDEX artifact_sha256 ON artifact(sha256);
        CREATE TABLE verdict(run_id TEXT NOT NULL, entry INTEGER NOT NULL, rule TEXT NOT NULL, policy TEXT NOT NULL,
            policy_sha256 TEXT NOT NULL, result TEXT NOT NULL, level TEXT, message TEXT, PRIMARY KEY(run_id, entry, rule))
            STRICT, WITHOUT ROWID;
        CREATE TABLE review(run_id TEXT NOT NULL, entry INTEGER NOT NULL, decision TEXT NOT NULL, reason TEXT, reviewer_key TEXT,
            at TEXT NOT NULL, PRIMARY KEY(run_id, entry)) STRICT, WITHOUT ROWID;
        CREATE TABLE job(run_id TEXT NOT NULL, remote_id TEXT NOT NULL, state TEXT, entry INTEGER NOT NULL,
            PRIMARY KEY(run_id, remote_id)) STRICT, WITHOUT ROWID;
        CREATE TABLE task(task_id TEXT PRIMARY KEY, task_key TEXT, batch_id TEXT NOT NULL, run_id TEXT, state TEXT NOT NULL,
            entry INTEGER NOT NULL, scope TEXT NOT NULL, n INTEGER NOT NULL, first_entry INTEGER NOT NULL, task_name TEXT,
            priority INTEGER NOT NULL, after_keys TEXT, reason TEXT, of_task TEXT, note TEXT, reused_run TEXT, spec_commit TEXT,
            request_tag TEXT, provider TEXT, model TEXT, images INTEGER NOT NULL, micros INTEGER, worker TEXT, lease TEXT,
            session INTEGER, claims INTEGER NOT NULL, consent INTEGER NOT NULL, reserved_images INTEGER NOT NULL,
            reserved_micros INTEGER NOT NULL, spent_images INTEGER NOT NULL, spent_micros INTEGER NOT NULL,
            spent_unknown INTEGER NOT NULL, submitted_at TEXT NOT NULL, started_at TEXT, ended_at TEXT) STRICT, WITHOUT ROWID;
        CREATE INDEX task_waiting ON task(scope, priority DESC, first_entry) WHERE state = 'queued';
        CREATE INDEX task_working ON task(scope, provider, model) WHERE state IN ('running','stuck','orphaned');
        CREATE INDEX task_by_key ON task(task_key, first_entry) WHERE task_key IS NOT NULL;
        CREATE INDEX task_by_batch ON task(batch_id, n);
        CREATE INDEX task_by_run ON task(run_id) WHERE run_id IS NOT NULL;
        CREATE TABLE task_entry(task_id TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY(task_id, seq)) STRICT, WITHOUT ROWID;
        CREATE TABLE batch(batch_id TEXT PRIMARY KEY, name TEXT, opened_at TEXT NOT NULL, closed_at TEXT, kind TEXT, form TEXT,
            scope TEXT NOT NULL, manifest_commit TEXT, tasks INTEGER, max_workers INTEGER, max_waiting INTEGER,
            task_timeout_seconds INTEGER, max_images INTEGER, max_cost_micros INTEGER, continue_on_error INTEGER,
            reserved_images INTEGER NOT NULL, reserved_micros INTEGER NOT NULL, spent_images INTEGER NOT NULL,
            spent_micros INTEGER NOT NULL, entry INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        """

    /// Tables of ``projections``, in the order in which they are compared.
    static let projectionTables = [
        "run", "session", "run_entry", "transition", "log", "attempt", "artifact", "verdict", "review", "job", "task",
        "task_entry", "batch",
    ]

    /// What only operation needs: not audited, and worth nothing once no process is at work.
    static let operation = """
        CREATE TABLE lease(task_id TEXT PRIMARY KEY, lease TEXT NOT NULL, session TEXT NOT NULL, worker TEXT NOT NULL,
            pid INTEGER NOT NULL, boot TEXT NOT NULL, process_started INTEGER, claimed_at TEXT NOT NULL, beat_at TEXT NOT NULL)
            STRICT, WITHOUT ROWID;
        CREATE TABLE task_wish(task_id TEXT PRIMARY KEY, wish TEXT NOT NULL, at TEXT NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE queue_pause(scope TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE provider_park(provider TEXT PRIMARY KEY, at_ms INTEGER NOT NULL, until_ms INTEGER NOT NULL)
            STRICT, WITHOUT ROWID;
        CREATE TABLE token_bucket(provider TEXT PRIMARY KEY, level INTEGER NOT NULL, at_ms INTEGER NOT NULL)
            STRICT, WITHOUT ROWID;
        """
}
