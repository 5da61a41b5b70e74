# Holds pymolt against lib2to3: what each says that the other does not, by fixer and by rule.
# SPDX-License-Identifier: MIT
"""Compares pymolt with 2to3 on Python 2 code.

    python tools/compare_2to3.py fixtures/legacy_app            files, and all *.py below folders
    python tools/compare_2to3.py --stdlib                       2.7's library without its tests
    … --examples 3 --fixer dict --rule integer-division         lines to read

2to3 is asked one fixer at a time (two_to_three.py, in 3.11), pymolt with `--from 2.7 --target 3.13`, about all files
together and about each by itself: together `import Queue` in the old library means the file beside it. A site of a fixer
is met when a finding of one of its rules (RULES) lies on a line that it changes. Printed are, by fixer, the sites and
how many pymolt finds, finds as `possible`, says once for the file at the import of the name or module (SAID_ONCE), and
leaves; and by rule, the findings that no fixer shares.
"""
import argparse
import collections
import fnmatch
import hashlib
import json
import os
import subprocess
import sys
import tempfile

import compare_compile
import interpreters

HERE = os.path.dirname(os.path.abspath(__file__))
PYMOLT = os.path.join(os.path.dirname(HERE), "build", "pymolt")
CACHE = os.path.expanduser("~/.cache/pymolt-2to3")

_LISTS = ["map-*", "unused-map", "list-equality", "list-as-text", "iterator-used-up"]
# Under which rules pymolt says what a fixer sees. A word is a rule, or `rule:symbol`, with `*`.
RULES = {
    "apply": ["*:builtins.apply"],
    "asserts": ["*:unittest.*"],
    "basestring": ["*:builtins.basestring"],
    "buffer": ["*:builtins.buffer"],
    "dict": ["*:builtins.dict.*", "*:*.iter*", "dict-*", "list-equality", "list-as-text", "view-*", "random-view"],
    "except": ["except-*"],
    "exec": ["exec-*"],
    "execfile": ["*:builtins.execfile"],
    "exitfunc": ["exitfunc", "*:sys.exitfunc"],
    "filter": _LISTS + ["filter-*"],
    "funcattrs": ["function-attributes"],
    "future": ["future-import"],
    "getcwdu": ["*:os.getcwdu"],
    "has_key": ["*has_key"],
    "idioms": ["type-comparison", "while-one", "list-then-sort"],
    "import": ["implicit-relative-import"],
    "imports": ["removed-module", "removed-name", "missing-*"],
    "imports2": ["removed-module", "removed-name"],
    "input": ["input-evaluates"],
    "intern": ["*:builtins.intern"],
    "isinstance": ["isinstance-twice"],
    "itertools": ["*:itertools.*"],
    "itertools_imports": ["*:itertools.*"],
    "long": ["*:builtins.long"],
    "map": _LISTS,
    "metaclass": ["metaclass-attribute"],
    "methodattrs": ["method-attributes"],
    "ne": ["not-equal-brackets"],
    "next": ["next-*", "*.next"],
    "nonzero": ["nonzero-method"],
    "numliterals": ["old-octal", "long-suffix"],
    "operator": ["*:operator.*"],
    "paren": ["syntax-error*", "*:syntax.*"],
    "print": ["print-*", "bare-print"],
    "raise": ["raise-comma", "string-exception"],
    "raw_input": ["*:builtins.raw_input"],
    "reduce": ["*:builtins.reduce"],
    "reload": ["*:builtins.reload"],
    "renames": ["*:sys.maxint"],
    "repr": ["backticks"],
    "set_literal": ["set-from-list"],
    "standarderror": ["*:builtins.StandardError"],
    "sys_exc": ["*:sys.exc_*"],
    "throw": ["generator-throw"],
    "tuple_params": ["tuple-parameters"],
    "types": ["*:types.*"],
    "unicode": ["*:builtins.unicode", "*:builtins.unichr", "ur-string"],
    "urllib": ["*:urllib*", "removed-module"],
    "ws_comma": [],
    "xrange": ["*:builtins.xrange"] + _LISTS,
    "xreadlines": ["*.xreadlines"],
    "zip": _LISTS,
}

# Fixers that change every use of what is imported.
SAID_ONCE = {"imports", "imports2", "itertools", "urllib"}


def shares(fixer, finding):
    for pattern in RULES[fixer]:
        rule, _, symbol = pattern.partition(":")
        if symbol:
            if fnmatch.fnmatchcase(finding["rule"], rule) and fnmatch.fnmatchcase(finding["symbol"], symbol):
                return True
        elif fnmatch.fnmatchcase(finding["rule"], rule) or fnmatch.fnmatchcase(finding["symbol"], rule):
            return True
    return False


