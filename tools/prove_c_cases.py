#!/usr/bin/env python3
"""Holds tests/capi/cases.inc against the compiler: each text is compiled with the headers of every version at hand.

    tools/prove_c_cases.py INCLUDE_FOLDER…     such as ~/.pyenv/versions/*/include/python*

Prints each text that builds where the table says it does not, or the other way round; the exit status is 1 then.
"""
# SPDX-License-Identifier: MIT
import ast
import re
import subprocess
import sys


def versions(text):
    """The versions that `3.0+` or `2.7, 3.3-3.11` stands for, as pairs."""
    found = set()
    for part in text.split(", "):
        first, _, last = part.rstrip("+").partition("-")
        low = tuple(int(n) for n in first.split("."))
        high = (3, 16) if part.endswith("+") else tuple(int(n) for n in (last or first).split("."))
        for version in [(2, 7)] + [(3, n) for n in range(17)]:
            if low <= version <= high:
                found.add(version)
    return found


def expected(uses):
    broken = set()
    for use in filter(None, uses.split("; ")):
        match = re.match(r"\S+ (.*?)( possible| likely)?$", use)
        if not match.group(2):
            broken |= versions(match.group(1))
    return broken


def builds(code, folder):
    command = ["gcc", "-fsyntax-only", "-Werror=implicit-function-declaration", "-I", folder, "-x", "c", "-"]
    return subprocess.run(command, input="#include <Python.h>\n" + code, text=True, capture_output=True).returncode == 0


def main():
    folders = {}
    for folder in sys.argv[1:]:
        if match := re.search(r"python(\d)\.(\d+)", folder):
            folders[tuple(map(int, match.groups()))] = folder
    wrong = cells = 0
    for line in open("tests/capi/cases.inc", encoding="utf-8"):
        if not line.startswith("{"):
            continue
        code, uses = ast.literal_eval("(" + line.strip().strip(",")[1:-1] + ")")
        broken = expected(uses)
        for version, folder in sorted(folders.items()):
            cells += 1
            if builds(code, folder) == (version in broken):
                wrong += 1
                print(f"{version}: the table says {'broken' if version in broken else 'fine'}: {code!r}")
    print(f"{cells} cells, {wrong} wrong")
    return 1 if wrong else 0


sys.exit(main())
