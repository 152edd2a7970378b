-- Workload W in one query: what is on offer for each prospect, when it is due, and whether it may be done now.
--
-- Said in full: what starts, restarts, ends and carries out each cadence, days and dates in the prospect's zone, opt-outs,
-- bounces, office hours and regional holidays at this moment.
-- Simplified:
--   * Of a local time that exists twice the later counts, and one that is skipped is not moved to the first instant after the gap.
--   * Between two attempts lie days of 24 hours, also across a change of the clock.
--   * Touchpoints of one prospect in the same second count as simultaneous.
--   * Caps look at the history and at what of higher priority falls into the next 7 days; actions are not placed one after
--     another, so a ready one may differ where a higher one waits.
-- Left out: the instant at which a waiting action will be possible, reasons, ids, the state after the next touchpoint, the instant
-- at which to ask again.
CREATE VIEW offers AS
WITH RECURSIVE
clock AS (SELECT timestamptz '2026-03-02 15:30:00Z' AS now),
offices AS MATERIALIZED (  -- one row for each zone and region
  SELECT zone, region,
         extract(isodow FROM local) < 6 AND local::time >= '09:00' AND local::time < '18:00'
         AND NOT EXISTS (SELECT FROM closed_days d WHERE d.region = p.region AND d.day = to_char(local, 'MM-DD')) AS open
  FROM (SELECT DISTINCT zone, region, now AT TIME ZONE zone AS local FROM prospects, clock) p
),
summary AS MATERIALIZED (
  SELECT prospect,
         max(at) FILTER (WHERE channel = 'email' AND direction = 'outbound' AND purpose = 'inform') AS mailing,
         max(at) FILTER (WHERE direction = 'inbound' AND outcome NOT IN ('opened', 'opted_out') OR outcome = 'reached') AS contact,
         max(at) FILTER (WHERE outcome = 'replied') AS reply,
         max(at) FILTER (WHERE channel IN ('phone', 'email') AND direction = 'outbound' AND outcome <> 'bounced') AS outreach,
         max(at) FILTER (WHERE channel = 'in_person' AND outcome = 'reached') AS meeting,
         max(at) FILTER (WHERE outcome = 'purchased') AS sale,
         max(at) FILTER (WHERE purpose = 'thank') AS thanks,
         max(at) FILTER (WHERE purpose = 'confirm_satisfaction') AS satisfaction,
         max(at) FILTER (WHERE outcome NOT IN ('opened', 'bounced', 'opted_out')) AS anything,
         max(at) FILTER (WHERE outcome = 'bounced') AS bounce,
         max(at) FILTER (WHERE channel = 'email' AND direction = 'inbound') AS mail_arrived,
         bool_or(channel = 'phone' AND outcome = 'opted_out') AS no_phone,
         count(*) FILTER (WHERE channel = 'phone' AND direction = 'outbound' AND at > now - interval '7 days') AS calls,
         count(*) FILTER (WHERE channel = 'email' AND direction = 'outbound' AND outcome <> 'bounced'
                                AND at > now - interval '7 days') AS emails
  FROM touchpoints, clock GROUP BY prospect
  HAVING NOT bool_or(channel IS NULL AND outcome = 'opted_out')
),
inquiries AS (
  SELECT t.prospect, min(t.at) AS inquiry
  FROM touchpoints t JOIN summary s USING (prospect)
  WHERE t.outcome IN ('inquired', 'requested_information') AND (s.mailing IS NULL OR t.at > s.mailing)
  GROUP BY t.prospect
),
tries AS (
  SELECT t.prospect, p.zone, t.at, row_number() OVER (PARTITION BY t.prospect ORDER BY t.at) AS n
  FROM touchpoints t JOIN summary s USING (prospect) JOIN prospects p ON p.id = t.prospect
  WHERE t.outcome IN ('no_answer', 'left_message') AND (s.contact IS NULL OR t.at > s.contact)
),
walk AS (  -- of keep-trying: `step` is on offer, `planned` not before then; 7 when all are done
  SELECT prospect, n, at AS first, 1 AS step, (at AT TIME ZONE zone + interval '1 day') AT TIME ZONE zone AS planned
  FROM tries WHERE n = 1
  UNION ALL
  SELECT t.prospect, t.n, CASE w.step WHEN 7 THEN t.at ELSE w.first END,
         CASE WHEN w.step = 7 THEN 1
              WHEN (t.at AT TIME ZONE t.zone)::date >= (w.planned AT TIME ZONE t.zone)::date THEN w.step + 1
              ELSE w.step END,
         CASE WHEN w.step = 7 THEN (t.at AT TIME ZONE t.zone + interval '1 day') AT TIME ZONE t.zone
              WHEN (t.at AT TIME ZONE t.zone)::date >= (w.planned AT TIME ZONE t.zone)::date
              THEN greatest((w.first AT TIME ZONE t.zone + a.after) AT TIME ZONE t.zone, t.at + a.gap)
              ELSE w.planned END
  FROM walk w
  JOIN tries t ON t.prospect = w.prospect AND t.n = w.n + 1
  LEFT JOIN attempts a ON a.step = w.step + 1
),
trying AS (SELECT DISTINCT ON (prospect) prospect, step, planned FROM walk ORDER BY prospect, n DESC),
asked AS MATERIALIZED (  -- dates as the prospect's wall clock shows them
  SELECT s.*, i.inquiry, k.step AS try, k.planned, p.zone, z.open,
         CASE WHEN s.bounce IS NULL OR s.mail_arrived > s.bounce THEN 'email' END AS email,
         CASE WHEN NOT s.no_phone THEN 'phone' END AS phone,
         s.sale AT TIME ZONE p.zone AS local_sale, s.anything AT TIME ZONE p.zone AS local_anything
  FROM summary s
  JOIN prospects p ON p.id = s.prospect
  JOIN offices z USING (zone, region)
  LEFT JOIN inquiries i USING (prospect)
  LEFT JOIN trying k USING (prospect)
),
offered (prospect, open, calls, emails, priority, step, channel, not_before, due) AS (
  SELECT prospect, open, calls, emails, 1, 'answer-inquiry/reply', coalesce(email, phone), inquiry, inquiry + interval '24 hours'
  FROM asked WHERE inquiry IS NOT NULL
  UNION ALL
  SELECT prospect, open, calls, emails, 2, 'answer-reply/reply', coalesce(email, phone), reply, reply + interval '24 hours'
  FROM asked WHERE reply > coalesce(outreach, '-infinity')
  UNION ALL
  SELECT prospect, open, calls, emails, 3, 'confirm/call', phone, mailing, mailing + interval '1 hour'
  FROM asked WHERE mailing > coalesce(contact, '-infinity')
  UNION ALL
  SELECT prospect, open, calls, emails, 4, 'summary/send', email, meeting, meeting + interval '4 hours'
  FROM asked WHERE meeting > coalesce(mailing, '-infinity')
  UNION ALL
  SELECT prospect, open, calls, emails, 5, 'thanks/card', 'card', sale, (local_sale + interval '1 day') AT TIME ZONE zone
  FROM asked WHERE sale > coalesce(thanks, '-infinity')
  UNION ALL
  SELECT prospect, open, calls, emails, 6, CASE try WHEN 6 THEN 'keep-trying/last' ELSE 'keep-trying/m' || try END, phone, planned,
         ((planned AT TIME ZONE zone)::date + 1)::timestamp AT TIME ZONE zone
  FROM asked WHERE try < 7
  UNION ALL
  SELECT prospect, open, calls, emails, 7, 'happy/call', phone, (local_sale + interval '30 days') AT TIME ZONE zone,
         (local_sale::date + 31)::timestamp AT TIME ZONE zone
  FROM asked WHERE sale IS NOT NULL AND (satisfaction IS NULL OR (satisfaction AT TIME ZONE zone)::date < local_sale::date + 30)
  UNION ALL
  SELECT prospect, open, calls, emails, 8, 'quiet/check-in', email, (local_anything + interval '90 days') AT TIME ZONE zone,
         (local_anything::date + 91)::timestamp AT TIME ZONE zone
  FROM asked WHERE anything IS NOT NULL
)
SELECT prospect, step, due,
       channel IS NOT NULL AND open AND not_before <= now
       AND (channel = 'card'
            OR CASE channel WHEN 'email' THEN 2 - emails ELSE 1 - calls END
               > count(*) FILTER (WHERE not_before < now + interval '7 days')
                 OVER (PARTITION BY prospect, channel ORDER BY priority ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) AS ready
FROM offered, clock;