def ask_2to3(paths):
    """{path: sites}, and {path: error}; remembered by content."""
    os.makedirs(CACHE, exist_ok=True)
    places = {}
    with open(os.path.join(HERE, "two_to_three.py"), "rb") as script:
        version = script.read()
    for path in paths:
        with open(path, "rb") as source:
            places[path] = os.path.join(CACHE, hashlib.sha256(version + path.encode() + source.read()).hexdigest())
    python = [one for one in interpreters.found() if one.version == "3.11" and not one.wasm][0]
    missing = [path for path in paths if not os.path.exists(places[path])]
    for begin in range(0, len(missing), 20):
        asked = python.run(os.path.join(HERE, "two_to_three.py"), stdin=json.dumps(missing[begin:begin + 20]).encode())
        for line in asked.stdout.decode().splitlines():
            with open(places[json.loads(line)["path"]], "w", encoding="utf-8") as out:
                out.write(line)
    sites, errors = {}, {}
    for path in paths:
        with open(places[path], encoding="utf-8") as known:
            answer = json.load(known)
        if "error" in answer:
            errors[path] = answer["error"]
        else:
            sites[path] = answer["sites"]
    return sites, errors


def scan(arguments):
    command = [PYMOLT, "scan", "--from", "2.7", "--target", "3.13", "--format", "json", "--no-cache", "--no-config",
               "--confidence", "possible"]
    return json.loads(subprocess.run(command + arguments, stdout=subprocess.PIPE, check=False).stdout)["findings"]


def ask_pymolt(paths):
    """{path: findings}, of all files together, and of each by itself."""
    found = collections.defaultdict(dict)
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as listed:
        listed.write("\n".join(paths))
        listed.flush()
        for finding in scan(["--files-from", listed.name]):
            found[finding["path"]][place_of(finding)] = finding
    for path in paths:
        for finding in scan([path]):
            found[path].setdefault(place_of(finding), finding)
    return {path: list(findings.values()) for path, findings in found.items()}


def place_of(finding):
    return finding["line"], finding["column"], finding["rule"], finding["symbol"]


def lines_of(site):
    _, first, last, changed = site
    return changed or list(range(first, last + 1))


def meets(site, finding):
    return any(finding["line"] <= line <= finding["end_line"] for line in lines_of(site))


def source_lines(path):
    with open(path, encoding="utf-8", errors="replace") as source:
        return source.read().split("\n")


class Comparison:
    def __init__(self):
        self.fixers = collections.defaultdict(collections.Counter)
        self.left = collections.defaultdict(list)
        self.rules = collections.defaultdict(collections.Counter)
        self.alone = collections.defaultdict(list)

    def add(self, path, sites, findings):
        shared = set()
        for site in sites:
            meeting = [f for f in findings if shares(site[0], f) and meets(site, f)]
            shared.update(id(f) for f in meeting)
            sure = any(f["confidence"] != "possible" for f in meeting)
            once = site[0] in SAID_ONCE and any(shares(site[0], f) for f in findings)
            kind = "found" if sure else "possible" if meeting else "once" if once else "left"
            self.fixers[site[0]][kind] += 1
            if kind == "left":
                self.left[site[0]].append((path, lines_of(site)[0]))
        for finding in findings:
            if finding["confidence"] == "possible":
                continue
            kind = "shared" if id(finding) in shared else "alone"
            self.rules[finding["rule"]][kind] += 1
            if kind == "alone":
                self.alone[finding["rule"]].append((path, finding["line"]))

    def print(self, options):
        print("%-18s %6s %6s %8s %6s %6s" % ("fixer", "sites", "found", "possible", "once", "left"))
        for fixer, row in sorted(self.fixers.items()):
            print("%-18s %6d %6d %8d %6d %6d" % (fixer, sum(row.values()), row["found"], row["possible"], row["once"],
                                                 row["left"]))
            if options.fixer in (None, fixer):
                self._show(self.left[fixer], options.examples)
        print("\n%-24s %6s %6s" % ("rule", "shared", "alone"))
        for rule, row in sorted(self.rules.items()):
            print("%-24s %6d %6d" % (rule, row["shared"], row["alone"]))
            if options.rule in (None, rule):
                self._show(self.alone[rule], options.examples)

    @staticmethod
    def _show(places, count):
        step = max(1, len(places) // count) if count else 1
        for path, line in places[::step][:count]:
            text = (source_lines(path) + [""] * line)[line - 1]
            print("    %s:%d: %s" % (path, line, text.strip()[:110]))


def library_of_2(pythons):
    home = [one for one in pythons if one.version == "2.7"][0].executable
    folder = os.path.join(os.path.dirname(os.path.dirname(home)), "lib", "python2.7")
    skipped = ("site-packages", "test", "tests", "idle_test", "data")
    return list(compare_compile.python_files(folder, skipped))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--stdlib", action="store_true")
    parser.add_argument("--examples", type=int, default=0)
    parser.add_argument("--fixer")
    parser.add_argument("--rule")
    options = parser.parse_args()
    paths = [p for given in options.paths
             for p in ([given] if os.path.isfile(given) else compare_compile.python_files(given))]
    if options.stdlib:
        paths += library_of_2(interpreters.found())
    sites, errors = ask_2to3(paths)
    findings = ask_pymolt(paths)
    comparison = Comparison()
    for path in paths:
        if path in sites:
            comparison.add(path, sites[path], findings.get(path, []))
    print("%d files; 2to3 cannot read %d: %s\n" % (len(paths), len(errors), ", ".join(sorted(errors))))
    comparison.print(options)


if __name__ == "__main__":
    sys.exit(main())
