"""Who to follow up with next, how, and when.

    policy = tickler.Policy.load(open("follow-up.yaml").read(), "follow-up.yaml")
    case = {"prospect": {"id": "ada", "zone": "Europe/London"}, "touchpoints": []}
    for action in policy.decide(case, datetime.now(timezone.utc))["actions"]: ...

A case is one prospect with all that has happened to it: a dict, or JSON as str or bytes. The answer is of the same kind; bytes are
the quickest. Times in dicts may be datetimes that know their zone. `now` is such a datetime, or seconds since 1970; fractions of a
second are cut off.
"""

import functools
import json
from ctypes import byref, c_void_p
from datetime import datetime
from typing import Any, Callable, Dict, Iterable, List, Optional, Tuple, TypeVar, Union, cast

from . import _library as _c
from ._arrow import Decisions
from ._library import Error, Misuse, PolicyError, Problem, Refused

__all__ = ["Policy", "Decisions", "Problem", "Error", "PolicyError", "Refused", "Misuse", "prepare", "zone_data"]
__version__: str = _c.version().decode()

Record = Dict[str, Any]
Time = Union[datetime, int, float]
OnProblem = Optional[Callable[[Problem], object]]  # such as a list's append or a logger's warning
Kind = TypeVar("Kind", str, bytes, Record)
Text = TypeVar("Text", str, bytes)


def prepare(zones: Iterable[str]) -> None:
    """Reads these time zones of the system now: before a fork, at the start of a server."""
    names, problems = [_c.Given(zone.encode()) for zone in zones], c_void_p()
    result = _c.prepare((_c.Given * len(names))(*names), len(names), byref(problems))
    _c.check(result, _c.handed_over(problems.value))


def zone_data() -> str:
    """The release of the time-zone data, such as 2026b. Two programs decide the same only by the same data."""
    text = _c.Text()
    _c.check(_c.zone_data(byref(text)), [])
    return text.bytes().decode()


