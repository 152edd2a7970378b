"""What the SQL of the guide does with decisions that the programs do not meet."""

import os
import sqlite3
import unittest
from pathlib import Path

import tickler

source = Path(os.environ["TICKLER_SOURCE_DIR"])
guide = source / "examples/guide"
policy = tickler.Policy.load((source / "examples/starter/follow-up.yaml").read_bytes(), "follow-up.yaml")
NOON = 1772452800  # 2026-03-02T12:00:00Z
ANSWER = "answer/send#0@2026-03-02T10:00:00Z"
LATER = "keep-in-touch/how-are-you#0@2026-03-02T10:00:00Z"


class Guide(unittest.TestCase):
    def setUp(self):
        self.db = sqlite3.connect(":memory:")
        self.run_file("crm.sql")
        self.problems = []

    def run_file(self, name):
        self.db.executescript((guide / name).read_text())

    def happens(self, kind, result, at="2026-03-02T11:30:00Z"):
        self.db.execute("INSERT INTO activity VALUES ('ada', ?, ?, 0, ?, NULL, NULL)", [at, kind, result])

    def tasks(self):
        """After following up: what is open, done, withdrawn."""
        (one_case,) = self.db.execute("SELECT one_case FROM cases WHERE id = 'ada'").fetchone()
        decision = policy.decide(one_case, NOON, on_problem=lambda problem: self.problems.append(problem.number))
        for name in "keep.sql", "close.sql":
            values = {"policy": policy.name, "contact": "ada", "decision": decision}
            self.db.execute((guide / name).read_text(), values)
        return dict(self.db.execute("SELECT action, status FROM task"))

    def test_asking_twice_changes_nothing(self):
        once = self.tasks()
        self.assertEqual(once, {ANSWER: "open", LATER: "open"})
        self.assertEqual(self.tasks(), once)

    def test_a_word_that_the_view_does_not_list_leaves_the_tasks_alone_and_is_said(self):
        for kind, result in [("mail", "no more letters"), ("fax", "asked")]:
            with self.subTest(kind):
                self.setUp()
                before = self.tasks()
                self.happens(kind, result)
                self.assertEqual(self.tasks(), before)
                self.assertEqual(self.problems, [604])

    def test_what_was_done_is_open_again_when_its_activity_is_taken_back(self):
        self.tasks()
        self.run_file("sent.sql")
        self.assertEqual(self.tasks()[ANSWER], "done")
        self.db.execute("DELETE FROM activity WHERE task = ?", [ANSWER])
        self.assertEqual(self.tasks()[ANSWER], "open")

    def test_what_nobody_needs_to_do_any_more_is_withdrawn_and_may_come_back(self):
        self.tasks()
        self.db.execute("INSERT INTO activity VALUES ('ada', '2026-03-02T11:00:00Z', 'mail', 1, 'sent', 'inform', NULL)")
        self.assertEqual(self.tasks()[ANSWER], "withdrawn")  # sent, but by nobody who named the task
        self.db.execute("DELETE FROM activity WHERE is_ours")
        self.assertEqual(self.tasks()[ANSWER], "open")

    def test_an_opt_out_blocks_the_tasks_of_its_channel(self):
        self.tasks()
        self.happens("mail", "no more mails")
        self.tasks()
        states = self.db.execute("SELECT DISTINCT state, channel FROM task").fetchall()
        self.assertEqual(states, [("blocked", None)])


if __name__ == "__main__":
    unittest.main()
