#!/usr/bin/env python3
# Runs small programs under an old interpreter, fixes them with `pymolt fix`, and runs them under a new one.
# SPDX-License-Identifier: MIT
"""The output before and after must be the same wherever the fix is called safe.

    tools/check_fixes.py build/pymolt tests/fix/programs.cases [PYENV_VERSIONS] [--unsafe] [--show]

The programs stand under `=== title` lines; a title that ends in `(3.8)` names the interpreter of before, else it is 2.7.
Each is fixed for 3.13 alone and, where it comes from 2.7, with --both for 2.7 and 3.13. A program of which the safe fixes
leave something that matters to a person is told, not counted as wrong; neither is one in which nothing was found. With --unsafe the unsafe fixes are made too, and
what differs then is only told. With --record, what the fixes make of each program is written to programs.fixed beside the
cases, which tests/fix/programs_test.cc holds the fixes to."""
import argparse
import collections
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile

IDIOMS = {"percent-format", "str-format", "while-one", "set-from-list", "type-comparison", "list-then-sort",
          "future-import", "generator-throw"}


def programs(path):
    title, code = None, []
    for line in path.read_text().split("\n"):
        if line.startswith("=== "):
            if title:
                yield title, "\n".join(code) + "\n"
            title, code = line[4:], []
        else:
            code.append(line)
    if title:
        yield title, "\n".join(code).rstrip("\n") + "\n"


def run(python, file):
    done = subprocess.run([str(python), "-W", "ignore", str(file)], capture_output=True, timeout=60)
    return done.returncode, done.stdout


def fix(pymolt, file, source, *options):
    words = [pymolt, "fix", str(file), "--from", source, "--target", "3.13", "--write", "--force", "--no-cache",
             "--isolated", *options]
    return subprocess.run(words, capture_output=True, text=True).stderr


def left(said):
    rules = re.findall(r"× ([\w-]+)", said)
    rules += re.findall(r"([\w-]+) \(\d+\)", "".join(re.findall(r"with --unsafe, .*", said)))
    return sorted(set(rules) - IDIOMS)


class Judge:
    def __init__(self, asked):
        self.pymolt = os.path.abspath(asked.pymolt)
        self.unsafe = ["--unsafe"] * asked.unsafe
        self.pythons = pathlib.Path(asked.pythons)
        self.fixed = {}

    def python(self, version):
        return next(self.pythons.glob(version + ".*")) / "bin/python"

    def judge(self, job):
        title, code, options = job
        source = "3.8" if title.endswith("(3.8)") else "2.7"
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "program.py"
            file.write_text(code)
            status, before = run(self.python(source), file)
            if status:
                return "no-run", f"{title}: does not run on {source}"
            said = fix(self.pymolt, file, source, *options, *self.unsafe)
            results = [run(self.python("3.13"), file)] + ([run(self.python("2.7"), file)] if "--both" in options else [])
            text = file.read_text()
            self.fixed[f"{title} | {'both' if options else 'plain'}"] = text
            fix(self.pymolt, file, source, *options, *self.unsafe)
            if file.read_text() != text:
                return "wrong", f"NOT IDEMPOTENT: {title} {options}\n{text}\n----\n{file.read_text()}"
            if all(result == (0, before) for result in results):
                return "same", ""
            if rules := left(said):
                return "left", f"left: {title} {' '.join(options)}: {' '.join(rules)}"
            if text == code:
                return "missed", f"missed: {title} {' '.join(options)}"
            kind = "differs" if self.unsafe else "wrong"
            return kind, f"{kind.upper()}: {title} {' '.join(options)}\n{text}\n{before}\n{results}\n{said}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pymolt")
    parser.add_argument("cases", type=pathlib.Path)
    parser.add_argument("pythons", nargs="?", default=pathlib.Path.home() / ".pyenv/versions")
    parser.add_argument("--unsafe", action="store_true")
    parser.add_argument("--record", action="store_true")
    asked = parser.parse_args()
    jobs = []
    for title, code in programs(asked.cases):
        jobs.append((title, code, ()))
        if not title.endswith("(3.8)"):
            jobs.append((title, code, ("--both",)))
    counts = collections.Counter()
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        judge = Judge(asked)
        for kind, told in pool.map(judge.judge, jobs):
            counts[kind] += 1
            if told:
                print(told)
    if asked.record:
        record = asked.cases.with_suffix(".fixed")
        record.write_text("".join(f"=== {name}\n{text}" for name, text in sorted(judge.fixed.items())))
    print(f"{len(jobs)} runs: " + ", ".join(f"{counts[k]} {k}" for k in ("same", "left", "missed", "differs", "wrong", "no-run")))
    return 1 if counts["wrong"] or counts["no-run"] else 0


if __name__ == "__main__":
    sys.exit(main())
