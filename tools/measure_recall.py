# Writes uses of everything that came or went, in many styles of writing, and counts how many pymolt finds.
# SPDX-License-Identifier: MIT
"""Recall by kind and style: modules, names, methods and parameters of rules/lifetimes.

    python tools/measure_recall.py [--kind method] [--style walrus] [--misses FILE] [--sample FILE]

Each fact and each style of its kind gives a small file (styles are in recall_styles.py); pymolt scans them all
for every version. A use is found when the findings on its line, and on the lines that lead to it, cover every
version on which the thing is missing while what it is taken of is there. Removed and added are counted apart.
--misses lists the uses that were not found, --sample writes some of the programs for tests/names/cases.
"""
import argparse
import collections
import json
import os
import subprocess
import sys
import tempfile

import lifetimes
import recall_styles

HERE = os.path.dirname(os.path.abspath(__file__))
PYMOLT = os.path.join(HERE, "..", "build", "pymolt")


def modules_of(table):
    return {n for n, f in table.facts.items() if ("module", "") in f.other or "." not in n and "(" not in n}


def kind_of(name, modules):
    if "(" in name:
        return "parameter"
    if name in modules:
        return "module"
    owner = name.rpartition(".")[0]
    return "name" if owner in modules or owner == "builtins" else "method"


def owner_of(name):
    return name.partition("(")[0] if "(" in name else name.rpartition(".")[0]


def questions(table, fact, kind):
    """The versions on which a use fails because this is gone, and because it is not there yet."""
    alive = table.alive(fact.name)
    if not alive:
        return [], []
    owner = owner_of(fact.name)
    there = table.alive(owner) if owner and owner != "builtins" else list(lifetimes.AXIS)
    missing = [v for v in there if v not in alive]
    first = lifetimes.key(alive[0])
    return ([v for v in missing if lifetimes.key(v) > first], [v for v in missing if lifetimes.key(v) < first])


def scan(folder):
    """Per file: the versions on which each line breaks, and those on which it does not compile."""
    done = subprocess.run([PYMOLT, "scan", folder, "--target", "all", "--format", "json", "--no-cache"],
                          stdout=subprocess.PIPE)
    report = json.loads(done.stdout.decode("utf-8"))
    broken = collections.defaultdict(lambda: collections.defaultdict(set))
    for finding in report["findings"]:
        broken[finding["path"]][finding["line"]] |= set(finding["breaks_on"])
    fails = {f["path"]: {v for v, ok in f["compiles"].items() if ok is False} for f in report["files"]}
    return broken, fails


def write(folder, name, text):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
        f.write(text)


def measure(style, uses, misses):
    """Counts for one style; USES: [(fact name, question, versions, program, other file or None)]."""
    counts = {"removed": [0, 0], "added": [0, 0]}
    with tempfile.TemporaryDirectory() as folder:
        for number, (_, _, program, other) in enumerate(uses):
            write(folder, "use_%05d.py" % number, program)
            if other:
                write(folder, "from_%05d.py" % number, other.replace("NUMBER", "%05d" % number))
        broken, fails = scan(folder)
    for number, (name, asked, program, other) in enumerate(uses):
        found = set(fails["use_%05d.py" % number])
        for path in ("use_%05d.py" % number, "from_%05d.py" % number):
            for versions in broken.get(path, {}).values():
                found |= versions
        for what, versions in asked.items():
            if not versions:
                continue
            counts[what][0] += 1
            if set(versions) <= found:
                counts[what][1] += 1
            else:
                misses.append("%s\t%s\t%s\tnot on %s" % (style, what, name, " ".join(v for v in versions if v not in found)))
    return counts


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kind")
    parser.add_argument("--style")
    parser.add_argument("--misses", help="where to list what was not found")
    options = parser.parse_args()
    table = lifetimes.read()
    modules = modules_of(table)
    table_of_styles = recall_styles.Styles(table, modules)
    sums, misses = collections.defaultdict(lambda: [0, 0, 0, 0]), []
    for kind in ("module", "name", "method", "parameter"):
        if options.kind and kind != options.kind:
            continue
        facts = [f for n, f in sorted(table.facts.items()) if kind_of(n, modules) == kind]
        asked = {f.name: dict(zip(("removed", "added"), questions(table, f, kind))) for f in facts}
        for style, make in table_of_styles.of(kind):
            if options.style and options.style not in style:
                continue
            uses = []
            for fact in facts:
                made = make(fact.name) if any(asked[fact.name].values()) else None
                if made:
                    program, other = made if isinstance(made, tuple) else (made, None)
                    uses.append((fact.name, asked[fact.name], program.replace("NUMBER", "%05d" % len(uses)), other))
            if not uses:
                continue
            counts = measure("%s, %s" % (kind, style), uses, misses)
            row = counts["removed"] + counts["added"]
            sums[kind] = [a + b for a, b in zip(sums[kind], row)]
            print(line(kind, style, row), flush=True)
        print(line(kind, "ALL", sums[kind]), flush=True)
    if options.misses:
        with open(options.misses, "w", encoding="utf-8") as f:
            f.write("".join(m + "\n" for m in misses))


def line(kind, style, row):
    def share(of, found):
        return "%6d/%-6d %6.2f %%" % (found, of, 100.0 * found / of) if of else "%13s %8s" % ("", "")
    return "%-10s %-44s removed %s   added %s" % (kind, style, share(row[0], row[1]), share(row[2], row[3]))


if __name__ == "__main__":
    sys.exit(main())
