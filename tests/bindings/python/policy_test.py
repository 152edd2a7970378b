"""How the package behaves where the conformance file does not look: its types, errors, threads, processes, memory."""

import copy
import json
import multiprocessing
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import threading
import unittest
from datetime import datetime, timedelta, timezone
from pathlib import Path

import tickler

source = Path(os.environ["TICKLER_SOURCE_DIR"])
follow_up = (source / "examples/starter/follow-up.yaml").read_text()
monday = datetime(2026, 3, 2, 10, tzinfo=timezone.utc)
inquiry = {"at": "2026-03-02T10:00:00Z", "channel": "web", "direction": "inbound", "outcome": "inquired"}


def case(name="ada", touchpoints=(inquiry,)):
    return {"prospect": {"id": name, "contact": {"email": f"{name}@example.org"}}, "touchpoints": list(touchpoints)}


def status_in_another_process(policy):
    return policy.decide(case(), monday)["status"]


def resident_kilobytes():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE") // 1024


class Policies(unittest.TestCase):
    def setUp(self):
        self.policy = tickler.Policy.load(follow_up, "follow-up.yaml")

    def test_an_answer_is_of_the_kind_of_the_question(self):
        text = json.dumps(case())
        as_dict, as_text, as_bytes = (self.policy.decide(each, monday) for each in (case(), text, text.encode()))
        self.assertEqual(as_dict["prospect"], "ada")
        self.assertEqual(as_text.encode(), as_bytes)
        self.assertEqual(json.loads(as_text), as_dict)

    def test_text_beyond_ascii_comes_back_as_it_was(self):
        self.assertEqual(self.policy.decide(case("zoë-张"), monday)["prospect"], "zoë-张")

    def test_many_are_answered_in_their_order(self):
        names = ["ada", "bo", "cy"]
        lines = "".join(json.dumps(case(name)) + "\n" for name in names)
        self.assertEqual([each["prospect"] for each in self.policy.decide_all(map(case, names), monday)], names)
        self.assertEqual([json.loads(each)["prospect"] for each in self.policy.decide_lines(lines, monday).splitlines()], names)
        self.assertEqual(self.policy.decide_all([], monday), [])

    def test_now_may_be_in_any_zone_or_seconds(self):
        tokyo = monday.astimezone(timezone(timedelta(hours=9)))
        seconds = 1772445600  # date -u -d 2026-03-02T10:00:00 +%s
        answers = [self.policy.decide(case(), now) for now in (monday, tokyo, seconds, seconds + 0.9)]
        self.assertEqual(answers, answers[:1] * 4)

    def test_a_time_without_a_zone_is_refused_wherever_it_stands(self):
        naive = datetime(2026, 3, 2, 10)
        with self.assertRaisesRegex(tickler.Misuse, "has no zone"):
            self.policy.decide(case(), naive)
        with self.assertRaisesRegex(tickler.Misuse, "has no zone"):
            self.policy.decide(case(touchpoints=[{**inquiry, "at": naive}]), monday)
        aware = case(touchpoints=[{**inquiry, "at": monday}])
        self.assertEqual(self.policy.decide(aware, monday), self.policy.decide(case(), monday))

    def test_what_is_no_time_or_none_that_we_know_is_misuse(self):
        for wrong in (True, None, "2026-03-02T10:00:00Z", float("nan"), float("inf"), -1, 2**60):
            with self.subTest(wrong), self.assertRaises(tickler.Misuse):
                self.policy.decide(case(), wrong)

    def test_what_is_no_json_is_refused_before_anything_is_asked(self):
        with self.assertRaisesRegex(tickler.Misuse, "cannot stand in a record"):
            self.policy.decide({"prospect": {"id": object()}}, monday)
        with self.assertRaises(ValueError):
            self.policy.decide({"prospect": {"id": float("nan")}}, monday)

    def test_a_policy_that_is_wrong_says_where(self):
        wrong = follow_up.replace("    restart: true", "    restrat: true", 1)
        line = wrong[: wrong.index("restrat")].count("\n") + 1
        with self.assertRaises(tickler.PolicyError) as raised:
            tickler.Policy.load(wrong, "mine.yaml")
        (first,) = raised.exception.problems
        self.assertEqual((first.number, first.severity, first.file, first.line, first.column), (101, "error", "mine.yaml", line, 5))
        self.assertEqual(str(first), f"mine.yaml:{line}:5: error: {first.message} [T101]")
        self.assertIn("did you mean 'restart'?", first.message)
        self.assertIn(str(first), str(raised.exception))
        self.assertIsInstance(raised.exception, ValueError)
        again = pickle.loads(pickle.dumps(raised.exception))
        self.assertEqual(again.problems, raised.exception.problems)

    def test_warnings_of_a_policy_are_kept(self):
        self.assertEqual(self.policy.warnings, [])
        # A step of a channel with `needs` that never expires: nobody without the data gets to what comes after it.
        warned = tickler.Policy.load(follow_up.replace(", repeat: 2, expires: 14 days", ", repeat: 2"))
        self.assertEqual([(w.number, w.severity) for w in warned.warnings], [(405, "warning")])

    def test_a_case_that_cannot_be_read_is_invalid_and_says_why(self):
        heard = []
        bad = case(touchpoints=[{**inquiry, "outcome": "unsubscribed"}])
        decision = self.policy.decide(bad, monday, heard.append)
        self.assertEqual((decision["status"], decision["actions"]), ("invalid", []))
        self.assertEqual([(p.number, p.file, p.line) for p in heard], [(609, "case", 1)])
        with self.assertRaises(tickler.Refused):
            self.policy.explain(bad, monday)
        self.assertEqual(self.policy.may(bad, {"channel": "email"}, monday)["verdict"], "stop")

    def test_who_hears_of_a_problem_may_ask_again(self):
        heard = []
        self.policy.decide("no case", monday, lambda _: heard.append(self.policy.decide(case(), monday)["status"]))
        self.assertEqual(heard, ["active"])

    def test_the_other_questions(self):
        self.assertEqual(self.policy.may(case(), {"channel": "email", "purpose": "inform"}, monday)["verdict"], "go")
        self.assertEqual(self.policy.explain(case(), monday)["name"], "ada")
        named = [[part.get("name") for part in self.policy.explain(case(), monday, full=full)["parts"]] for full in (False, True)]
        self.assertEqual(named, [["answer", "keep-in-touch", None], ["answer", "keep-in-touch", "got-it", "after-sale"]])
        week = self.policy.preview(case(), "answers on day 3", monday, monday + timedelta(days=7))
        year = self.policy.preview(case(), "answers on day 3", monday)
        self.assertLess(len(week["entries"]), len(year["entries"]))
        with self.assertRaises(tickler.Refused):
            self.policy.preview(case(), "answers some day", monday)

    def test_a_saved_state_decides_as_the_whole_history_does(self):
        later = {"at": "2026-03-03T10:00:00Z", "channel": "email", "direction": "outbound", "purpose": "inform", "outcome": "sent"}
        now = monday + timedelta(days=2)
        state = self.policy.save_state(case(), monday)
        decision, after = self.policy.decide_saved(state, case(touchpoints=[later]), now)
        self.assertEqual(decision, self.policy.decide(case(touchpoints=[inquiry, later]), now))
        self.assertEqual(self.policy.decide_saved(after, case(touchpoints=[]), now)[0], decision)
        with self.assertRaises(tickler.Refused):
            self.policy.decide_saved(state[:-1], case(touchpoints=[]), now)

    def test_zones_are_known_beforehand_or_refused(self):
        tickler.prepare(["Europe/London", "Asia/Tokyo"])
        with self.assertRaisesRegex(tickler.Refused, "Europe/London"):
            tickler.prepare(["Europe/Londn"])
        self.assertTrue(tickler.zone_data())
        self.assertRegex(tickler.__version__, r"^\d+\.\d+\.\d+$")

    def test_a_policy_is_pickled_by_its_text_and_loaded_once(self):
        pickled = pickle.dumps(self.policy)
        first, second = pickle.loads(pickled), pickle.loads(pickled)
        self.assertIs(first, second)
        self.assertEqual((first.name, first.fingerprint), (self.policy.name, self.policy.fingerprint))
        self.assertEqual(copy.deepcopy(self.policy).name, "follow-up")

    def test_other_processes_forked_or_new_can_use_it(self):
        for way in ("fork", "spawn"):
            with self.subTest(way), multiprocessing.get_context(way).Pool(2) as pool:
                self.assertEqual(pool.map(status_in_another_process, [self.policy] * 4), ["active"] * 4)

    def test_threads_share_it(self):
        expected = {name: self.policy.decide(json.dumps(case(name)), monday) for name in ("ada", "bo", "cy", "dee")}
        wrong = []

        def ask(name):
            asked = json.dumps(case(name))
            wrong.extend(name for _ in range(300) if self.policy.decide(asked, monday) != expected[name])

        threads = [threading.Thread(target=ask, args=(name,)) for name in expected]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        self.assertEqual(wrong, [])

    def test_other_threads_run_while_it_decides(self):
        begun, ran = threading.Event(), []
        other = threading.Thread(target=lambda: (begun.wait(), ran.append(True)))
        interval = sys.getswitchinterval()
        sys.setswitchinterval(1000)  # no thread gives way by itself
        try:
            other.start()
            begun.set()
            self.assertEqual(ran, [])
            self.policy.decide_lines((json.dumps(case()) + "\n") * 10_000, monday)
            self.assertEqual(ran, [True])
        finally:
            sys.setswitchinterval(interval)
            other.join()

    def test_what_is_no_longer_used_is_freed(self):
        def use():
            policy = tickler.Policy.load(follow_up)
            policy.decide("no case", monday)
            policy.decide(case(), monday)
            try:
                tickler.Policy.load("policy: [")
            except tickler.PolicyError:
                pass

        for _ in range(20):
            use()
        before = resident_kilobytes()
        for _ in range(100):
            use()
        self.assertLess(resident_kilobytes() - before, 2_000)  # one policy with its worker takes some 500

    def test_a_library_that_is_not_there_or_another_is_an_error_of_importing(self):
        for library, said in (("/no/such.so", "/no/such.so"), ("libc.so.6", "tickler_abi")):
            run = subprocess.run([sys.executable, "-c", "import tickler"], stderr=subprocess.PIPE, text=True,
                                 env={**os.environ, "TICKLER_C_LIBRARY": library})  # fmt: skip
            with self.subTest(library):
                self.assertIn("ImportError", run.stderr)
                self.assertIn(said, run.stderr.splitlines()[-1])

    @unittest.skipUnless(shutil.which("cc"), "no C compiler here")
    def test_a_library_of_another_abi_is_refused_with_both_numbers(self):
        with tempfile.TemporaryDirectory() as folder:
            code, library = Path(folder, "other.c"), str(Path(folder, "other.so"))
            code.write_text("unsigned tickler_oldest_abi(void) { return 7; }\nunsigned tickler_abi(void) { return 9; }\n")
            subprocess.run(["cc", "-shared", "-fPIC", "-o", library, str(code)], check=True)
            run = subprocess.run([sys.executable, "-c", "import tickler"], stderr=subprocess.PIPE, text=True,
                                 env={**os.environ, "TICKLER_C_LIBRARY": library})  # fmt: skip
            self.assertIn("serves the ABI 7 to 9 of tickler.h, and this package needs 1", run.stderr)
