# Writes rules/text/codecs.txt: the encodings a source file may declare, asked of the interpreters here.
# SPDX-License-Identifier: MIT
"""    python tools/codecs.py          writes rules/text/codecs.txt
    python tools/codecs.py --check  says whether it is what the interpreters here would give

Which names exist and what every byte means is asked of each interpreter. 3.0 to 3.5 are not here; what
they lack compared with 3.6 is in NEW_BEFORE_3_6, from the documentation of the module codecs.
"""
import json
import os
import sys

import interpreters
import multibyte

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "rules", "text", "codecs.txt")
AXIS = ["2.7"] + ["3.%d" % n for n in range(17)]
NEW_BEFORE_3_6 = {"cp273": "3.4", "cp1125": "3.4", "koi8_t": "3.5", "kz1048": "3.5", "cp858": "3.2",
                  "cp720": "3.2"}
# Which sets of characters they choose among: the configurations in CPython's Modules/cjkcodecs/_codecs_iso2022.c.
ISO2022 = {"iso2022_jp": "ascii jisx0201-roman jisx0208 jisx0208-1978",
           "iso2022_jp_1": "ascii jisx0201-roman jisx0208 jisx0208-1978 jisx0212",
           "iso2022_jp_2": "ascii jisx0201-roman jisx0208 jisx0208-1978 jisx0212 ksx1001 gb2312 iso8859-1 iso8859-7",
           "iso2022_jp_2004": "ascii jisx0208 jisx0213-2004-1 jisx0213-2004-2",
           "iso2022_jp_3": "ascii jisx0208 jisx0213-2000-1 jisx0213-2000-2",
           "iso2022_jp_ext": "ascii jisx0201-roman jisx0201-kana jisx0208 jisx0208-1978 jisx0212",
           "iso2022_kr": "ascii ksx1001-shifted ksx1001"}
OWN = {"ascii": "ascii", "utf_7": "utf-7", "utf_8": "utf-8", "utf_8_sig": "utf-8", "rot_13": "rot13", "latin_1": "table",
       "charmap": "table", "unicode_escape": "unicode-escape",
       "raw_unicode_escape": "raw-unicode-escape", "idna": "idna", "punycode": "fails",
       "hz": "hz"}
PROBE = r"""
import sys, os, codecs, json, encodings, encodings.aliases as a
names = json.loads(sys.stdin.read()) or sorted(set(a.aliases) | set(a.aliases.values()))
table = {}
for name in names:
    try:
        found = codecs.lookup(name)
    except Exception:
        continue
    if sys.version_info[0] == 3 and not getattr(found, "_is_text_encoding", True):
        continue
    row = []
    for i in range(256):
        try:
            text = found.decode(bytes(bytearray([i])))[0]
            row.append(ord(text) if len(text) == 1 else -2)
        except Exception:
            row.append(-1)
    table[name] = [a.aliases.get(name, name), row]
json.dump(table, sys.stdout)
"""
MODULES = ["utf_8_sig", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "charmap", "mac_arabic",
           "mac_croatian", "mac_farsi", "mac_romanian", "koi8_t", "koi8_u", "kz1048", "palmos", "cp1006",
           "cp65001", "cp720", "cp737", "cp856", "cp874", "cp875", "rot_13"]
HEAD = """\
# What a PEP 263 cookie (`# coding: NAME`) may name on which Python, and how its bytes are read.
#
# Written by tools/codecs.py, asked of %s.
# A name and its aliases are lower case with `_`, as Python normalises them; `@` and versions follow where
# not every version knows the name. `table` is a character map: a row names 16 bytes from the first on, `....`
# is a byte that does not exist; rows that are the byte's own number are left out. `fails` is known to Python
# but never compiles, because the cookie's own line means something else in it. `idna` is ASCII
# but for what begins with `xn--`, which is not decoded here. `multibyte` names a table of multibyte.bin, `iso2022` sets of characters.
"""


def ask():
    pythons = [p for p in interpreters.found()]
    names = set(MODULES)
    for python in pythons:
        names |= set(json.loads(python.run(code=PROBE, stdin=b"[]").stdout.decode()))
    names -= {"unicode_internal", "undefined", "string_escape", "mbcs", "oem"}
    asked = json.dumps(sorted(names)).encode()
    answers = {p.version: json.loads(p.run(code=PROBE, stdin=asked).stdout.decode()) for p in pythons}
    for python in pythons:
        python.close()
    return answers, ", ".join(p.full for p in pythons)


def spans(has, canonical):
    """The versions in `has`, carried over to those not asked, as text; "" for all."""
    on = set(has)
    if "3.6" in on:
        first = AXIS.index(NEW_BEFORE_3_6.get(canonical, "3.0"))
        on |= {v for v in AXIS[1:AXIS.index("3.6")] if AXIS.index(v) >= first}
    if "3.15" in on:
        on.add("3.16")
    parts, i = [], 0
    while i < len(AXIS):
        j = i
        while j < len(AXIS) and AXIS[j] in on:
            j += 1
        if j > i:
            one = j == i + 1
            parts.append(AXIS[i] if one else AXIS[i] + "+" if j == len(AXIS) else
                         AXIS[i] + "-" + AXIS[j - 1])
        i = max(j, i + 1)
    text = ",".join(parts)
    return "" if text == "2.7+" else "@" + text


def rows(table):
    lines = []
    for first in range(128, 256, 16):
        cells = table[first:first + 16]
        if cells != list(range(first, first + 16)):
            text = " ".join("%04x" % c if c >= 0 else "...." for c in cells)
            lines.append("  %02x: %s\n" % (first, text))
    return lines


def how(canonical, table):
    if canonical in OWN:
        return OWN[canonical]
    if canonical in multibyte.NAMES:
        return "multibyte " + canonical
    if canonical in ISO2022:
        return "iso2022 " + ISO2022[canonical]
    if table[:128] == list(range(128)) and -2 not in table:
        return "table"
    return "fails"


def write():
    answers, who = ask()
    versions = list(answers)
    groups = {}
    for name in sorted(set().union(*answers.values())):
        has = [v for v in versions if name in answers[v]]
        canonical, table = answers[has[-1]][name]
        groups.setdefault(canonical, [None, []])
        groups[canonical][0] = table
        groups[canonical][1].append((name, spans(has, canonical)))
    for canonical in list(groups):  # on 2.7 the text of these is bytes, which its reader does not take
        if canonical.endswith("_codec"):
            del groups[canonical]
    lines = [HEAD % who]
    for canonical, (table, names) in sorted(groups.items()):
        kind = how(canonical, table)
        names.sort(key=lambda n: n[0] != canonical)
        lines.append("%s = %s\n" % (" ".join(n + at for n, at in names), kind))
        if kind == "table":
            lines += rows(table)
    return "".join(lines)


if __name__ == "__main__":
    text = write()
    if "--check" in sys.argv:
        with open(OUT) as f:
            if f.read() != text:
                sys.exit("rules/text/codecs.txt is not what the interpreters say: run tools/codecs.py")
    else:
        with open(OUT, "w") as f:
            f.write(text)
