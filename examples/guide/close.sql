-- What it does not call for any more is closed: an activity has done it, or nobody needs to. Of `invalid` people nothing is.
UPDATE task
SET status = iif(EXISTS (SELECT 1 FROM activity a WHERE a.contact = task.contact AND a.task = task.action), 'done', 'withdrawn')
WHERE policy = :policy AND contact = :contact AND status = 'open' AND :decision ->> 'status' <> 'invalid'
  AND action NOT IN (SELECT value ->> 'id' FROM json_each(:decision, '$.actions'));
