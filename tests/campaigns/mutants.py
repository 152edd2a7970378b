#!/usr/bin/env python3
"""Mutation testing of engine, time and conditions: would a test fail if the code were a little different?

    python3 tests/campaigns/mutants.py [--mutants 500] [--seed 20260302] [--jobs 2] [--again] [--only 17]

A random sample of small changes is drawn from clang's tree of the sources and compiled into one copy of them, each behind a switch
(`mutant::on(17) ? (a <= b) : (a < b)`), so that one build has them all. Then the test programs run once for each, the environment
saying which is on, until one of them fails. What fails none is listed: it is no change at all, or a test is missing. mutants.md
tells of the last time.

All is kept in build/mutants: a run that was interrupted goes on, --again tries what has survived once more, after tests have been
added, and removing the folder begins anew. Wanted: python3-clang-14, and what the tests are built with.
"""
import argparse
import collections
import concurrent.futures
import contextlib
import json
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

sys.path.append("/usr/lib/python3/dist-packages")  # where Debian has it, for another Python too
from clang import cindex

ROOMS = ["time", "expr", "policy/compile", "engine", "engine/state", "engine/rules", "engine/fold", "engine/decide", "engine/may",
         "engine/explain"]
ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDER = ROOT / "build/mutants"
COPY = FOLDER / "copy"

# In this order, the quick ones first, each stopped at its first error: (program, arguments, share of random cases)
RUNS = [("scenarios", [], "0.02"), ("time", [], "0.02"), ("expr", [], "0.02"), ("preview", [], "0.02"), ("engine", [], "0.02"),
        ("audit", [], "0.02"), ("properties", [], "0.02"), ("policy", [], "0.02"),
        ("properties", ["--run_test=*plain_reference*"], "0.05")]

OPPOSITE = {"<": ["<=", ">="], "<=": ["<", ">"], ">": [">=", "<="], ">=": [">", "<"], "==": ["!="], "!=": ["=="],
            "&&": ["||"], "||": ["&&"], "+": ["-"], "-": ["+"], "+=": ["-="], "-=": ["+="], "++": ["--"], "--": ["++"]}
KINDS = {**dict.fromkeys(["<", "<=", ">", ">=", "==", "!="], "comparison"), **dict.fromkeys(["&&", "||"], "and, or"),
         **dict.fromkeys(["+", "-", "+=", "-=", "++", "--"], "arithmetic")}
STATEMENTS = {"CALL_EXPR", "UNEXPOSED_EXPR", "BINARY_OPERATOR", "COMPOUND_ASSIGNMENT_OPERATOR", "UNARY_OPERATOR"}
NO_CODE = {"TYPE_REF", "TEMPLATE_REF", "NAMESPACE_REF", "STATIC_ASSERT", "ENUM_DECL", "TEMPLATE_NON_TYPE_PARAMETER",
           "TEMPLATE_TYPE_PARAMETER", "TYPE_ALIAS_DECL", "TYPEDEF_DECL", "CONCEPT_DECL", "FRIEND_DECL"}
NO_EFFECT = re.compile(rb"reserve\(|shrink_to_fit\(|prefetch")  # of these only time and memory know


def say(*words):
    print(time.strftime("%H:%M:%S"), *words, flush=True)


