-- Workload W in one query: what is on offer for each prospect, when it is due, and whether it may be done now.
--
-- Said in full: what starts, restarts, ends and carries out each cadence, opt-outs, bounces, office hours and regional holidays at
-- this moment.
-- Simplified:
--   * SQLite knows no time zones: days and dates count with the offset from UTC that the prospect's zone has now, so dates across
--     a change of the clock are an hour off.
--   * Touchpoints of one prospect in the same second count as simultaneous.
--   * Caps look at the history and at what of higher priority falls into the next 7 days; actions are not placed one after
--     another, so a ready one may differ where a higher one waits.
-- Left out: the instant at which a waiting action will be possible, reasons, ids, the state after the next touchpoint, the instant
-- at which to ask again.
CREATE VIEW offers AS
WITH RECURSIVE
clock AS (SELECT 1772465400 AS now),  -- 2026-03-02T15:30:00Z
summary AS MATERIALIZED (
  SELECT t.prospect, p.utc_offset AS offset,
         max(at) FILTER (WHERE channel = 'email' AND direction = 'outbound' AND purpose = 'inform') AS mailing,
         max(at) FILTER (WHERE direction = 'inbound' AND outcome NOT IN ('opened', 'opted_out') OR outcome = 'reached') AS contact,
         max(at) FILTER (WHERE outcome = 'replied') AS reply,
         max(at) FILTER (WHERE channel IN ('phone', 'email') AND direction = 'outbound' AND outcome <> 'bounced') AS outreach,
         max(at) FILTER (WHERE channel = 'in_person' AND outcome = 'reached') AS meeting,
         max(at) FILTER (WHERE outcome = 'purchased') AS sale,
         max(at) FILTER (WHERE purpose = 'thank') AS thanks,
         max(at) FILTER (WHERE purpose = 'confirm_satisfaction') AS satisfaction,
         max(at) FILTER (WHERE outcome NOT IN ('opened', 'bounced', 'opted_out')) AS anything,
         CASE WHEN ifnull(max(at) FILTER (WHERE outcome = 'bounced'), 0)
                   <= ifnull(max(at) FILTER (WHERE channel = 'email' AND direction = 'inbound'), 0) THEN 'email' END AS email,
         CASE WHEN NOT max(channel = 'phone' AND outcome = 'opted_out') THEN 'phone' END AS phone,
         2 - count(*) FILTER (WHERE channel = 'email' AND direction = 'outbound' AND outcome <> 'bounced'
                                    AND at > now - 604800) AS email_room,
         1 - count(*) FILTER (WHERE channel = 'phone' AND direction = 'outbound' AND at > now - 604800) AS phone_room,
         strftime('%w', now + p.utc_offset, 'unixepoch') BETWEEN '1' AND '5'
           AND strftime('%H', now + p.utc_offset, 'unixepoch') BETWEEN '09' AND '17'
           AND NOT EXISTS (SELECT 1 FROM closed_days d
                           WHERE d.region = p.region AND d.day = strftime('%m-%d', now + p.utc_offset, 'unixepoch')) AS open
  FROM prospects p JOIN touchpoints t ON t.prospect = p.id, clock
  GROUP BY p.id
  HAVING NOT max(channel = '' AND outcome = 'opted_out')
),
inquiries AS (
  SELECT t.prospect, min(t.at) AS at
  FROM summary s JOIN touchpoints t ON t.prospect = s.prospect AND t.at > ifnull(s.mailing, 0)
  WHERE t.outcome IN ('inquired', 'requested_information')
  GROUP BY s.prospect
),
tries AS MATERIALIZED (
  SELECT t.prospect, s.offset, t.at, row_number() OVER (PARTITION BY s.prospect ORDER BY t.at) AS n
  FROM summary s JOIN touchpoints t ON t.prospect = s.prospect AND t.at > ifnull(s.contact, 0)
  WHERE t.outcome IN ('no_answer', 'left_message')
),
walk AS (  -- of keep-trying: `step` is on offer, `planned` not before then; 7 when all are done
  SELECT prospect, n, at AS first, 1 AS step, at + 86400 AS planned FROM tries WHERE n = 1
  UNION ALL
  SELECT t.prospect, t.n, iif(w.step = 7, t.at, w.first),
         CASE WHEN w.step = 7 THEN 1
              WHEN (t.at + t.offset) / 86400 >= (w.planned + t.offset) / 86400 THEN w.step + 1
              ELSE w.step END,
         CASE WHEN w.step = 7 THEN t.at + 86400
              WHEN (t.at + t.offset) / 86400 >= (w.planned + t.offset) / 86400 THEN max(w.first + a.after, t.at + a.gap)
              ELSE w.planned END
  FROM walk w
  JOIN tries t ON t.prospect = w.prospect AND t.n = w.n + 1
  LEFT JOIN attempts a ON a.step = w.step + 1
),
trying AS MATERIALIZED (SELECT prospect, max(n), step, planned FROM walk GROUP BY prospect),
offered (prospect, open, email_room, phone_room, priority, step, channel, not_before, due) AS (
  SELECT s.prospect, open, email_room, phone_room, 1, 'answer-inquiry/reply', ifnull(email, phone), i.at, i.at + 86400
  FROM summary s JOIN inquiries i USING (prospect)
  UNION ALL
  SELECT prospect, open, email_room, phone_room, 2, 'answer-reply/reply', ifnull(email, phone), reply, reply + 86400
  FROM summary WHERE reply > ifnull(outreach, 0)
  UNION ALL
  SELECT prospect, open, email_room, phone_room, 3, 'confirm/call', phone, mailing, mailing + 3600
  FROM summary WHERE mailing > ifnull(contact, 0)
  UNION ALL
  SELECT prospect, open, email_room, phone_room, 4, 'summary/send', email, meeting, meeting + 14400
  FROM summary WHERE meeting > ifnull(mailing, 0)
  UNION ALL
  SELECT prospect, open, email_room, phone_room, 5, 'thanks/card', 'card', sale, sale + 86400
  FROM summary WHERE sale > ifnull(thanks, 0)
  UNION ALL
  SELECT s.prospect, open, email_room, phone_room, 6, iif(step = 6, 'keep-trying/last', 'keep-trying/m' || step), phone, planned,
         ((planned + offset) / 86400 + 1) * 86400 - offset
  FROM summary s JOIN trying t USING (prospect) WHERE step < 7
  UNION ALL
  SELECT prospect, open, email_room, phone_room, 7, 'happy/call', phone, sale + 2592000,
         ((sale + offset) / 86400 + 31) * 86400 - offset
  FROM summary WHERE (ifnull(satisfaction, 0) + offset) / 86400 < (sale + offset) / 86400 + 30
  UNION ALL
  SELECT prospect, open, email_room, phone_room, 8, 'quiet/check-in', email, anything + 7776000,
         ((anything + offset) / 86400 + 91) * 86400 - offset
  FROM summary WHERE anything IS NOT NULL
)
SELECT prospect, step, due,
       channel IS NOT NULL AND open AND not_before <= now
       AND (channel = 'card' OR iif(channel = 'email', email_room, phone_room) > count(*) FILTER (WHERE not_before < now + 604800)
              OVER (PARTITION BY prospect, channel ORDER BY priority ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) AS ready
FROM offered, clock;
