"""A judge that cannot condemn is worth nothing: histories with one planted fault each."""
import types
import unittest

import judge

NUMBER = "5511966000001"


class Process:
    def __init__(self, absences=()):
        self.absences = absences

    def was_absent(self, begin, end):
        return any(since <= end and until >= begin for since, until in self.absences)


def act(kind, at, *, mark=None, text=None, process=0, tag=None, answered=True, lasting=0.1, **more):
    words = text or f"O pedido está a caminho. ref:{mark}"
    return {"kind": kind, "person": NUMBER, "begin": at, "end": at + lasting, "process": process, "tag": tag or f"1.1.{at}",
            "text": words, "is_accepted": True, "is_answered": answered, **more}


class JudgeTests(unittest.TestCase):
    def setUp(self):
        self.fleet = [Process(), Process()]
        self.platform = types.SimpleNamespace(known={})
        self.person = types.SimpleNamespace(number=NUMBER, script=[("1/1", "order"), ("1/2", "order")])

    def faults(self, acts):
        return judge.judge_person(self.person, acts, self.fleet, self.platform)

    def test_a_fair_history(self):
        self.assertEqual(self.faults([act("text", 1, mark="1/1"), act("text", 2, mark="1/2")]), ([], 0, 0))

    def test_lost(self):
        self.assertIn("without an answer", self.faults([act("text", 1, mark="1/1")])[0][0])

    def test_an_apology_is_an_answer(self):
        self.assertEqual(self.faults([act("text", 1, mark="1/1"), act("text", 2, text=judge.APOLOGY)]), ([], 0, 1))

    def test_an_apology_beside_the_answer_is_none_for_another_question(self):
        acts = [act("text", 1, mark="1/1"), act("text", 2, text=judge.APOLOGY), act("text", 3, mark="1/2")]
        self.assertIn("nothing was due", self.faults(acts)[0][0])

    def test_overtaken(self):
        self.assertIn("out of order", self.faults([act("text", 1, mark="1/2"), act("text", 2, mark="1/1")])[0][0])

    def test_answered_by_two_turns(self):
        acts = [act("text", 1, mark="1/1"), act("text", 2, mark="1/1"), act("text", 3, mark="1/2")]
        self.assertIn("by different turns", self.faults(acts)[0][0])

    def test_sent_twice_without_need(self):
        acts = [act("text", 1, mark="1/1", tag="a"), act("text", 30, mark="1/1", tag="a"), act("text", 31, mark="1/2")]
        self.assertIn("without need", self.faults(acts)[0][0])

    def test_sent_twice_though_a_status_told_of_it(self):
        self.platform.known["a"] = 5
        acts = [act("text", 1, mark="1/1", tag="a", answered=False), act("text", 30, mark="1/1", tag="a"), act("text", 31, mark="1/2")]
        self.assertIn("without need", self.faults(acts)[0][0])

    def test_sent_twice_after_a_cut(self):
        acts = [act("text", 1, mark="1/1", tag="a", answered=False), act("text", 30, mark="1/1", tag="a"), act("text", 31, mark="1/2")]
        self.assertEqual(self.faults(acts), ([], 1, 0))

    def test_more_tickets_than_yes(self):
        self.person.script = [("1/1", "ticket"), ("1/1", "yes")]
        acts = [act("ticket", 1, key="a"), act("ticket", 2, key="a"), act("ticket", 3, key="b")]
        faults, opened, repeated = judge.judge_tickets([self.person], acts)
        self.assertEqual((len(faults), opened, repeated), (1, 2, 1))

    def test_two_at_one_time(self):
        acts = [act("text", 1, process=0, lasting=2), act("model", 2, process=1)]
        self.assertEqual(len(judge.overlaps(acts, self.fleet)[0]), 1)

    def test_one_that_woke_meanwhile(self):
        self.fleet[0].absences = [(0, 1)]
        acts = [act("text", 1, process=0, lasting=2), act("model", 2, process=1)]
        self.assertEqual(judge.overlaps(acts, self.fleet), ([], 1))


if __name__ == "__main__":
    unittest.main()
