-- The redacted log of every run, line by line.
-- task | n | stream | line | time
SELECT run.task_name, log.n, log.stream, log.line, log.at
FROM log JOIN run ON run.run_id = log.run_id
ORDER BY log.run_id, log.n;
