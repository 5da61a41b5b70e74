# Brings rules/lifetimes/*.life into agreement with the interpreters, and records what they showed.
# SPDX-License-Identifier: MIT
"""Merges what introspect_all.py recorded into the .life files, keeping all that a person wrote.

    python tools/introspect_all.py
    python tools/refresh_lifetimes.py [--stubs FOLDER] [--check]

A line that agrees with every interpreter is left as it is, whatever it says of versions no interpreter
here can be asked about. A line that contradicts one gets new spans and keeps its advice, deprecation and
the rest; a name that is API and not yet there gets a line. Everything changed is printed. The rows behind
it go to tests/lifetimes/recorded.tsv, so that a test needs no interpreters. --check changes nothing.
"""
import argparse
import os
import sys

import candidates
import doc_notes
import lifetimes
import stub_facts
from recording import Recording

HERE = os.path.dirname(os.path.abspath(__file__))
RECORDED = os.path.join(HERE, "..", "tests", "lifetimes", "recorded.tsv")


def agrees(table, name, versions, row):
    """Whether the table says of each version what the row says."""
    alive = set(table.alive(name))
    return all(sign not in "+-" or (version in alive) == (sign == "+") for version, sign in zip(versions, row))


def parent_alive(table, name):
    dotted = name.split("(")[0]
    parent = dotted if "(" in name else dotted.rpartition(".")[0]
    return set(table.alive(parent)) if parent and parent != "builtins" else set(lifetimes.AXIS)


def merge(table, versions, name, row, first):
    """Gives the name spans that agree with the row; tells what it did, or "" when all was well."""
    if name in table.facts and agrees(table, name, versions, row.replace(".", "?")):
        return ""
    own = candidates.settle(versions, row, first)
    parent = parent_alive(table, name)
    if own is None or not own & parent or (own & parent == parent and name not in table.facts):
        return ""
    spans = candidates.minimal(own, parent)
    if name in table.facts:
        before = table.facts[name].text()
        table.facts[name].spans = spans
        return "rewritten: %s\n      was: %s" % (table.facts[name].text(), before)
    table.put(lifetimes.Fact(name, spans))
    return "new: " + table.facts[name].text()


def modules(table, recording):
    """Modules first: what stands in them is told relative to them."""
    said = []
    for name in sorted(recording.modules()):
        if candidates.NOT_API.match(name) and name not in table.facts or name.endswith("__main__"):
            continue
        row = recording.row(name)
        if name not in table.facts:
            fact = lifetimes.Fact(name, candidates.minimal(
                candidates.settle(recording.versions, row) or set(), parent_alive(table, name)))
            fact.other = [("module", "")] if "." in name else []
            if fact.spans:
                table.put(fact)
                said.append("new: " + fact.text())
        elif not agrees(table, name, recording.versions, row):
            said.append(merge(table, recording.versions, name, row, None))
    return said


def names(table, recording, found):
    said = []
    for name, (row, first) in sorted(found.found.items()):
        said.append(merge(table, recording.versions, name, row, first))
    for name, (row, first, place) in sorted(found.parameters.items()):
        positioned = "%s@%d)" % (name[:-1], place) if place is not None else name
        known = next((n for n in (positioned, name) if n in table.facts), positioned)
        said.append(merge(table, recording.versions, known, row, first))
    return said


def record(table, recording, path):
    """The rows of all names in the table, for the test."""
    lines = ["# What the interpreters showed: + there, - not there, ? not to be told; by tools/refresh_lifetimes.py.",
             "#\t" + " ".join(recording.versions)]
    disagreeing = []
    for name in sorted(table.facts, key=lambda n: n.encode("utf-8")):
        row = recording.row(name)
        if set(row) == {"?"} or set(row) <= {"-", "?"}:
            continue    # of another platform: no interpreter here can tell
        if not agrees(table, name, recording.versions, row):
            disagreeing.append((name, row))
        lines.append(name + "\t" + row)
    text = "\n".join(lines) + "\n"
    if path:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
    return disagreeing


def read_stubs(folder):
    old3 = stub_facts.Facts()
    new = stub_facts.read(folder, ["3.%d" % n for n in range(9, 16)]) if folder else stub_facts.Facts()
    return new, old3, stub_facts.Facts()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--introspection", default=os.path.join(HERE, "..", "build", "introspection"))
    parser.add_argument("--stubs", help="a folder of public stubs of the standard library (its stdlib/)")
    parser.add_argument("--docs", default=doc_notes.FOLDER, help="the documentation's library/*.rst sources")
    parser.add_argument("--check", action="store_true", help="change nothing; exit with 1 if something would change")
    options = parser.parse_args()
    table = lifetimes.read()
    recording = Recording(options.introspection)
    said = modules(table, recording)
    found = candidates.Candidates(recording, doc_notes.read(options.docs), read_stubs(options.stubs), set(table.facts))
    said += names(table, recording, found)
    for name, row in record(table, recording, None):    # lines no candidate stands behind any more
        said.append(merge(table, recording.versions, name, row, None))
    said = [s for s in said if s]
    print("\n".join(said))
    disagreeing = record(table, recording, None if options.check else RECORDED)
    for name, row in disagreeing:
        print("disagrees: %s shows %s" % (table.facts[name].text(), row))
    if not options.check:
        print("written: " + " ".join(lifetimes.write(table)))
    return 1 if disagreeing or options.check and said else 0


if __name__ == "__main__":
    sys.exit(main())
