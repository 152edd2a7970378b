"""Of the package alone; wheel.sh makes a wheel with the library inside, which serves every Python."""

import re
from pathlib import Path

from setuptools import setup
from wheel.bdist_wheel import bdist_wheel

header = Path(__file__).resolve().parents[3] / "include/tickler/version.hpp"
version = ".".join(re.findall(r"^#define TICKLER_VERSION_(?:MAJOR|MINOR|PATCH) (\d+)$", header.read_text(), re.MULTILINE))


class wheel_of_a_platform(bdist_wheel):
    def get_tag(self):
        return ("py3", "none", self.plat_name.replace("-", "_").replace(".", "_") if self.plat_name_supplied else "any")


setup(
    name="tickler",
    version=version,
    description="Who to follow up with next, how, and when",
    long_description=Path(__file__).with_name("README.md").read_text(),
    long_description_content_type="text/markdown",
    python_requires=">=3.9",
    packages=["tickler"],
    package_data={"tickler": ["py.typed", "lib*.so.*", "licenses/*"]},
    zip_safe=False,
    cmdclass={"bdist_wheel": wheel_of_a_platform},
)
