"""The code that stands in a text, so that what is tested is what is read."""

import re
from typing import List


def blocks(text: str, language: str) -> List[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def section(text: str, heading: str) -> str:
    """From the heading to the next one of its level or above."""
    level = len(heading) - len(heading.lstrip("#"))
    _, found, rest = text.partition(f"\n{heading}\n")
    assert found, heading
    code = False
    lines = []
    for line in rest.splitlines(keepends=True):
        code ^= line.startswith("```")
        if not code and re.match(rf"#{{1,{level}}} ", line):
            break
        lines.append(line)
    return "".join(lines)