class Policy:
    """A policy that was read and checked. It never changes; any number of threads may use it at a time, and it can be pickled."""

    def __init__(self, text: Union[str, bytes], name: str = "policy"):
        handle, problems = c_void_p(), c_void_p()
        result = _c.policy_load(_c.Given(_json(text)), _c.Given(name.encode()), byref(handle), byref(problems))
        self.warnings: List[Problem] = _c.handed_over(problems.value)
        _c.check(result, self.warnings, PolicyError)
        self._loaded_from = (text, name)
        self._policy = _c.Owned(handle.value, _c.policy_free)
        self._idle: List[_c.Owned] = []  # workers: each call has one for itself
        self.name: str = _c.policy_name(handle).bytes().decode()
        self.fingerprint: int = _c.policy_fingerprint(handle)  # of all in it that decides

    @classmethod
    def load(cls, text: Union[str, bytes], name: str = "policy") -> "Policy":
        """Reads and checks a policy's text, which problems call by that name. Takes milliseconds: keep the policy."""
        return cls(text, name)

    def __repr__(self) -> str:
        return f"<tickler.Policy {self.name!r} {self.fingerprint:016x}>"

    def __reduce__(self) -> Tuple[Any, ...]:
        return _loaded_once, self._loaded_from

    def decide(self, case: Kind, now: Time, on_problem: OnProblem = None) -> Kind:
        """What to do next. A case that cannot be read is decided for as `invalid`, and `on_problem` is called with each reason."""
        return _like(case, *self._ask(_c.decide_json, [_json(case)], [_seconds(now)], on_problem))

    def decide_lines(self, cases: Text, now: Time, on_problem: OnProblem = None) -> Text:
        """For many, a case a line and a decision a line, in the same order."""
        return _like(cases, *self._ask(_c.decide_lines, [_json(cases)], [_seconds(now)], on_problem))

    def decide_all(self, cases: Iterable[Record], now: Time, on_problem: OnProblem = None) -> List[Record]:
        """The same for dicts."""
        lines = b"".join(_json(case) + b"\n" for case in cases)
        return list(map(json.loads, self.decide_lines(lines, now, on_problem).splitlines()))

    def decide_arrow(self, cases: Any, now: Time, *, zoneless_is_utc: bool = False) -> Decisions:
        """For a table in whatever hands over an Arrow stream (Polars, pandas, PyArrow); tickler.h lists its columns."""
        return Decisions(self._policy.handle, cases, _seconds(now), zoneless_is_utc)

    def may(self, case: Kind, touch: Union[str, bytes, Record], now: Time, on_problem: OnProblem = None) -> Kind:
        """May this be done now? The touch is {"channel": "phone", "purpose": ..., ...}. For a case that cannot be read: stop."""
        return _like(case, *self._ask(_c.may_json, [_json(case), _json(touch)], [_seconds(now)], on_problem))

    def explain(self, case: Kind, now: Time, *, full: bool = False) -> Kind:
        """Why, as a tree. `full`: also runs that are over, steps that were not reached, all parts of conditions."""
        return _like(case, *self._ask(_c.explain_json, [_json(case)], [_seconds(now), int(full)]))

    def preview(self, case: Kind, script: str, now: Time, until: Optional[Time] = None, *, lazy: bool = False) -> Kind:
        """What will happen, for a year or until then, by a script such as "answers on day 10"; by "": nobody does. `lazy`: each
        action is done at its deadline."""
        end = _c.NONE if until is None else _seconds(until)
        return _like(case, *self._ask(_c.preview_json, [_json(case), script.encode()], [_seconds(now), end, int(lazy)]))

    def save_state(self, case: Union[str, bytes, Record], until: Time) -> bytes:
        """What the whole history up to and including `until` has come to, to be kept beside the record."""
        return self._ask(_c.save_state, [_json(case)], [_seconds(until)])[0]

    def decide_saved(self, state: bytes, case: Kind, now: Time) -> Tuple[Kind, bytes]:
        """By a saved state and the touchpoints since; with the answer comes the state with them. Refused: save it anew."""
        answer, after = self._ask(_c.decide_saved_json, [state, _json(case)], [_seconds(now)], count=2)
        return _like(case, answer), after

    def _ask(self, ask: Any, texts: List[bytes], numbers: List[int], on_problem: OnProblem = None, count: int = 1) -> List[bytes]:
        answers = [_c.Text() for _ in range(count)]
        worker = self._taken()
        result = ask(worker.handle, *map(_c.Given, texts), *numbers, *map(byref, answers))
        problems = _c.problems_of(_c.worker_problems(worker.handle))
        told = [answer.bytes() for answer in answers]
        self._idle.append(worker)
        _c.check(result, problems)
        if on_problem:
            for problem in problems:
                on_problem(problem)
        return told

    def _taken(self) -> _c.Owned:
        try:
            return self._idle.pop()  # of two threads one gets it
        except IndexError:
            made = c_void_p()
            _c.check(_c.worker_new(self._policy.handle, _c.ABI, byref(made)), [])
            return _c.Owned(made.value, _c.worker_free)


@functools.lru_cache(maxsize=64)
def _loaded_once(text: Union[str, bytes], name: str) -> Policy:
    return Policy(text, name)


def _seconds(time: Time) -> int:
    if isinstance(time, datetime):
        if time.utcoffset() is None:
            raise Misuse(f"{time!r} has no zone: write datetime.now(timezone.utc)")
        return int(time.timestamp() // 1)
    if isinstance(time, (int, float)) and not isinstance(time, bool) and -(2**53) < time < 2**53:
        return int(time // 1)
    raise Misuse(f"{time!r} is no time: write a datetime with a zone, or seconds since 1970")


def _json(record: Union[str, bytes, Record]) -> bytes:
    if isinstance(record, bytes):
        return record
    if not isinstance(record, str):
        record = json.dumps(record, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_plain)
    return record.encode()


def _plain(value: object) -> str:
    if isinstance(value, datetime) and value.utcoffset() is not None:
        return value.isoformat()
    raise Misuse(f"{value!r} cannot stand in a record" + (": it has no zone" if isinstance(value, datetime) else ""))


def _like(asked: Kind, answer: bytes) -> Kind:
    if isinstance(asked, bytes):
        return answer
    return answer.decode() if isinstance(asked, str) else cast(Record, json.loads(answer))
