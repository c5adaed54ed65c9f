-- Every change of state of every run, in order, with the entry that made it.
-- task | n | from | to | reason | entry | time
SELECT run.task_name, transition.n, coalesce(transition.from_state, ''), transition.to_state, transition.reason,
       transition.entry, transition.at
FROM transition JOIN run ON run.run_id = transition.run_id
ORDER BY transition.run_id, transition.n;
