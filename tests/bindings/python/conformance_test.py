"""Each question of the conformance file, as tests/doors/conformance.hpp writes them, through the package: the same results, answers
and problems, byte by byte."""

import json
import os
import unittest

import tickler


class loaded:
    def __init__(self, name, yaml):
        self.policy, self.result = None, 0
        try:
            self.policy = tickler.Policy.load(yaml, name)
            self.problems = self.policy.warnings
        except tickler.PolicyError as e:
            self.result, self.problems = 1, e.problems


def answer(to, question):
    policy, one_case, besides, now = to.policy, question["case"].encode(), question["besides"], question["now"]
    found = []
    try:
        if question["ask"] == "load":
            return to.result, b"", to.problems
        if question["ask"] == "decide":
            told = policy.decide(one_case, now, found.append)
        elif question["ask"] == "may":
            told = policy.may(one_case, besides, now, found.append)
        elif question["ask"] == "explain":
            told = policy.explain(one_case, now)
        else:
            told = policy.preview(one_case, besides, now)
        return 0, told, found
    except tickler.Refused as e:
        return 1, b"", e.problems


class Conformance(unittest.TestCase):
    def test_python_answers_as_cpp_does(self):
        policies, asked = [], 0
        with open(os.environ["TICKLER_CONFORMANCE"], "rb") as file:
            for line in file:
                question = json.loads(line)
                if "ask" not in question:
                    policies.append(loaded(question["name"], question["yaml"]))
                    continue
                asked += 1
                result, told, problems = answer(policies[question["policy"]], question)
                expected = question["result"], question["answer"].encode(), question["problems"]
                self.assertEqual((result, told, [str(p) for p in problems]), expected, question["case"])
        self.assertGreaterEqual(asked, 300)


if __name__ == "__main__":
    unittest.main()
