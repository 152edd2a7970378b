"""Just enough of DuckDB's C library (its npm package carries it) to ask it for Arrow streams and to give it some."""

import ctypes
import os
import subprocess
from ctypes import CFUNCTYPE, POINTER, Structure, byref, c_char_p, c_int, c_int64, c_uint64, c_void_p
from pathlib import Path

PACKAGE = "@duckdb/node-bindings-linux-x64"


def library():
    """Where it is, or None. Fetched where the tests of all languages are wanted."""
    told = os.environ.get("TICKLER_DUCKDB")
    folder = Path(told) if told else Path(os.environ["TICKLER_CONFORMANCE"]).parent / "duckdb"
    found = folder / "node_modules" / PACKAGE / "libduckdb.so"
    if not found.exists() and os.environ.get("TICKLER_TEST_LANGUAGES") == "all":
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--silent", "--no-save", "--prefix", str(folder), PACKAGE + "@1"], check=False)
    return found if found.exists() else None


class ArrowSchema(Structure):
    _fields_ = [("head", c_void_p * 3), ("numbers", c_int64 * 2), ("parts", c_void_p * 2), ("release", c_void_p), ("private", c_void_p)]


class ArrowArray(Structure):
    _fields_ = [("numbers", c_int64 * 5), ("parts", c_void_p * 3), ("release", c_void_p), ("private", c_void_p)]


_get_schema, _get_next = CFUNCTYPE(c_int, c_void_p, POINTER(ArrowSchema)), CFUNCTYPE(c_int, c_void_p, POINTER(ArrowArray))
_get_last_error, _release = CFUNCTYPE(c_void_p, c_void_p), CFUNCTYPE(None, c_void_p)


class ArrowStream(Structure):
    _fields_ = [("get_schema", _get_schema), ("get_next", _get_next), ("get_last_error", _get_last_error), ("release", _release),
                ("private", c_void_p)]


class _Result(Structure):
    _fields_ = [("parts", c_uint64 * 8)]


_new_capsule = ctypes.pythonapi.PyCapsule_New
_new_capsule.restype, _new_capsule.argtypes = ctypes.py_object, [c_void_p, c_char_p, c_void_p]
_address_in = ctypes.pythonapi.PyCapsule_GetPointer
_address_in.restype, _address_in.argtypes = c_void_p, [ctypes.py_object, c_char_p]


class Database:
    def __init__(self):
        self._duck = ctypes.CDLL(str(library()))
        self._database = c_void_p()
        self._duck.duckdb_open(None, byref(self._database))
        self._connection = self._connected()
        self._duck.duckdb_result_error.restype = c_char_p
        self._duck.duckdb_value_varchar.restype = c_void_p
        self._duck.duckdb_value_varchar.argtypes = [c_void_p, c_uint64, c_uint64]
        self._duck.duckdb_row_count.restype = self._duck.duckdb_column_count.restype = c_uint64
        self._duck.duckdb_free.argtypes = [c_void_p]
        self._duck.duckdb_query_arrow_error.restype = c_char_p
        self._kept = []

    def _connected(self):
        connection = c_void_p()
        self._duck.duckdb_connect(self._database, byref(connection))
        return connection

    def query(self, sql):
        """The rows as tuples of texts."""
        result = _Result()
        failed = self._duck.duckdb_query(self._connection, sql.encode(), byref(result))
        try:
            if failed:
                raise RuntimeError(self._duck.duckdb_result_error(byref(result)).decode())
            rows, columns = self._duck.duckdb_row_count(byref(result)), self._duck.duckdb_column_count(byref(result))
            return [tuple(self._text(result, column, row) for column in range(columns)) for row in range(rows)]
        finally:
            self._duck.duckdb_destroy_result(byref(result))

    def _text(self, result, column, row):
        address = self._duck.duckdb_value_varchar(byref(result), column, row)
        text = ctypes.string_at(address).decode() if address else None
        self._duck.duckdb_free(address)
        return text

    def stream(self, sql):
        """What the query gives, as an object with __arrow_c_stream__: read while other queries are asked, so by another connection."""
        arrow, connection = c_void_p(), self._connected()
        self._duck.duckdb_query(connection, b"set timezone = 'UTC'", None)
        if self._duck.duckdb_query_arrow(connection, sql.encode(), byref(arrow)):
            raise RuntimeError(self._duck.duckdb_query_arrow_error(arrow).decode())

        def schema(_, out):
            ctypes.memset(out, 0, ctypes.sizeof(ArrowSchema))
            return self._duck.duckdb_query_arrow_schema(arrow, byref(c_void_p(ctypes.addressof(out.contents))))

        def batch(_, out):
            ctypes.memset(out, 0, ctypes.sizeof(ArrowArray))
            return self._duck.duckdb_query_arrow_array(arrow, byref(c_void_p(ctypes.addressof(out.contents))))

        def release(address):
            self._duck.duckdb_destroy_arrow(byref(arrow))
            self._duck.duckdb_disconnect(byref(connection))
            ArrowStream.from_address(address).release = _release()

        stream = ArrowStream(_get_schema(schema), _get_next(batch), _get_last_error(lambda _: None), _release(release), None)
        self._kept.append(stream)

        class Handed:
            def __arrow_c_stream__(self, requested_schema=None):
                return _new_capsule(ctypes.addressof(stream), b"arrow_array_stream", None)

        return Handed()

    def take(self, name, decisions):
        """A table of what the stream gives."""
        capsule = decisions.__arrow_c_stream__()
        stream = c_void_p(_address_in(capsule, b"arrow_array_stream"))
        if self._duck.duckdb_arrow_scan(self._connection, (name + "_read").encode(), stream):
            raise RuntimeError("DuckDB does not take the stream")
        self.query(f"create table {name} as select * from {name}_read")
