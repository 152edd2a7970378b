"""Says what the tests take of each room: coverage.py EXPORT.json ROOM..., EXPORT being what llvm-cov export has written.

A branch counts as taken if any instance of its template took it. One of a condition that the compiler knows (`if constexpr`) is none.
"""
import collections
import json
import sys

with open(sys.argv[1]) as exported:
    data = json.load(exported)['data'][0]


def room_of(name):
    """engine/rules of .../src/engine/rules/limit.hpp, where that is asked for."""
    inside = name.partition('/src/')[2]
    return next((room for room in sys.argv[2:] if inside.startswith(room + '/')), None)


sides = collections.defaultdict(lambda: [0, 0])
for function in data['functions']:
    names = function['filenames']
    for line, column, _, _, true, false, file, *_ in function['branches']:
        if room_of(names[file]):
            taken = sides[names[file], line, column]
            taken[0] += true
            taken[1] += false
            if true == false == 0:
                taken.append(function['count'])  # never run, or known to the compiler

lines = collections.defaultdict(lambda: [0, 0])
for file in data['files']:
    if room := room_of(file['filename']):
        lines[room][0] += file['summary']['lines']['covered']
        lines[room][1] += file['summary']['lines']['count']

missed = collections.defaultdict(list)
branches = collections.defaultdict(lambda: [0, 0])
for (name, line, column), (true, false, *folded) in sorted(sides.items()):
    if true == false == 0 and any(folded):
        continue
    room = room_of(name)
    branches[room][0] += (true != 0) + (false != 0)
    branches[room][1] += 2
    which = ' and '.join(side for side, count in (('true', true), ('false', false)) if not count)
    if which:
        missed[room].append(f'src/{name.partition("/src/")[2]}:{line}:{column}: {which}')

for room in sys.argv[2:]:
    print(f'{room}: {lines[room][0]} of {lines[room][1]} lines, {branches[room][0]} of {branches[room][1]} branches')
    for each in missed[room]:
        print(f'  {each}')
