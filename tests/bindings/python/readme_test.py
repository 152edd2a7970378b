"""What the README says is what happens."""

import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from snippets import blocks

source = Path(os.environ["TICKLER_SOURCE_DIR"])


def printed(program: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(source / "examples/starter/follow-up.yaml", folder)
        return subprocess.run([sys.executable, "-c", program], cwd=folder, check=True, stdout=subprocess.PIPE, text=True).stdout


class Readme(unittest.TestCase):
    def test_a_newcomer_needs_at_most_25_lines_and_sees_what_the_readme_says(self):
        text = (source / "src/bindings/python/README.md").read_text()
        (program,), (output,) = blocks(text, "python"), blocks(text, "text")
        self.assertLessEqual(len(program.splitlines()), 25)
        self.assertEqual(printed(program), output)
