-- Workload W in one query: what is on offer for each prospect, when it is due, and whether it may be done now.
--
-- Said in full: what starts, restarts, ends and carries out each cadence, days and dates in the prospect's zone, opt-outs,
-- bounces, office hours and regional holidays at this moment.
-- Simplified:
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
marked AS (  -- every touchpoint beside what it must be compared with
  SELECT t.*,
         max(at) FILTER (WHERE channel = 'email' AND direction = 'outbound' AND purpose = 'inform') OVER everything AS mailing,
         max(at) FILTER (WHERE direction = 'inbound' AND outcome NOT IN ('opened', 'opted_out') OR outcome = 'reached')
           OVER everything AS contact
  FROM touchpoints t
  WINDOW everything AS (PARTITION BY prospect ORDER BY at RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
),
summary AS (
  SELECT prospect, mailing, contact,
         min(at) FILTER (WHERE outcome IN ('inquired', 'requested_information') AND (mailing IS NULL OR at > mailing)) AS inquiry,
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
         bool_or(channel IS NULL AND outcome = 'opted_out') AS opted_out,
         count(*) FILTER (WHERE channel = 'phone' AND direction = 'outbound' AND at > now - interval '7 days') AS calls,
         count(*) FILTER (WHERE channel = 'email' AND direction = 'outbound' AND outcome <> 'bounced'
                                AND at > now - interval '7 days') AS emails
  FROM marked, clock GROUP BY prospect, mailing, contact
),
tries AS (
  SELECT t.prospect, p.zone, t.at, row_number() OVER (PARTITION BY t.prospect ORDER BY t.at) AS n
  FROM marked t JOIN prospects p ON p.id = t.prospect
  WHERE t.outcome IN ('no_answer', 'left_message') AND (t.contact IS NULL OR t.at > t.contact)
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
offered AS (
  SELECT s.prospect, o.*, z.open,
         CASE o.channel WHEN 'phone' THEN 1 - s.calls WHEN 'email' THEN 2 - s.emails ELSE 1 END AS room
  FROM summary s
  JOIN prospects p ON p.id = s.prospect
  JOIN offices z USING (zone, region)
  LEFT JOIN trying k USING (prospect)
  CROSS JOIN LATERAL (SELECT CASE WHEN s.bounce IS NULL OR s.mail_arrived > s.bounce THEN 'email' END AS email,
                             CASE WHEN NOT s.no_phone THEN 'phone' END AS phone) c
  CROSS JOIN LATERAL (VALUES
    (1, 'answer-inquiry/reply', coalesce(c.email, c.phone), s.inquiry, s.inquiry + interval '24 hours'),
    (2, 'answer-reply/reply', coalesce(c.email, c.phone),
        CASE WHEN s.outreach IS NULL OR s.reply > s.outreach THEN s.reply END, s.reply + interval '24 hours'),
    (3, 'confirm/call', c.phone,
        CASE WHEN s.contact IS NULL OR s.mailing > s.contact THEN s.mailing END, s.mailing + interval '1 hour'),
    (4, 'summary/send', c.email,
        CASE WHEN s.mailing IS NULL OR s.meeting > s.mailing THEN s.meeting END, s.meeting + interval '4 hours'),
    (5, 'thanks/card', 'card', CASE WHEN s.thanks IS NULL OR s.sale > s.thanks THEN s.sale END,
        (s.sale AT TIME ZONE p.zone + interval '1 day') AT TIME ZONE p.zone),
    (6, CASE k.step WHEN 6 THEN 'keep-trying/last' ELSE 'keep-trying/m' || k.step END, c.phone,
        CASE WHEN k.step < 7 THEN k.planned END,
        ((k.planned AT TIME ZONE p.zone)::date + 1)::timestamp AT TIME ZONE p.zone),
    (7, 'happy/call', c.phone,
        CASE WHEN s.satisfaction IS NULL
               OR (s.satisfaction AT TIME ZONE p.zone)::date < (s.sale AT TIME ZONE p.zone)::date + 30
             THEN (s.sale AT TIME ZONE p.zone + interval '30 days') AT TIME ZONE p.zone END,
        ((s.sale AT TIME ZONE p.zone)::date + 31)::timestamp AT TIME ZONE p.zone),
    (8, 'quiet/check-in', c.email, (s.anything AT TIME ZONE p.zone + interval '90 days') AT TIME ZONE p.zone,
        ((s.anything AT TIME ZONE p.zone)::date + 91)::timestamp AT TIME ZONE p.zone)
  ) o (priority, step, channel, not_before, due)
  WHERE NOT s.opted_out AND o.not_before IS NOT NULL
)
SELECT prospect, step, due,
       channel IS NOT NULL AND open AND not_before <= now
       AND (channel = 'card' OR room > count(*) FILTER (WHERE not_before < now + interval '7 days')
              OVER (PARTITION BY prospect, channel ORDER BY priority ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) AS ready
FROM offered, clock;
