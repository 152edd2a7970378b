"""Arrow's streams, with DuckDB on both sides: what it reads of decisions is what the JSON of the same cases says."""

import gc
import json
import os
import random
import tempfile
import unittest
from datetime import datetime, timedelta, timezone
from pathlib import Path

import duckdb
import tickler

source = Path(os.environ["TICKLER_SOURCE_DIR"])
art = (source / "examples/policies/art-of-follow-up.yaml").read_text()
monday = datetime(2026, 3, 2, 10, tzinfo=timezone.utc)
channels, outcomes = ["phone", "email", "post"], ["inquired", "interested", "no_answer", "reached", "purchased", "opted_out"]


def book(size):
    """As CRMs have them; the same each time."""
    chance = random.Random(7)
    zones = ["Europe/London", "America/New_York", None]
    for n in range(size):
        person = {"id": f"p{n}", "zone": chance.choice(zones), "contact": {"email": f"p{n}@example.org"}}
        if chance.random() < 0.5:
            person["contact"]["phone"] = str(n)
        days = sorted(chance.randrange(60) for _ in range(chance.randrange(8)))
        yield {"prospect": person, "touchpoints": [
            {"at": (monday - timedelta(days=60 - day, seconds=chance.randrange(9999))).isoformat(),
             "channel": chance.choice(channels), "direction": chance.choice(["inbound", "outbound"]),
             "outcome": chance.choice(outcomes)} for day in days]}


words = {"channel": channels, "direction": ["inbound", "outbound", "internal"], "outcome": outcomes}
table = """
    select prospect.id as id, prospect.zone as zone, prospect.contact as contact,
      touchpoints::struct("at" timestamptz, channel {channel}, direction {direction}, outcome {outcome})[] as touchpoints
    from read_json('{file}', format = 'newline_delimited', columns = {{
      prospect: 'struct(id varchar, zone varchar, contact struct(email varchar, phone varchar))',
      touchpoints: 'struct("at" varchar, channel varchar, direction varchar, outcome varchar)[]'}})"""


@unittest.skipUnless(duckdb.library(), "there is no DuckDB here")
class Streams(unittest.TestCase):
    def setUp(self):
        self.policy = tickler.Policy.load(art, "art.yaml")
        self.base = duckdb.Database()
        self.base.query("set timezone = 'UTC'")

    def decided(self, cases, types):
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
            file.writelines(json.dumps(case) + "\n" for case in cases)
            file.flush()
            stream = self.base.stream(table.format(file=file.name, **types))
            self.base.take("decided", self.policy.decide_arrow(stream, monday))

    def test_ten_thousand_rows_are_decided_for_as_the_same_json_is(self):
        cases = list(book(10_000))
        self.decided(cases, {name: "enum('" + "', '".join(choices) + "')" for name, choices in words.items()})
        told = self.policy.decide_all(cases, monday)
        self.assertEqual(len(told), 10_000)
        rows = self.base.query("select prospect, status, problem, epoch(next_change)::bigint from decided")
        change = lambda answer: answer and str(int(datetime.fromisoformat(answer.replace("Z", "+00:00")).timestamp()))
        self.assertEqual(rows, [(d["prospect"], d["status"], d["problem"], change(d["next_change"])) for d in told])
        actions = self.base.query(
            "select prospect, a.id, a.cadence, a.step, a.channel, a.contact, a.purpose, a.state, epoch(a.due)::bigint, a.flags::varchar,"
            " a.missing::varchar from (select prospect, unnest(actions) as a from decided)")
        listed = lambda texts: "[" + ", ".join(texts) + "]"
        expected = [(d["prospect"], a["id"], a["cadence"], a["step"], a["channel"], a["contact"] and a["contact"]["kind"],
                     a["purpose"], a["state"], change(a["due"]), listed(a["flags"]), listed(a["missing"]))
                    for d in told for a in d["actions"]]
        self.assertGreater(len(expected), 10_000)
        unquoted = [row[:-1] + (row[-1].replace("'", ""),) for row in actions]
        self.assertEqual(unquoted, [row[:-1] + (row[-1].replace("'", ""),) for row in expected])

    def test_words_as_texts_are_decided_for_alike(self):
        cases = list(book(500))
        self.decided(cases, dict.fromkeys(words, "varchar"))
        rows = self.base.query("select prospect, status from decided")
        self.assertEqual(rows, [(d["prospect"], d["status"]) for d in self.policy.decide_all(cases, monday)])

    def test_what_cannot_be_read_is_refused_by_column_or_invalid_by_row(self):
        naive = "select 'ada' as id, [{'at': timestamp '2026-03-02 10:00:00', 'channel': 'email'}] as touchpoints"
        with self.assertRaises(tickler.Refused) as caught:
            self.policy.decide_arrow(self.base.stream(naive), monday)
        self.assertEqual([(p.number, p.path) for p in caught.exception.problems], [(327, "touchpoints.at")])
        self.base.take("utc", self.policy.decide_arrow(self.base.stream(naive), monday, zoneless_is_utc=True))
        self.assertEqual(self.base.query("select status from utc"), [("unattended",)])
        self.base.take("bad", self.policy.decide_arrow(self.base.stream(
            "select null as id, null::struct(\"at\" timestamptz)[] as touchpoints union all select 'bo', []"), monday))
        self.assertEqual(self.base.query("select prospect, status, problem from bad order by 1"),
                         [("bo", "unattended", None), (None, "invalid", "id: null or empty")])

    def test_decisions_are_read_once_or_not_at_all(self):
        asked = "select 'ada' as id, null::struct(\"at\" timestamptz)[] as touchpoints where false"
        decisions = self.policy.decide_arrow(self.base.stream(asked), monday)
        decisions.__arrow_c_stream__()
        with self.assertRaises(tickler.Misuse):
            decisions.__arrow_c_stream__()
        for _ in range(100):
            self.policy.decide_arrow(self.base.stream(asked), monday)
        gc.collect()
        with self.assertRaises(tickler.Misuse):
            self.policy.decide_arrow([], monday)