# A mutant: instead of text[start:end] of a file what comes of putting `by` for text[at:until] in it. `cast` is what the original
# needs to be of the same type.
class Finder:
    def __init__(self):
        self.found, self.seen, self.texts, self.macros = {}, set(), {}, collections.defaultdict(set)

    def text(self, file):
        if file not in self.texts:
            self.texts[file] = (COPY / file).read_bytes()
        return self.texts[file]

    def room(self, unit):
        sources = sorted((COPY / "src" / unit).glob("*.cpp"))
        lines = "".join(f'#include "{source}"\n' for source in sources)
        tree = cindex.Index.create().parse("unit.cpp", ["-std=c++20", "-w", f"-I{COPY}/include", f"-I{COPY}/src"],
                                           [("unit.cpp", lines)], cindex.TranslationUnit.PARSE_DETAILED_PROCESSING_RECORD)
        wrong = [str(d) for d in tree.diagnostics if d.severity >= cindex.Diagnostic.Error]
        if wrong:
            sys.exit(f"{unit}: {wrong[0]}")
        for cursor in tree.cursor.get_children():
            file = self.file_of(cursor)
            if file and cursor.kind.name == "MACRO_INSTANTIATION":
                self.macros[file].add(cursor.extent.start.offset)
        for cursor in tree.cursor.get_children():
            if self.file_of(cursor):
                self.declaration(cursor)

    def file_of(self, cursor):
        name = cursor.location.file and os.path.normpath(cursor.location.file.name)
        if not name or not name.startswith(f"{COPY}/src/"):
            return None
        file = os.path.relpath(name, COPY)
        return file if os.path.dirname(file)[4:] in ROOMS else None

    def declaration(self, cursor, inside=""):
        kind = cursor.kind.name
        if kind in NO_CODE or kind.startswith(("MACRO", "INCLUSION")):
            return
        if kind in ("NAMESPACE", "LINKAGE_SPEC", "UNEXPOSED_DECL"):
            for child in cursor.get_children():
                self.declaration(child)
        elif kind in ("CLASS_DECL", "STRUCT_DECL", "CLASS_TEMPLATE", "CLASS_TEMPLATE_PARTIAL_SPECIALIZATION"):
            for child in cursor.get_children():
                self.declaration(child, cursor.spelling + "::")
        else:
            place = (self.file_of(cursor), cursor.extent.start.offset)
            if not place[0] or place in self.seen or kind == "FIELD_DECL" and cursor.is_bitfield():
                return
            self.seen.add(place)
            if cursor.semantic_parent is not None and not inside and kind in ("CXX_METHOD", "CONSTRUCTOR", "FUNCTION_TEMPLATE"):
                parent = cursor.semantic_parent
                inside = parent.spelling + "::" if "CLASS" in parent.kind.name or "STRUCT" in parent.kind.name else ""
            self.file, self.function, self.bytes = place[0], inside + cursor.spelling, self.text(place[0])
            self.statement(cursor, [])

    def statement(self, cursor, above):
        kind, start, end = cursor.kind.name, cursor.extent.start.offset, cursor.extent.end.offset
        if kind in NO_CODE or kind == "VAR_DECL" and b"constexpr" in self.bytes[start:cursor.location.offset]:
            return
        children = list(cursor.get_children())
        text = self.bytes[start:end]
        if kind == "IF_STMT" and text.startswith(b"if constexpr"):
            children = children[1:]
        elif kind in ("IF_STMT", "WHILE_STMT"):
            self.condition(children)
        elif kind == "CONDITIONAL_OPERATOR" and children:
            self.negation(children[0], "condition")
        elif kind == "RETURN_STMT" and children and children[0].type.spelling in ("bool", "const bool"):
            self.negation(children[0], "return")
        elif kind == "CASE_STMT":
            children = children[1:]
        elif kind == "CXX_BOOL_LITERAL_EXPR" and text in (b"true", b"false"):
            self.add("literal", start, end, start, end, "false" if text == b"true" else "true")
        elif kind in ("INTEGER_LITERAL", "CALL_EXPR") and re.fullmatch(rb"[0-9][0-9A-Za-z'_]*", text):
            self.literal(start, end, above)
        elif kind == "BINARY_OPERATOR" and len(children) == 2 or kind == "COMPOUND_ASSIGNMENT_OPERATOR":
            left, right = children[0].extent.end.offset, children[1].extent.start.offset
            self.operator(start, end, left, right)
        elif kind == "UNARY_OPERATOR" and text[:2] in (b"++", b"--"):
            self.operator(start, end, start, start + 2, above)
        elif kind == "DECL_REF_EXPR":  # the operator of a class, as in a < b
            whole = next((p.extent for p in reversed(above) if p.extent.start.offset < start and p.extent.end.offset > end), None)
            if text.decode(errors="replace") in OPPOSITE and whole:
                self.operator(whole.start.offset, whole.end.offset, start, end)
            return  # what is below are arguments of templates
        if kind == "CALL_EXPR" and (name := re.match(rb"std::(?:ranges::)?(min|max)\(", text)):
            self.add("min, max", start, end, start + name.start(1), start + name.end(1), "max" if name[1] == b"min" else "min")
        bodies = children if kind in ("COMPOUND_STMT", "UNEXPOSED_STMT") else children[1:] if kind == "IF_STMT" else \
            children[-1:] if kind in ("FOR_STMT", "WHILE_STMT", "CXX_FOR_RANGE_STMT") else []
        for body in bodies:
            self.removal(body)
        for child in children:
            self.statement(child, above + [cursor])

    def condition(self, children):
        for child in children:
            first, last = child.extent.start.offset, child.extent.end.offset
            if child.kind.is_expression() and self.bytes[:first].rstrip()[-1:] in (b"(", b";") and \
                    self.bytes[last:last + 40].lstrip()[:1] == b")":
                return self.negation(child, "condition")
            if child.kind.name == "COMPOUND_STMT":
                return

    def negation(self, cursor, kind):
        start, end = cursor.extent.start.offset, cursor.extent.end.offset
        text = self.bytes[start:end].decode()
        if text not in ("true", "false"):
            self.add(kind, start, end, start, end, f"!({text})", "static_cast<bool>")

    def literal(self, start, end, above):
        number = re.fullmatch(r"(0[xX][0-9a-fA-F']+|[0-9']+?)([uUlLzZ]*|[a-z]+)", self.bytes[start:end].decode())
        before = self.bytes[:start].rstrip()[-1:]
        size_of_array = before == b"[" and above[-1].kind.name in ("VAR_DECL", "FIELD_DECL")
        if not number or size_of_array or before == b"=" and b"= 0;" in self.bytes[start - 2:end + 1] and "METHOD" in above[-1].kind.name:
            return
        value, suffix = int(number[1].replace("'", ""), 0), number[2]
        self.add("literal", start, end, start, end, f"{value + 1}{suffix}")
        self.add("literal", start, end, start, end, f"{value - 1}{suffix}" if value else f"(-1{suffix})")

    def operator(self, start, end, left, right, above=()):
        sign = self.bytes[left:right].decode().strip()
        if any(p.kind.name == "FOR_STMT" for p in above[-1:]):  # would go on for ever, and no more
            return
        at = self.bytes.index(sign.encode(), left) if sign in OPPOSITE else 0
        for other in OPPOSITE.get(sign, []):
            self.add(KINDS[sign], start, end, at, at + len(sign), other)

    def removal(self, cursor):
        start, end = cursor.extent.start.offset, cursor.extent.end.offset
        text = self.bytes[start:end]
        following = self.bytes[end:end + 40].lstrip()[:1]
        if cursor.kind.name in STATEMENTS and following == b";" and not NO_EFFECT.search(text):
            self.add("removal", start, end, start, end, "void()", "void")

    def add(self, kind, start, end, at, until, by, cast=""):
        text = self.bytes[start:end]
        if b"//" in text or b"#" in text or any(start <= m < end for m in self.macros[self.file]):
            return
        mutant = {"file": self.file, "line": self.bytes.count(b"\n", 0, start) + 1,
                  "last_line": self.bytes.count(b"\n", 0, end) + 1, "function": self.function, "kind": kind, "start": start,
                  "end": end, "at": at, "until": until, "by": by, "cast": cast, "was": " ".join(text.decode().split())}
        mutant["becomes"] = " ".join(mutated(self.bytes, mutant).split())
        self.found.setdefault((self.file, start, end, mutant["becomes"]), mutant)

    # A negated comparison is another comparison; each change is drawn once.
    def all(self):
        compared = {key[:3] for key, m in self.found.items() if m["kind"] == "comparison"}
        return [m for key, m in sorted(self.found.items()) if m["kind"] not in ("condition", "return") or key[:3] not in compared]


