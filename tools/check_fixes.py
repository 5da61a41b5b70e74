#!/usr/bin/env python3
# Runs small programs under an old interpreter, fixes them with `pymolt fix`, and runs them under a new one.
# SPDX-License-Identifier: MIT
"""The output before and after must be the same wherever the fix is called safe.

    tools/check_fixes.py build/pymolt tests/fix/programs.cases [PYENV_VERSIONS]

The programs stand under `=== title` lines. A program that the safe fixes leave broken is told, not counted as wrong."""
import os
import pathlib
import subprocess
import sys
import tempfile


def programs(path):
    title, code = None, []
    for line in path.read_text().splitlines():
        if line.startswith("=== "):
            if title:
                yield title, "\n".join(code) + "\n"
            title, code = line[4:], []
        else:
            code.append(line)
    if title:
        yield title, "\n".join(code) + "\n"


def run(python, file):
    done = subprocess.run([str(python), "-W", "ignore", str(file)], capture_output=True, timeout=60)
    return done.returncode, done.stdout


def fix(pymolt, file, *options):
    words = [pymolt, "fix", str(file), "--from", "2.7", "--target", "3.13", "--write", "--force", "--no-cache", *options]
    return subprocess.run(words, capture_output=True, text=True)


def main():
    pymolt, cases = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])
    pythons = pathlib.Path(sys.argv[3] if len(sys.argv) > 3 else pathlib.Path.home() / ".pyenv/versions")
    old, new = pythons / "2.7.18/bin/python", pythons / "3.13.0/bin/python"
    same = by_hand = wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "program.py"
        for title, code in programs(cases):
            for options in ((), ("--both",)):
                file.write_text(code)
                status, before = run(old, file)
                if status:
                    sys.exit(f"{title}: does not run on 2.7")
                said = fix(pymolt, file, *options)
                if "by hand" in said.stderr or "--unsafe" in said.stderr:
                    by_hand += 1
                    print(f"left: {title} {' '.join(options)}: {' '.join(said.stderr.split())}")
                    continue
                results = [run(new, file)] + ([run(old, file)] if options else [])
                if all(result == (0, before) for result in results):
                    same += 1
                else:
                    wrong += 1
                    print(f"WRONG: {title} {' '.join(options)}\n{file.read_text()}\n{before}\n{results}\n{said.stderr}")
                text = file.read_text()
                fix(pymolt, file, *options)
                if file.read_text() != text:
                    wrong += 1
                    print(f"NOT IDEMPOTENT: {title} {' '.join(options)}\n{file.read_text()}")
    print(f"{same} the same, {by_hand} left to a person, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
