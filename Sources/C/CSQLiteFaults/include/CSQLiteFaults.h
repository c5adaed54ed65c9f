#pragma once

/// Makes the disk fail under SQLite as the variable EXHIBIT_SQLITE_FAULT says, for tests; without it nothing is done.
///
/// `<what>:<n>:<how>`: the n-th `write`, `sync` or `truncate` of this process, or of `any` of them.
/// `eio` fails that one; `enospc` fails it and every later write; `kill` ends the process before it;
/// `cut` ends it as a power cut does: what was not synced is gone; `torn` keeps some sectors of it and loses others.
/// Call before the first database is opened. Only debug builds have it.
void exhibit_sqlite_faults_install(void);