def mutated(text, m):
    whole = text[m["start"]:m["at"]] + m["by"].encode() + text[m["until"]:m["end"]]
    return re.sub(r"\s*\n\s*", " ", whole.decode())


# Each file gives as many as it has places for them: its own are shuffled and spread evenly over the order in which all are drawn.
def in_random_order(mutants, seed):
    by_file = collections.defaultdict(list)
    for m in mutants:
        by_file[m["file"]].append(m)
    dice, order = random.Random(seed), []
    for file in sorted(by_file):
        own = by_file[file]
        dice.shuffle(own)
        order += [((place + dice.random()) / len(own), file, place, m) for place, m in enumerate(own)]
    return [m for *_, m in sorted(order, key=lambda entry: entry[:3])]


# The text of a file with its mutants behind their switches; lines stay what they are, but for one that comes before all.
def with_switches(text, mutants):
    mutants = sorted(mutants, key=lambda m: (m["start"], -m["end"], m["cast"]))

    def render(start, end, some):
        out, at = b"", start
        while some:
            first = some[0]
            own = [m for m in some if (m["start"], m["end"]) == (first["start"], first["end"])]
            inner = [m for m in some if m["start"] < first["end"] and m not in own]
            some = [m for m in some if m["start"] >= first["end"]]
            piece = render(first["start"], first["end"], inner)
            for m in own:
                piece = b"(::mutant::on(%d) ? (%s) : %s(%s))" % (m["id"], mutated(text, m).encode(), m["cast"].encode(), piece)
            out += text[at:first["start"]] + piece
            at = first["end"]
        return out + text[at:end]

    return b'#include "mutant.hpp"\n' + render(0, len(text), mutants)


