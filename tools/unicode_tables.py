# Writes the tables about characters that the verdict needs, asked of the interpreters here.
# SPDX-License-Identifier: MIT
"""    python tools/unicode_tables.py          writes the three files below
    python tools/unicode_tables.py --check  says whether they are what the interpreters here would give

rules/text/identifiers.txt      which characters may start or continue an identifier, since which version
rules/text/normal_forms.txt     what NFKC makes of them
rules/text/character_names.bin  the names `\\N{...}` knows, as hashes: a table of n little-endian 32-bit hashes in
                                ascending order, then n bytes, the place on the axis of the first 3.x that knows
                                the name (2.7 is place 0), plus 128 where 2.7 knows it too

What 3.0 to 3.5 lack compared with 3.6 follows from the characters' ages, which perl knows.
"""
import json
import os
import subprocess
import sys
import unicodedata

import interpreters

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "rules", "text")
# The Unicode of each version before 3.6, and the place on the axis (3.0 is 1).
EARLY = [("3.0", (5, 1)), ("3.2", (6, 0)), ("3.3", (6, 1)), ("3.4", (6, 3)), ("3.5", (8, 0))]
PERL = r"""
use Unicode::UCD qw(prop_invmap);
my ($starts, $ages) = prop_invmap("Age");
print "$starts->[$_] $ages->[$_]\n" for 0 .. $#$starts;
open my $f, "<", (grep { -e } map { "$_/unicore/Name.pl" } @INC)[0];
while (<$f>) { if (/^([0-9A-F]{5,6})$/) { my $n = <$f>; print "= $1 $n"; } }
"""
PROBE = r"""
import json, sys, unicodedata
aliases = json.loads(sys.stdin.read())
three = sys.version_info[0] > 2
def runs(test):
    found, first = [], None
    for cp in range(0x110000 + 1):
        yes = cp < 0x110000 and not 0xD800 <= cp < 0xE000 and test(chr(cp))
        if yes and first is None:
            first = cp
        elif not yes and first is not None:
            found.append((first, cp - 1))
            first = None
    return found
def character(cp):
    return chr(cp) if three else ("\\U%08x" % cp).decode("unicode-escape")
def knows(name, cp):
    try:
        return unicodedata.lookup(name) == character(cp)
    except KeyError:
        return False
names = {}
for cp in range(0x110000):
    name = unicodedata.name(character(cp), "")
    if name and not name.startswith(("CJK UNIFIED IDEOGRAPH-", "HANGUL SYLLABLE ")):
        names[name] = cp
names.update((name, cp) for name, cp in aliases if knows(name, cp))
table = {"names": names}
if three:
    table["start"] = runs(str.isidentifier)
    table["continue"] = runs(lambda c: ("a" + c).isidentifier())
json.dump(table, sys.stdout)
"""


def place(version):
    return 0 if version == "2.7" else int(version.split(".")[1]) + 1


def ask():
    ages, aliases = [], []
    for line in subprocess.run(["perl", "-e", PERL], stdout=subprocess.PIPE, check=True).stdout.decode().split("\n"):
        words = line.split(" ", 2)
        if words[0] == "=":
            aliases.append((words[2], int(words[1], 16)))
        elif line:
            age = words[1].lstrip("V").replace("_", ".")
            ages.append((int(words[0]), tuple(map(int, age.split("."))) if "." in age else (99, 0)))
    pythons = interpreters.found()
    stdin = json.dumps(aliases).encode()
    tables = {p.version: json.loads(p.run(code=PROBE, stdin=stdin).stdout.decode()) for p in pythons}
    who = ", ".join(p.full for p in pythons)
    for python in pythons:
        python.close()
    return tables, ages, who


def age_place(ages, cp, first):
    """The place of the first 3.x whose Unicode has the character, when 3.6 has it."""
    low, high = 0, len(ages)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if ages[middle][0] <= cp else (low, middle)
    for version, unicode_version in EARLY:
        if ages[low][1] <= unicode_version:
            return place(version)
    return place(first)


def since(tables, ages, kind):
    """{code point: place of the first version that takes it}; asserts that none ever lost it."""
    result = {}
    versions = [v for v in tables if v != "2.7"]
    for i, version in enumerate(versions):
        have = {cp for first, last in tables[version][kind] for cp in range(first, last + 1)}
        lost = set(result) - have
        if lost:
            print("lost in %s: %s" % (version, sorted("%04X" % cp for cp in lost)[:20]), file=sys.stderr)
        for cp in have - set(result):
            result[cp] = age_place(ages, cp, version) if i == 0 else place(version)
    return result


