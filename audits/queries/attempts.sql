-- Every request that left, or tried to: where to, what came, and whether it may have been billed.
-- task | attempt | endpoint | HTTP status | phase | code | billed | request id | time
SELECT run.task_name, attempt.n, attempt.endpoint, attempt.status, attempt.phase, attempt.code, attempt.billed,
       attempt.request_id, attempt.started_at
FROM attempt JOIN run ON run.run_id = attempt.run_id
ORDER BY attempt.run_id, attempt.n;
