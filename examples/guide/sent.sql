-- A seller has sent the answer: what happened, and by which task.
INSERT INTO activity
SELECT contact, '2026-03-02T11:30:00Z', 'mail', 1, 'sent', purpose, action FROM task
WHERE contact = 'ada' AND state = 'ready' AND status = 'open';
