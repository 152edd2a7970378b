"""The code that stands in a text, so that what is tested is what is read."""

import re
from typing import List


def blocks(text: str, language: str) -> List[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