SWITCH = """// Which mutant is on, and which have been met.
#pragma once
#include <cstdio>
#include <cstdlib>
#include <type_traits>
namespace mutant {
inline int number(const char* text) { return text ? std::atoi(text) : -1; }
inline const int chosen = number(std::getenv("MUTANT"));
struct marks {
  unsigned char at[COUNT + 1]{};
  ~marks() {
    const char* name = std::getenv("MUTANTS_MET");
    std::FILE* file = name ? std::fopen(name, "a") : nullptr;
    if (!file) return;
    for (int i = 0; i <= COUNT; ++i)
      if (at[i]) std::fprintf(file, "%d\\n", i);
    std::fclose(file);
  }
};
inline marks met;
constexpr bool on(int n) noexcept {
  if (std::is_constant_evaluated()) return false;
  if (!met.at[n]) met.at[n] = 1;
  return n == chosen;
}
}  // namespace mutant
"""


def write(file, content):
    if not file.exists() or file.read_bytes() != content:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


# Sources of a sample stay what they were when it was drawn; tests are those of today.
def copy(folders):
    names = subprocess.run(["git", "ls-files", "-z", "-co", "--exclude-standard", *folders], cwd=ROOT, check=True, capture_output=True)
    for name in filter(None, names.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            write(COPY / name, (ROOT / name).read_bytes())
    facts = FOLDER / "shared"
    if not facts.exists() and (ROOT.parent / "shared").exists():
        facts.symlink_to((ROOT.parent / "shared").resolve())


def keep(name, rows):
    (FOLDER / name).write_text("".join(json.dumps(row) + "\n" for row in rows))


def kept(name):
    return [json.loads(line) for line in (FOLDER / name).read_text().splitlines()] if (FOLDER / name).exists() else []


def draw(seed):
    copy([])
    finder = Finder()
    for room in ROOMS:
        finder.room(room)
    order = in_random_order(finder.all(), seed)
    say(len(order), "changes are possible:", dict(collections.Counter(m["kind"] for m in order)))
    for number, m in enumerate(order):
        m["id"] = number
    keep("order.jsonl", order)
    for file in {m["file"] for m in order}:
        write(FOLDER / "plain" / file, (COPY / file).read_bytes())


# The first of the order that compile. Those in whose lines an error lies are left out, and others come for them.
def build(count, jobs):
    order, bad = kept("order.jsonl"), set(json.loads((FOLDER / "bad.json").read_text())) if (FOLDER / "bad.json").exists() else set()
    write(COPY / "src/mutant.hpp", SWITCH.replace("COUNT", str(len(order))).encode())
    if not (COPY / "build/CMakeCache.txt").exists():
        cache = ["-DCMAKE_CXX_COMPILER_LAUNCHER=ccache"] if shutil.which("ccache") else []
        command(["cmake", "-S", COPY, "-B", COPY / "build", "-G", "Ninja", "-DCMAKE_CXX_COMPILER=g++", "-DCMAKE_BUILD_TYPE=RelWithDebInfo",
                 "-DCMAKE_CXX_FLAGS_RELWITHDEBINFO=-O1", "-DCMAKE_CXX_FLAGS=-w -Wno-narrowing -D_GLIBCXX_ASSERTIONS",
                 "-DCMAKE_UNITY_BUILD=ON", "-DTICKLER_TEST_PACKAGING=OFF", "-DTICKLER_TEST_TERSE=ON", "-DTICKLER_BUILD_EXAMPLES=OFF",
                 "-DTICKLER_INSTALL=OFF", *cache])
    targets = list(dict.fromkeys(f"tickler_{name}_tests" for name, *_ in RUNS))
    for target in (["tickler_core"], targets):
        while True:
            sample = [m for m in order if m["id"] not in bad][:count]
            by_file = collections.defaultdict(list)
            for m in sample:
                by_file[m["file"]].append(m)
            for file in {m["file"] for m in order}:
                text = (FOLDER / "plain" / file).read_bytes()
                write(COPY / file, with_switches(text, by_file[file]) if by_file[file] else text)
            say("building", *target, "with", len(sample), "mutants,", len(bad), "left out")
            done = command(["cmake", "--build", COPY / "build", f"-j{jobs}", "--target", *target, "--", "-k", "0"], fails=True)
            if done.returncode == 0:
                break
            places = re.findall(r"/copy/(src/\S+?):(\d+):\d+: error:", done.stdout) or \
                re.findall(r"/copy/(src/\S+?):(\d+):\d+:\s+required from", done.stdout)
            lines = {(file, int(line) - 1) for file, line in places}
            wrong = {m["id"] for m in sample for line in range(m["line"], m["last_line"] + 1) if (m["file"], line) in lines}
            if not wrong:
                sys.exit(done.stdout[-6000:] + "\nthe copy does not compile")
            bad |= wrong
            (FOLDER / "bad.json").write_text(json.dumps(sorted(bad)))
    keep("sample.jsonl", sample)
    return sample


def command(words, fails=False):
    done = subprocess.run([str(word) for word in words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode and not fails:
        sys.exit(done.stdout[-6000:])
    return done


# What a run of a program comes to: "passed", "failed" (at its first error it is stopped), "crashed" or "timed out"; and how long it took.
def run(program, arguments, share, limit, **environment):
    folder = COPY / "build/tests"
    own = tempfile.mkdtemp(dir=FOLDER / "tmp")
    began = time.monotonic()
    words = ["prlimit", f"--as={4 << 30}", "--core=0", folder / f"tickler_{program}_tests", *arguments]
    process = subprocess.Popen(words, cwd=folder, start_new_session=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, env={**os.environ, "TICKLER_CASES": share, "RC_PARAMS": "seed=20260302",
                                                              "TMPDIR": own, **environment})
    outcome = None

    def stop(why):
        nonlocal outcome
        outcome = outcome or why
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)

    timer = threading.Timer(limit, stop, ["timed out"])
    timer.start()
    for line in process.stdout:
        if b"error: in " in line and not outcome:
            stop("failed")
    code = process.wait()
    timer.cancel()
    shutil.rmtree(own, ignore_errors=True)
    return outcome or ("passed" if code == 0 else "crashed" if code < 0 else "failed"), time.monotonic() - began


# Without a mutant all are passed; which places of mutants each program comes to, and how long it takes.
def survey():
    normal = {}
    for number, (program, arguments, share) in enumerate(RUNS):
        met = FOLDER / f"met.{number}"
        met.unlink(missing_ok=True)
        outcome, seconds = run(program, arguments, share, 1200, MUTANTS_MET=str(met))
        normal[number] = (seconds, {int(line) for line in met.read_text().split()})
        say(f"{program} {' '.join(arguments)} {outcome} in {seconds:.1f} s, comes to {len(normal[number][1])}")
        if outcome != "passed":
            sys.exit("the tests fail without a mutant")
    return normal


def try_out(m, normal):
    tried = []
    for number, (program, arguments, share) in enumerate(RUNS):
        seconds, met = normal[number]
        if m["id"] not in met:
            continue
        outcome, took = run(program, arguments, share, min(10 * seconds + 10, 3 * seconds + 60), MUTANT=str(m["id"]))
        tried.append(round(took, 1))
        if outcome != "passed":
            return {**m, "verdict": "killed", "killer": program, "how": outcome, "seconds": tried}
    return {**m, "verdict": "survived" if tried else "not covered", "seconds": tried}


def told(m):
    by = f'{m["killer"]} ({m["how"]})' if m["verdict"] == "killed" else m["verdict"].upper()
    return f'{m["id"]:5} {m["file"][4:]}:{m["line"]} {m["function"]} | {m["kind"]} | {m["was"]} -> {m["becomes"]} | {by}'


def figures(results):
    def line(name, some):
        killed = sum(m["verdict"] == "killed" for m in some)
        print(f"| {name} | {len(some)} | {killed} | {100 * killed / len(some):.1f} % |")

    print("\n| of | mutants | killed | |\n|---|---|---|---|")
    for key in (lambda m: os.path.dirname(m["file"])[4:], lambda m: m["kind"]):
        for name in sorted({key(m) for m in results}):
            line(name, [m for m in results if key(m) == name])
    line("all", results)
    print("\nkilled by", dict(collections.Counter(m["killer"] for m in results if m["verdict"] == "killed")))
    print("\nNot killed:")
    for m in results:
        if m["verdict"] != "killed":
            print(told(m))


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--mutants", type=int, default=500, help="so many are compiled in")
    options.add_argument("--first", type=int, help="so many of them are tried; all, if it is not said")
    options.add_argument("--seed", type=int, default=20260302)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--again", action="store_true", help="try what has survived once more")
    options.add_argument("--only", type=int, action="append", help="try this one, whatever is known of it")
    chosen = options.parse_args()

    (FOLDER / "tmp").mkdir(parents=True, exist_ok=True)
    if (FOLDER / "order.jsonl").exists():
        copy(["tests", "examples"])
    else:
        draw(chosen.seed)
    sample = build(chosen.mutants, chosen.jobs)
    normal = survey()
    results = {m["id"]: m for m in kept("results.jsonl")}
    todo = [m for m in sample[:chosen.first] if m["id"] not in results or chosen.again and results[m["id"]]["verdict"] != "killed"]
    if chosen.only:
        todo = [m for m in sample if m["id"] in chosen.only]
    say(len(todo), "to be tried")
    with concurrent.futures.ThreadPoolExecutor(chosen.jobs) as pool:
        for done in concurrent.futures.as_completed([pool.submit(try_out, m, normal) for m in todo]):
            m = done.result()
            results[m["id"]] = m
            print(told(m), flush=True)
            keep("results.jsonl", results.values())
    figures([results[m["id"]] for m in sample if m["id"] in results])


if __name__ == "__main__":
    main()
