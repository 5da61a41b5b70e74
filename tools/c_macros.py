#!/usr/bin/env python3
"""Writes rules/text/c_macros.txt: which macros Python's own headers define, asked of a preprocessor.

    tools/c_macros.py INCLUDE_FOLDER… > rules/text/c_macros.txt     such as ~/.pyenv/versions/*/include/python*
"""
# SPDX-License-Identifier: MIT
import os
import re
import subprocess
import sys

SOURCE = "#include <Python.h>\n#include <frameobject.h>\n#include <structmember.h>\n#include <datetime.h>\n"
OWN = re.compile(r"(_?Py|_?PY|METH_|CO_|HAVE_|SIZEOF_|WITH_)\w+$")
SETTING = re.compile(r"Py_(LIMITED_API|DEBUG|GIL_DISABLED|TRACE_REFS|REF_DEBUG|BUILD_CORE\w*|ENABLE_SHARED|\w+_H)$|PY_(\w+_)?VERSION")
HEAD = """# The macros that Python's own headers define, and where; behind `=` the number that one stands for. `here`: by pyconfig.h, or the
# compiler, as they are on Linux. Before 3.6 only 2.7 was looked at: what 3.6 has counts for 3.0 to 3.5. Written by tools/c_macros.py.
"""


def macros(folder):
    """The macros that the headers of FOLDER leave defined: by name, whether pyconfig.h defines it, and the number it is."""
    command = ["gcc", "-E", "-dD", "-x", "c", "-I", folder, "-I", os.path.dirname(folder), "-"]
    text = subprocess.run(command, input=SOURCE, text=True, capture_output=True, check=True).stdout
    found, file = {}, ""
    for line in text.splitlines():
        if match := re.match(r'# \d+ "([^"]*)"', line):
            file = match.group(1)
        elif match := re.match(r"#undef (\w+)", line):
            found.pop(match.group(1), None)
        elif (match := re.match(r"#define (\w+)(.*)", line)) and "python" in file and OWN.match(match.group(1)):
            number = re.fullmatch(r" +\(?(\d+)\)?", match.group(2))
            found[match.group(1)] = (file.endswith("pyconfig.h"), number.group(1) if number else "")
    return found


def spans(places, last):
    """`2.7, 3.9-3.12, 3.14+` of the sorted PLACES on the axis 2.7, 3.0 …, where LAST is the newest that was asked."""
    parts = []
    for place in places:
        if parts and parts[-1][1] == place - 1:
            parts[-1][1] = place
        else:
            parts.append([place, place])
    name = lambda place: "2.7" if place == 0 else f"3.{place - 1}"
    return ",".join(name(a) + ("+" if b == last else "" if a == b else "-" + name(b)) for a, b in parts)


def main():
    by_place = {}
    for folder in sys.argv[1:]:
        major, minor = map(int, re.search(r"python(\d)\.(\d+)", folder).groups())
        by_place[0 if major == 2 else minor + 1] = macros(folder)
    for place in range(1, 7):
        by_place.setdefault(place, by_place[7])
    print(HEAD, end="")
    for of_compiler in ("__GNUC__", "__STDC__", "__linux__", "__unix__"):
        print(f"{of_compiler} 2.7+ = {12 if of_compiler == '__GNUC__' else 1} here")
    last = max(by_place)
    for name in sorted(set().union(*by_place.values())):
        places = [place for place in sorted(by_place) if name in by_place[place]]
        told = {by_place[place][name] for place in places}
        of_config = any(config for config, _ in told)
        if SETTING.match(name) or of_config and len(places) != len(by_place):
            continue
        numbers = {number for _, number in told}
        number = f" = {numbers.pop()}" if len(numbers) == 1 and "" not in numbers else ""
        print(f"{name} {spans(places, last)}{number}{' here' if of_config else ''}")


if __name__ == "__main__":
    main()
