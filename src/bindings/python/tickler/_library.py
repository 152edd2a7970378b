"""The functions of tickler.h, as ctypes calls them: it lets other threads run meanwhile."""

import ctypes
import os
from ctypes import POINTER, byref, c_char_p, c_int32, c_int64, c_size_t, c_uint32, c_uint64, c_void_p
from typing import Any, Callable, List, NamedTuple, Optional, Sequence, Type

ABI = 1  # of tickler.h when this was written
NONE = -(2**63)  # no time
OK, REFUSED, MISUSE, NO_MEMORY = range(4)


class Given(ctypes.Structure):
    _fields_ = [("data", c_char_p), ("size", c_size_t)]

    def __init__(self, text: bytes):
        super().__init__(text, len(text))


class Text(ctypes.Structure):
    _fields_ = [("data", c_void_p), ("size", c_size_t)]

    def bytes(self) -> bytes:
        return ctypes.string_at(self.data, self.size) if self.data else b""


class ProblemStruct(ctypes.Structure):
    _fields_ = (("number", c_int32), ("severity", c_int32), ("line", c_uint32), ("column", c_uint32),
                ("file", Text), ("path", Text), ("message", Text), ("said", Text))


class Problem(NamedTuple):
    """What is wrong with a policy, a record or a call; as text: all of it, as one line."""

    number: int  # 101 of T101; `tickler help T101` says more
    severity: str  # "error" or "warning"
    line: int  # from 1; 0: of no line
    column: int  # in bytes, from 1
    file: str
    path: str
    message: str
    said: str

    def __str__(self) -> str:
        return self.said


class Error(Exception):
    """What all errors of this package are: `problems` says what is wrong. One that is none of the others: a bug of ours."""

    def __init__(self, message: str, problems: Sequence[Problem] = ()):
        super().__init__(message)
        self.problems = list(problems)


class PolicyError(Error, ValueError):
    """A policy that cannot be used."""


class Refused(Error, ValueError):
    """A text that cannot be used: a case to be explained, a touch, a script, a saved state."""


class Misuse(Error, ValueError):
    """A call that cannot be meant: the bug is in the program that calls."""


def _opened() -> ctypes.CDLL:
    beside = os.path.join(os.path.dirname(os.path.abspath(__file__)), "libtickler-c.so.0")
    told = os.environ.get("TICKLER_C_LIBRARY")
    try:
        library = ctypes.CDLL(told or (beside if os.path.exists(beside) else "libtickler-c.so.0"))
        library.tickler_abi.restype = library.tickler_oldest_abi.restype = c_uint32
    except (OSError, AttributeError) as e:
        raise ImportError(f"{e}; the environment variable TICKLER_C_LIBRARY may say where libtickler-c is") from e
    oldest, newest = library.tickler_oldest_abi(), library.tickler_abi()
    if not oldest <= ABI <= newest:
        raise ImportError(f"{library._name} serves the ABI {oldest} to {newest} of tickler.h, and this package needs {ABI}")
    return library


_library = _opened()


def _function(name: str, result: Any, *arguments: Any) -> Any:
    found = getattr(_library, "tickler_" + name)
    found.restype, found.argtypes = result, arguments
    return found


_out, _text = POINTER(c_void_p), POINTER(Text)
version = _function("version", c_char_p)
prepare = _function("prepare", c_int32, POINTER(Given), c_size_t, _out)
zone_data = _function("zone_data", c_int32, _text)
policy_load = _function("policy_load", c_int32, Given, Given, _out, _out)
policy_free = _function("policy_free", None, c_void_p)
policy_name = _function("policy_name", Text, c_void_p)
policy_fingerprint = _function("policy_fingerprint", c_uint64, c_void_p)
worker_new = _function("worker_new", c_int32, c_void_p, c_uint32, _out)
worker_free = _function("worker_free", None, c_void_p)
worker_problems = _function("worker_problems", c_void_p, c_void_p)
problems_size = _function("problems_size", c_size_t, c_void_p)
problems_get = _function("problems_get", c_int32, c_void_p, c_size_t, POINTER(ProblemStruct), c_size_t)
problems_free = _function("problems_free", None, c_void_p)
decide_json = _function("decide_json", c_int32, c_void_p, Given, c_int64, _text)
decide_lines = _function("decide_lines", c_int32, c_void_p, Given, c_int64, _text)
may_json = _function("may_json", c_int32, c_void_p, Given, Given, c_int64, _text)
explain_json = _function("explain_json", c_int32, c_void_p, Given, c_int64, c_uint32, _text)
preview_json = _function("preview_json", c_int32, c_void_p, Given, Given, c_int64, c_int64, c_uint32, _text)
save_state = _function("save_state", c_int32, c_void_p, Given, c_int64, _text)
decide_saved_json = _function("decide_saved_json", c_int32, c_void_p, Given, Given, c_int64, _text, _text)


def problems_of(handle: Optional[int]) -> List[Problem]:
    found = []
    for i in range(problems_size(handle)):
        one = ProblemStruct()
        problems_get(handle, i, byref(one), ctypes.sizeof(one))
        severity = "warning" if one.severity else "error"
        texts = [each.bytes().decode(errors="replace") for each in (one.file, one.path, one.message, one.said)]
        found.append(Problem(one.number, severity, one.line, one.column, *texts))
    return found


def handed_over(handle: Optional[int]) -> List[Problem]:
    owned = Owned(handle, problems_free)
    return problems_of(owned.handle)


def check(result: int, problems: List[Problem], refused: Type[Error] = Refused) -> None:
    if result == NO_MEMORY:
        raise MemoryError("no memory for tickler")
    if result != OK:
        raised = {REFUSED: refused, MISUSE: Misuse}.get(result, Error)
        raise raised("\n".join(map(str, problems)) or f"tickler.h answered {result}", problems)


class Owned:
    """A handle that is freed when nobody has it any more."""

    def __init__(self, handle: Optional[int], free: Callable[[Optional[int]], None]):
        self.handle, self._free = handle, free

    def __del__(self) -> None:
        self._free(self.handle)
