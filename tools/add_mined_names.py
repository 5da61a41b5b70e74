#!/usr/bin/env python3
# Adds what mine_package_names.py found in a package's history to the facts that rules/packages has of it already.
# SPDX-License-Identifier: MIT
"""    add_mined_names.py MINED.json [--between]

A fact whose removal was only known to lie between two releases becomes exact where the history agrees; what was said by
hand stays; new names are added, the shortest first. Requires-Python and classifiers are taken where there were none by release.
"""
import json
import os
import re
import sys

import write_packages

HERE = os.path.dirname(os.path.abspath(__file__))
RULES = os.path.join(HERE, "..", "rules", "packages")
OLD = 0.3
BETWEEN = "--between" in sys.argv
key, KINDS = write_packages.key, write_packages.KINDS


def wanted(mined, package):
    facts = []
    for fact in mined["facts"]:
        name, kind = fact["name"], fact["kind"].split("@")[0]
        last = name.split("(")[0].rpartition(".")[2]
        if kind == "external" and name.count(".") > 1 or last in ("annotations", "absolute_import", "TYPE_CHECKING", "logger", "log"):
            continue
        if package in write_packages.ALIASED and kind in ("method", "parameter"):
            continue
        if kind == "value" and (last.isupper() and name.count(".") > 2 or last.startswith("T_")):
            continue
        if any(p.startswith("test") or p in ("Tester", "bench", "mypy_plugin") for p in name.split(".")):
            continue
        if last in write_packages.NOISE or kind == "external":
            continue
        if mined["releases"].index(fact["removed"]) < len(mined["releases"]) * (0 if BETWEEN else OLD):
            continue  # nobody who uses it has moved to Python 3
        facts.append((name.count(".") - (kind == "method") * 0.5, KINDS[kind], name, kind, fact))
    return sorted(facts, key=lambda f: f[:3])


def line_of(name, kind, fact):
    words = ["module"] if kind == "module" else []
    in_class = kind == "method"
    if kind == "parameter":
        above = name[: name.index("(")].rpartition(".")[0].rpartition(".")[2]
        in_class = above[:1].isupper()
        if fact["at"] >= 0:
            name = name[:-1] + "@%d)" % fact["at"]
    if in_class:
        words.append("method")
    words.append("removed " + fact["removed"] + (" (after %s)" % fact["last"] if BETWEEN else ""))
    return name, ", ".join(words), fact.get("instead")


def main():
    mined = json.load(open(sys.argv[1]))
    package = mined["package"]
    path = os.path.join(RULES, package + ".pkg")
    lines = open(path).read().rstrip("\n").split("\n")
    is_fact = re.compile(r"[\w.]+(?:\([^)]*\))?: ")
    head = [l for l in lines if l.startswith("#") or not is_fact.match(l)]
    facts = dict(l.split(": ", 1) for l in lines if l not in head)
    plain = {re.sub(r"@\d+", "", n): n for n in facts}
    exact = added = against = 0
    most = int(os.environ.get("MOST", "250"))
    for _, _, name, kind, fact in wanted(mined, package):
        known = plain.get(name)
        if known is not None:
            bracket = None if BETWEEN else re.search(r"removed ([\w.]+) \(after ([\w.]+)\)", facts[known])
            if bracket and key(bracket.group(2)) < key(fact["removed"]) <= key(bracket.group(1)):
                facts[known] = facts[known].replace(bracket.group(0), "removed " + fact["removed"])
                exact += 1
            elif bracket:
                against += 1
            continue
        if added >= most:
            continue
        dotted, words, instead = line_of(name, kind, fact)
        facts[dotted] = words + (" -> " + instead if instead else "")
        added += 1
    if not BETWEEN and not any(re.match(r"requires .* since [\w.]+$", l) for l in head) and any(r for r, _ in mined["stated"]):
        head = [l for l in head if not l.startswith("requires ")]
        last = None
        for version, (requires, _) in zip(mined["releases"], mined["stated"]):
            requires = (requires or "").replace(" ", "").rstrip(",")
            if requires and requires != last:
                head.append("requires %s since %s" % (requires, version))
                last = requires
    sys.stderr.write("%s: %d exact, %d added, %d against\n" % (package, exact, added, against))
    if (exact or added) and not BETWEEN and "git history" not in head[0]:
        head[0] = head[0].replace(" From ", " From the tags of its public git history, %s to %s; " % (
            mined["releases"][0], mined["releases"][-1]), 1)
    order = {"package": 0, "written": 0.5, "imports": 1, "native": 2, "dead": 3, "brings": 4, "newest": 5, "requires": 6, "supports": 7}
    head[1:] = sorted(head[1:], key=lambda l: order.get(l.split()[0], 9))
    body = sorted(("%s: %s" % f for f in facts.items()), key=lambda n: n.split(": ")[0].encode())
    with open(path, "w") as out:
        out.write("\n".join(head + body) + "\n")


if __name__ == "__main__":
    main()
