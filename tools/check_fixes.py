#!/usr/bin/env python3
# Runs small programs under an old interpreter, fixes them with `pymolt fix`, and runs them under a new one.
# SPDX-License-Identifier: MIT
"""The output before and after must be the same wherever the fix is called safe.

    tools/check_fixes.py build/pymolt tests/fix/programs.cases [PYENV_VERSIONS] [--unsafe] [--show]

The programs stand under `=== title` lines; a title that ends in `(3.8)` names the interpreter of before, else it is 2.7.
Each is fixed for 3.13 alone and, where it comes from 2.7, with --both for 2.7 and 3.13. A program of which the safe fixes
leave something that matters to a person is told, not counted as wrong; neither is one in which nothing was found. With --unsafe the unsafe fixes are made too, and
what differs then is only told. With --record, what the fixes change in each program is written to programs.fixed beside the
cases, which tests/fix/programs_test.cc holds the fixes to."""
import argparse
import collections
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


# Runs each program named on standard input in a process of its own, forked off, and leaves its output beside it.
RUNNER = """
import os, signal, sys, types
for path in sys.stdin.read().split():
    child = os.fork()
    if child == 0:
        signal.alarm(60)
        os.dup2(os.open(path + ".out", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 384), 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        was = sys.modules["__main__"]  # which 2.7 empties when nobody holds it
        main = sys.modules["__main__"] = types.ModuleType("__main__")
        main.__file__ = sys.argv[0] = path
        sys.path[0] = os.path.dirname(path)
        exec(compile(open(path, "rb").read(), path, "exec"), main.__dict__)
        sys.exit(0)
    open(path + ".status", "w").write(str(os.waitpid(child, 0)[1]))
"""


def run_all(python, codes):
    """Exit status and output of each of CODES."""
    with tempfile.TemporaryDirectory() as folder:
        files = [pathlib.Path(folder) / f"run{number:04}" / "program.py" for number in range(len(codes))]
        for file, code in zip(files, codes):
            file.parent.mkdir()
            file.write_text(code)
        runners = []
        for some in (files[::2], files[1::2]):
            runners.append(subprocess.Popen([str(python), "-W", "ignore", "-c", RUNNER], stdin=subprocess.PIPE, text=True))
            runners[-1].stdin.write("\n".join(map(str, some)))
            runners[-1].stdin.close()
        for runner in runners:
            runner.wait()
        return [(int(file.with_suffix(".py.status").read_text()), file.with_suffix(".py.out").read_bytes()) for file in files]


def fix(pymolt, path, source, *options):
    words = [pymolt, "fix", str(path), "--from", source, "--target", "3.13", "--write", "--force", "--no-cache",
             "--isolated", *options]
    return subprocess.run(words, capture_output=True, text=True).stderr


def left(said):
    rules = re.findall(r"× ([\w-]+)", said)
    rules += re.findall(r"([\w-]+) \(\d+\)", "".join(re.findall(r"with --unsafe, .*", said)))
    return sorted(set(rules) - IDIOMS)


def fixed_together(pymolt, codes, source, options):
    """What the fixes make of each of CODES, and of that once more; each stands in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        files = [pathlib.Path(folder) / f"case{number:04}" / "program.py" for number in range(len(codes))]
        for file, code in zip(files, codes):
            file.parent.mkdir()
            file.write_text(code)
        rounds = []
        for _ in range(2):
            fix(pymolt, folder, source, *options)
            rounds.append([file.read_text() for file in files])
    return list(zip(*rounds))


class Judge:
    def __init__(self, asked):
        self.pymolt = os.path.abspath(asked.pymolt)
        self.unsafe = ["--unsafe"] * asked.unsafe
        self.pythons = pathlib.Path(asked.pythons)

    def python(self, version):
        return next(self.pythons.glob(version + ".*")) / "bin/python"

    def runs(self, version, codes):
        """What each of CODES does on VERSION; each different one is run once."""
        different = sorted(set(codes))
        done = dict(zip(different, run_all(self.python(version), different)))
        return [done[code] for code in codes]

    def judge(self, title, code, source, options, text, again, before, results):
        status, expected = before
        if status:
            return "no-run", f"{title}: does not run on {source}"
        if again != text:
            return "wrong", f"NOT IDEMPOTENT: {title} {options}\n{text}\n----\n{again}"
        if all(result == (0, expected) for result in results):
            return "same", ""
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "program.py"
            file.write_text(code)
            said = fix(self.pymolt, file, source, *options)
        if rules := left(said):
            return "left", f"left: {title} {' '.join(options)}: {' '.join(rules)}"
        if text == code:
            return "missed", f"missed: {title} {' '.join(options)}"
        kind = "differs" if self.unsafe else "wrong"
        return kind, f"{kind.upper()}: {title} {' '.join(options)}\n{text}\n{expected}\n{results}\n{said}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pymolt")
    parser.add_argument("cases", type=pathlib.Path)
    parser.add_argument("pythons", nargs="?", default=pathlib.Path.home() / ".pyenv/versions")
    parser.add_argument("--unsafe", action="store_true")
    parser.add_argument("--record", action="store_true")
    asked = parser.parse_args()
    judge = Judge(asked)
    known = list(programs(asked.cases))
    jobs, counts = [], collections.Counter()
    for source, options in (("2.7", []), ("2.7", ["--both"]), ("3.8", [])):
        chosen = [(title, code) for title, code in known if title.endswith("(3.8)") == (source == "3.8")]
        options += judge.unsafe
        made = fixed_together(judge.pymolt, [code for _, code in chosen], source, options)
        texts = [text for text, _ in made]
        before = judge.runs(source, [code for _, code in chosen])
        after = list(zip(judge.runs("3.13", texts), *([judge.runs("2.7", texts)] if "--both" in options else [])))
        for (title, code), (text, again), was, results in zip(chosen, made, before, after):
            jobs.append((title, code, options, text))
            kind, told = judge.judge(title, code, source, options, text, again, was, results)
            counts[kind] += 1
            if told:
                print(told, flush=True)
    if asked.record:
        fixed = {f"{title} | {'both' if '--both' in options else 'plain'}": text
                 for title, code, options, text in jobs if text != code}
        asked.cases.with_suffix(".fixed").write_text("".join(f"=== {name}\n{text}" for name, text in sorted(fixed.items())))
    print(f"{len(jobs)} runs: " + ", ".join(f"{counts[k]} {k}" for k in ("same", "left", "missed", "differs", "wrong", "no-run")))
    return 1 if counts["wrong"] or counts["no-run"] else 0


if __name__ == "__main__":
    sys.exit(main())
