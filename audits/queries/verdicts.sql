-- Every rule of every verdict; a message stands beside those that did not pass.
-- task | policy | rule | result | how the fact is known | message | entry
SELECT run.task_name, verdict.policy, verdict.rule, verdict.result, verdict.level, verdict.message, verdict.entry
FROM verdict JOIN run ON run.run_id = verdict.run_id
ORDER BY verdict.run_id, verdict.entry, verdict.rule;
