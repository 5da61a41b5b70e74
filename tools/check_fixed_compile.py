#!/usr/bin/env python3
# Fixes a copy of a Python 2 tree and counts the files that do not compile on 3.13, before and after.
# SPDX-License-Identifier: MIT
"""    tools/check_fixed_compile.py build/pymolt FOLDER [--unsafe]

Each file that still does not compile is listed with the reason that `pymolt fix` gives; one without a reason is told."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

NEW = pathlib.Path.home() / ".pyenv/versions/3.13.0/bin/python"
COMPILE = """
import os, sys
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        if name.endswith(".py"):
            path = os.path.join(folder, name)
            try:
                compile(open(path, "rb").read(), path, "exec")
            except Exception:
                print(os.path.relpath(path, sys.argv[1]))
"""


def failing(folder):
    done = subprocess.run([NEW, "-W", "ignore", "-c", COMPILE, folder], capture_output=True, text=True)
    return sorted(done.stdout.splitlines())


def main():
    pymolt, source = os.path.abspath(sys.argv[1]), sys.argv[2]
    with tempfile.TemporaryDirectory() as room:
        copy = os.path.join(room, "tree")
        shutil.copytree(source, copy)
        before = failing(copy)
        words = [pymolt, "fix", copy, "--from", "2.7", "--target", "3.13", "--write", "--force", "--no-cache", "--isolated"]
        said = subprocess.run([*words, *sys.argv[3:]], capture_output=True, text=True).stderr
        after = failing(copy)
    reasons = dict(re.findall(r"^  (\S+?):(\d+: will not compile.*)$", said, re.M))
    reasons |= dict(re.findall(r"^pymolt: (.+?): (not changed: .*)$", said, re.M))
    for path in after:
        print(f"{path}:{reasons.get(path, ' NO REASON GIVEN')}")
    silent = [path for path in after if path not in reasons]
    print(f"{len(before)} files did not compile, {len(after)} do not after the fixes, {len(silent)} of them without a reason;"
          f" {len(set(after) - set(before))} broken by them")
    return 1 if silent or set(after) - set(before) else 0


if __name__ == "__main__":
    sys.exit(main())
