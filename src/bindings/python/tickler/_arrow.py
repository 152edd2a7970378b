"""Arrow's C streams as Python hands them over: https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html"""

import ctypes
from ctypes import byref, c_char_p, c_int32, c_int64, c_uint32, c_void_p, py_object
from typing import Any, List

from . import _library as _c

_ZONELESS_IS_UTC = 1
_NAME = b"arrow_array_stream"


class _Stream(ctypes.Structure):
    _fields_ = [("get_schema", c_void_p), ("get_next", c_void_p), ("get_last_error", c_void_p),
                ("release", ctypes.CFUNCTYPE(None, c_void_p)), ("private_data", c_void_p)]


def _python(name: str, result: Any, *arguments: Any) -> Any:
    return ctypes.PYFUNCTYPE(result, *arguments)((name, ctypes.pythonapi))


_Destructor = ctypes.CFUNCTYPE(None, c_void_p)
_capsule = _python("PyCapsule_New", py_object, c_void_p, c_char_p, _Destructor)
_address_in = _python("PyCapsule_GetPointer", c_void_p, py_object, c_char_p)
_address_in_dying = _python("PyCapsule_GetPointer", c_void_p, c_void_p, c_char_p)  # which must not be counted once more
_allocate = _python("PyMem_Malloc", c_void_p, ctypes.c_size_t)
_free = _python("PyMem_Free", None, c_void_p)
_decide_arrow = _c._function("decide_arrow", c_int32, c_void_p, c_void_p, c_int64, c_uint32, c_void_p, ctypes.POINTER(c_void_p))


def _release(address: int) -> None:
    stream = _Stream.from_address(address)
    if stream.release:  # nobody has taken it over
        stream.release(address)
    _free(address)


_released = _Destructor(lambda capsule: _release(_address_in_dying(capsule, _NAME)))  # as long as there may be capsules


class Decisions:
    """A stream of decisions, a row for each row of the cases, decided as it is read: for whatever takes an Arrow stream
    (`polars.DataFrame(decisions)`, `pyarrow.table(decisions)`). It is read once. `warnings`: facts that the policy does not declare."""

    def __init__(self, policy: Any, cases: Any, now: int, zoneless_is_utc: bool):
        if not hasattr(cases, "__arrow_c_stream__"):
            raise _c.Misuse(f"a {type(cases).__name__} hands over no Arrow stream")
        given = cases.__arrow_c_stream__()
        address, problems = _allocate(ctypes.sizeof(_Stream)), c_void_p()
        if not address:
            raise MemoryError("no memory for tickler")
        flags = _ZONELESS_IS_UTC if zoneless_is_utc else 0
        result = _decide_arrow(policy, _address_in(given, _NAME), now, flags, address, byref(problems))
        self._stream = _capsule(address, _NAME, _released)
        self.warnings: List[_c.Problem] = _c.handed_over(problems.value)
        _c.check(result, self.warnings)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        if self._stream is None:
            raise _c.Misuse("these decisions have been read")
        stream, self._stream = self._stream, None
        return stream