def identifiers(tables, ages, who):
    start, more = since(tables, ages, "start"), since(tables, ages, "continue")
    lines = ["# Characters above U+007F of identifiers: FIRST LAST START CONTINUE, the last two the minor version of the\n"
             "# first 3.x that takes them at the start or further on (`-`: none). Asked of %s.\n" % who]
    key = lambda cp: (start.get(cp, 0), more.get(cp, 0))
    cp = 0x80
    while cp < 0x110000:
        last = cp
        while last + 1 < 0x110000 and key(last + 1) == key(cp):
            last += 1
        if key(cp) != (0, 0):
            lines.append("%04X %04X %s %s\n" % ((cp, last) + tuple(str(p - 1) if p else "-" for p in key(cp))))
        cp = last + 1
    return "".join(lines), more


def normal_forms(more, who):
    """NFKC of single characters that it changes, as runs; and the pairs it composes."""
    lines = ["# What NFKC makes of the characters of identifiers, where it changes them; asked of Python %s.\n"
             "# `FIRST LAST TO`: a run, mapped onto the run that begins at TO. `CP = TO TO …`: a character alone.\n"
             "# `A + B = C`: two that become one. `FIRST LAST class N`: combining class, for their order.\n"
             % sys.version.split()[0]]
    cps = sorted(cp for cp in more if not 0xAC00 <= cp <= 0xD7A3)
    to = {}
    for cp in cps:
        form = unicodedata.normalize("NFKC", chr(cp))
        if form != chr(cp):
            to[cp] = [ord(c) for c in form]
    i, keys = 0, sorted(to)
    while i < len(keys):
        cp, j = keys[i], i + 1
        if len(to[cp]) > 1:
            lines.append("%04X = %s\n" % (cp, " ".join("%04X" % t for t in to[cp])))
        else:
            while j < len(keys) and keys[j] == cp + j - i and to[keys[j]] == [to[cp][0] + j - i]:
                j += 1
            lines.append("%04X %04X %04X\n" % (cp, cp + j - i - 1, to[cp][0]))
        i = j
    for cp in cps:
        form = unicodedata.normalize("NFD", chr(cp))
        if len(form) > 1 and unicodedata.normalize("NFC", form) == chr(cp):
            head = unicodedata.normalize("NFC", form[:-1])
            if len(head) == 1:
                lines.append("%04X + %04X = %04X\n" % (ord(head), ord(form[-1]), cp))
    cps = [cp for cp in cps if unicodedata.combining(chr(cp))]
    i = 0
    while i < len(cps):
        j, kind = i + 1, unicodedata.combining(chr(cps[i]))
        while j < len(cps) and cps[j] == cps[i] + j - i and unicodedata.combining(chr(cps[j])) == kind:
            j += 1
        lines.append("%04X %04X class %d\n" % (cps[i], cps[j - 1], kind))
        i = j
    return "".join(lines)


def hash_of(name):
    """FNV-1a, 32 bits."""
    value = 2166136261
    for byte in name.encode("ascii"):
        value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    return value


def character_names(tables, ages):
    first = {}
    versions = [v for v in tables if v != "2.7"]
    for i, version in enumerate(versions):
        for name, cp in tables[version]["names"].items():
            if name not in first:
                first[name] = age_place(ages, cp, version) if i == 0 else place(version)
                if i == 0 and unicodedata.name(chr(cp), "") != name:
                    first[name] = max(first[name], place("3.3"))  # aliases are known since 3.3
    old = tables["2.7"]["names"]
    rows = sorted((hash_of(name), at + (128 if name in old else 0)) for name, at in first.items())
    assert len({h for h, _ in rows}) == len(rows), "two names have one hash: choose another"
    return b"".join(h.to_bytes(4, "little") for h, _ in rows) + bytes(at for _, at in rows)


def main():
    tables, ages, who = ask()
    text, more = identifiers(tables, ages, who)
    files = {"identifiers.txt": text.encode(), "normal_forms.txt": normal_forms(more, who).encode(),
             "character_names.bin": character_names(tables, ages)}
    for name, data in files.items():
        path = os.path.join(FOLDER, name)
        if "--check" not in sys.argv:
            with open(path, "wb") as f:
                f.write(data)
        elif open(path, "rb").read() != data:
            sys.exit("%s is not what the interpreters say: run tools/unicode_tables.py" % name)


if __name__ == "__main__":
    main()
