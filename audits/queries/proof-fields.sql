-- What a reviewer asks of every run: one line per picture, the newest run last.
-- task | provider | model | mode | input images | bytes | sha256 of the output | verdict
SELECT run.task_name, run.provider, run.model, run.mode, run.input_images, artifact.bytes, artifact.sha256,
       coalesce(run.verdict, run.state)
FROM run LEFT JOIN artifact ON artifact.run_id = run.run_id AND artifact.role = 'output'
ORDER BY run.run_id, artifact.n;
