#!/usr/bin/env python3
# Scans trees and tells where a report contradicts itself.
# SPDX-License-Identifier: MIT
"""Scans trees and tells where a report contradicts itself.

    check_agreement.py [--binary build/pymolt] [--folders] [--show N] TREE...

One report gives several answers: what each finding weighs, whether each module imports, go or no-go, the exit status.
They must agree, on every version by itself and on all at once:

* a module that does not import has a critical or high finding at the place that is named as the reason: critical where
  the module that holds the place does not import itself;
* a module that imports has no critical finding;
* `no-go` stands where something critical or high does, and there only, and the exit status follows.

--folders takes every folder directly in each TREE as a tree of its own (the packages of a standard library).
"""

import argparse
import collections
import json
import pathlib
import subprocess
import sys

AXIS = ["2.7"] + ["3.%d" % minor for minor in range(17)]
EVERYTHING = ">=2.7"


def scan(binary, tree, target, extra=()):
    """The report and the exit status."""
    command = [binary, "scan", str(tree), "--target", target, "--format", "json", "--no-cache", *extra]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode not in (0, 1, 2):
        raise SystemExit("%s: exit status %d\n%s" % (" ".join(command), done.returncode, done.stderr))
    return json.loads(done.stdout), done.returncode


def places(report):
    """By path and line: the critical and high findings; by path: the critical ones."""
    by_line = collections.defaultdict(list)
    by_path = collections.defaultdict(list)
    for finding in report["findings"] + report.get("already", []) + report.get("suppressed", []):
        if finding["severity"] in ("critical", "high"):
            by_line[finding["path"], finding["line"]].append(finding)
        if finding["severity"] == "critical":
            by_path[finding["path"]].append(finding)
    return by_line, by_path


def contradictions(report, status):
    by_line, by_path = places(report)
    for module in report["modules"]:
        for version in report["target"]:
            imports = module["imports"][version]
            if imports is None:
                continue
            if not imports:
                because = module["because"][version]
                found = by_line[because["path"], because["line"]]
                graves = ("critical",) if because["path"] == module["path"] else ("critical", "high")
                if not any(version in finding["breaks_on"] and finding["severity"] in graves for finding in found):
                    yield "no finding at the reason", version, module["name"], "%(path)s:%(line)d %(cause)s" % because
            else:
                for finding in by_path[module["path"]]:
                    if version in finding["breaks_on"]:
                        yield "critical, but imports", version, module["name"], "%(path)s:%(line)d %(rule)s %(symbol)s" % finding
    for version, verdict in report["summary"]["verdict"].items():
        grave = [f for f in report["findings"] if f["severity"] in ("critical", "high") and version in f["breaks_on"]]
        if (verdict == "no-go") != bool(grave):
            yield "verdict", version, verdict, "%d grave findings" % len(grave)
    no_go = "no-go" in report["summary"]["verdict"].values()
    if status != 2 and (status == 1) != no_go:
        yield "exit status", "", str(status), str(report["summary"]["verdict"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", default="build/pymolt")
    parser.add_argument("--folders", action="store_true")
    parser.add_argument("--each", action="store_true", help="every version in a scan of its own, too")
    parser.add_argument("--show", type=int, default=10)
    parser.add_argument("trees", nargs="+", type=pathlib.Path)
    asked = parser.parse_args()
    trees = []
    for tree in asked.trees:
        trees += sorted(p for p in tree.iterdir() if p.is_dir() and any(p.rglob("*.py"))) if asked.folders else [tree]
    found = collections.defaultdict(set)
    for tree in trees:
        for target in [EVERYTHING] + (AXIS if asked.each else []):
            for kind, version, who, what in contradictions(*scan(asked.binary, tree, target)):
                found[kind].add((str(tree), who, what, version if kind in ("verdict", "exit status") else ""))
    for kind, rows in sorted(found.items()):
        print("%s: %d" % (kind, len(rows)))
        for row in sorted(rows)[: asked.show]:
            print("    " + "  ".join(row))
    print("%d trees, %d contradictions" % (len(trees), sum(map(len, found.values()))))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
