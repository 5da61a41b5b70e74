#!/usr/bin/env python3
"""Draws findings at random, always the same ones, and shows each with its lines: to be judged by reading.

    pymolt scan ~/.pyenv/versions/3.11.7/lib/python3.11 --target 3.13 --format json --output report.json
    python tools/draw_findings.py report.json --root ~/.pyenv/versions/3.11.7/lib/python3.11 --count 200

The findings of a report are put in the order of path, place and rule, and COUNT of them are drawn with SEED. What is
judged is written beside the number by hand; `--kinds` counts what was drawn by rule and symbol instead.
"""
# SPDX-License-Identifier: MIT
import argparse
import collections
import fnmatch
import json
import pathlib
import random


def drawn(report, severities, count, seed, without=()):
    findings = [f for f in report["findings"] if f["severity"] in severities
                and not any(fnmatch.fnmatchcase(f["rule"], rule) for rule in without)]
    findings.sort(key=lambda f: (f["path"], f["line"], f["column"], f["rule"], f["symbol"]))
    if count >= len(findings):
        return findings
    places = sorted(random.Random(seed).sample(range(len(findings)), count))
    return [findings[place] for place in places]


def show(number, finding, root, around):
    print(f"{number}. {finding['path']}:{finding['line']}:{finding['column']}: {finding['severity']} "
          f"({finding['confidence']}) [{finding['rule']}] {finding['symbol']}")
    print(f"   {finding['message']}")
    lines = (root / finding["path"]).read_text(encoding="utf-8", errors="replace").split("\n")
    first = max(finding["line"] - 1 - around, 0)
    for place, line in enumerate(lines[first:finding["line"] + around], first + 1):
        print(f"   {'>' if place == finding['line'] else ' '}{place:5} | {line}")
    print()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("report", type=pathlib.Path, help="the JSON report of a scan of one folder")
    parser.add_argument("--root", type=pathlib.Path, required=True, help="the folder that was scanned")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=20261125)
    parser.add_argument("--severity", default="critical,high")
    parser.add_argument("--without", default="", help="rules to leave out, with *: removed-*,deprecated-*")
    parser.add_argument("--around", type=int, default=3, help="lines to show before and after")
    parser.add_argument("--kinds", action="store_true", help="count the drawn by rule and symbol")
    options = parser.parse_args()
    report = json.loads(options.report.read_text(encoding="utf-8"))
    findings = drawn(report, options.severity.split(","), options.count, options.seed,
                     options.without.split(","))
    if options.kinds:
        for kind, times in sorted(collections.Counter((f["rule"], f["symbol"]) for f in findings).items()):
            print(f"{times:4}  {kind[0]}  {kind[1]}")
        return
    for number, finding in enumerate(findings, 1):
        show(number, finding, options.root, options.around)


if __name__ == "__main__":
    main()
