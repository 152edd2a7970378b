"""The wheel, as a stranger gets it: nothing of this project is in the environment that uses it."""

import os
import re
import subprocess
import sys
import tempfile
import unittest
import zipfile
from pathlib import Path

source = Path(os.environ["TICKLER_SOURCE_DIR"])


class Wheel(unittest.TestCase):
    def test_a_wheel_is_installed_and_decides_with_the_library_inside_of_it(self):
        with tempfile.TemporaryDirectory() as folder:
            script = ["sh", str(source / "src/bindings/python/wheel.sh"), os.environ["TICKLER_C_LIBRARY"], folder, sys.executable]
            made = subprocess.run(script, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            if made.returncode == 77:
                self.skipTest(made.stdout)
            self.assertEqual(made.returncode, 0, made.stdout)
            (wheel,) = Path(folder).glob("*.whl")
            header = (source / "include/tickler/version.hpp").read_text()
            version = ".".join(re.findall(r"#define TICKLER_VERSION_\w+ (\d+)\n", header))
            self.assertRegex(wheel.name, rf"^tickler-{re.escape(version)}-py3-none-manylinux_2_\d+_\w+\.whl$")
            site = str(Path(folder) / "site")
            pip = [sys.executable, "-m", "pip", "-q", "install", "--no-index", "--no-deps", "--target", site, str(wheel)]
            if subprocess.run(pip, stdout=subprocess.PIPE, stderr=subprocess.STDOUT).returncode != 0:  # no pip, or an old system
                zipfile.ZipFile(wheel).extractall(site)
            program = "import tickler; print(tickler.__version__, tickler._library._library._name)"
            used = subprocess.run([sys.executable, "-c", program], cwd=folder, env={"PYTHONPATH": site}, check=True,
                                  stdout=subprocess.PIPE, text=True)  # fmt: skip
            self.assertEqual(used.stdout.split(), [version, f"{site}/tickler/libtickler-c.so.0"])
            self.assertTrue((Path(site) / "tickler/py.typed").exists())
            for each in Path(site, "tickler").glob("lib*"):
                needs = subprocess.run(["ldd", str(each)], check=True, stdout=subprocess.PIPE, text=True).stdout
                self.assertNotIn("not found", needs)
