# A virtual environment as `--venv` reads it: METADATA, WHEEL, RECORD, direct_url.json and .egg folders, with the verdict on each package.
# SPDX-License-Identifier: MIT
#
#   check_environment.py BINARY
import json
import os
import pathlib
import subprocess
import sys
import tempfile

binary = os.path.abspath(sys.argv[1])
failures = []

SITE = "lib/python3.11/site-packages/"


def metadata(name, version, *more):
    return "Metadata-Version: 2.1\nName: %s\nVersion: %s\n%s\nA text.\nName: not-this\n" % (name, version, "".join(line + "\n" for line in more))


def wheel(*tags):
    return "Wheel-Version: 1.0\nRoot-Is-Purelib: false\n" + "".join("Tag: %s\n" % tag for tag in tags)


FILES = {
    "pyvenv.cfg": "home = /usr/bin\ninclude-system-site-packages = false\nversion = 3.11.4\n",
    # Compiled for one Python: a fact speaks of the next.
    SITE + "numpy-1.26.4.dist-info/METADATA": metadata("numpy", "1.26.4", "Requires-Python: >=3.9"),
    SITE + "numpy-1.26.4.dist-info/WHEEL": wheel("cp311-cp311-manylinux_2_17_x86_64"),
    SITE + "numpy-1.26.4.dist-info/RECORD": "numpy/__init__.py,sha256=x,1\nnumpy/core/_multiarray_umath.cpython-311-x86_64-linux-gnu.so,sha256=x,1\n",
    # A wheel of pure Python and one of the stable ABI work on what comes.
    SITE + "six-1.16.0.dist-info/METADATA": metadata("six", "1.16.0"),
    SITE + "six-1.16.0.dist-info/WHEEL": wheel("py2-none-any", "py3-none-any"),
    SITE + "six-1.16.0.dist-info/RECORD": "six.py,sha256=x,1\n",
    SITE + "stable-1.0.dist-info/METADATA": metadata("stable", "1.0"),
    SITE + "stable-1.0.dist-info/WHEEL": wheel("cp39-abi3-manylinux_2_17_x86_64"),
    # Requires-Python excludes the target.
    SITE + "bounded-2.0.dist-info/METADATA": metadata("bounded", "2.0", "Requires-Python: >=3.8,<3.12"),
    SITE + "bounded-2.0.dist-info/WHEEL": wheel("py3-none-any"),
    # From a repository; nothing else is known of it.
    SITE + "inhouse-0.1.dist-info/METADATA": metadata("inhouse", "0.1"),
    SITE + "inhouse-0.1.dist-info/direct_url.json": '{"url": "https://git.example.invalid/x.git", "vcs_info": {"vcs": "git", "commit_id": "0"}}',
    # Its own sources break on the target.
    SITE + "oldtool-1.0.dist-info/METADATA": metadata("oldtool", "1.0"),
    SITE + "oldtool-1.0.dist-info/WHEEL": wheel("py3-none-any"),
    SITE + "oldtool-1.0.dist-info/RECORD": "oldtool/__init__.py,sha256=x,1\n",
    SITE + "oldtool/__init__.py": "import imp\n",
    # setuptools' old ways.
    SITE + "egged-1.0-py3.11.egg/EGG-INFO/PKG-INFO": metadata("egged", "1.0", "Requires-Python: <3.12"),
    SITE + "egged-1.0-py3.11.egg/EGG-INFO/top_level.txt": "egged\n",
    SITE + "egged-1.0-py3.11.egg/egged/__init__.py": "",
    SITE + "plain-1.0.egg-info": metadata("plain", "1.0", "Classifier: Programming Language :: Python :: 3.13"),
    # Broken in ways that are said.
    SITE + "nameless-1.0.dist-info/METADATA": "Metadata-Version: 2.1\n",
    SITE + "empty-1.0.dist-info/INSTALLER": "pip\n",
}

# On 3.13, and a word of the evidence.
VERDICTS = {
    "numpy": ("no", "2.1.0"),
    "six": ("ok", "py3-none-any"),
    "stable": ("ok", "abi3"),
    "bounded": ("no", "Requires-Python"),
    "inhouse": ("unknown", "version control"),
    "oldtool": ("no", "imp"),
    "egged": ("no", "Requires-Python"),
    "plain": ("ok", "3.13"),
}


def check(what, wanted, got):
    if wanted != got:
        failures.append("%s: wanted %r, got %r" % (what, wanted, got))


with tempfile.TemporaryDirectory() as folder:
    root = pathlib.Path(folder)
    for name, text in FILES.items():
        path = root / "venv" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (root / "project").mkdir()
    (root / "project" / "main.py").write_text("import numpy, six, oldtool, egged\n")
    (root / "project" / "requirements.txt").write_text("numpy\nsix\n")
    run = subprocess.run([binary, "deps", "--no-config", "--no-cache", "--target", "3.13", "--format", "json",
                          "--venv", str(root / "venv"), str(root / "project")], capture_output=True, text=True)
    report = json.loads(run.stdout)
    installed = {row["name"]: row for row in report["dependencies"] if "dist-info" in row["path"] or "egg" in row["path"].lower()}
    check("packages", sorted(VERDICTS), sorted(installed))
    for name, (verdict, word) in VERDICTS.items():
        if name not in installed:
            continue
        row = installed[name]
        check(name, verdict, row["verdict"]["3.13"])
        if word not in row["evidence"]["3.13"]:
            failures.append("%s: %r is not in %r" % (name, word, row["evidence"]["3.13"]))
    told = " ".join(problem["path"] + ": " + problem["message"] for problem in report["problems"])
    for broken in ("nameless-1.0.dist-info", "empty-1.0.dist-info"):
        if broken not in told:
            failures.append("%s: nothing is said of it" % broken)
    declared = [row for row in report["dependencies"] if row["path"] == "requirements.txt" and row["name"] == "numpy"]
    check("in force", "1.26.4", declared[0]["in_force"]["3.13"] if declared else None)

for failure in failures:
    print(failure)
sys.exit(1 if failures else 0)
