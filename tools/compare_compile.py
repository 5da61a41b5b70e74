# Compares pymolt's compile verdicts with those of real interpreters, cell by cell.
# SPDX-License-Identifier: MIT
"""A cell is one file on one version. What is compared, any number of:

    PATH …            files, and all *.py below folders
    --stdlib          the standard libraries of all interpreters here, with their tests
    --site-packages   what is installed beside them
    --python2         2.7's library, and whatever else below the usual places 2.7 compiles and 3.13 does not
    --truth           the recorded one-construct programs
    --snippets        the snippets inside CPython's own syntax tests (cpython_snippets.py)
    --live N          N of the recorded programs; now, and only of interpreters that start at once: this is a test

Interpreters' answers are remembered by content, so only the first run takes long; --record runs that part alone.
Cells on which an interpreter cannot be believed are left out, and counted. A cell on which pymolt says null counts
as a disagreement of its own kind ("not analysed").
"""
import argparse
import collections
import glob
import hashlib
import os
import re
import sys

import ask_compile
import ask_pymolt
import record_compile_truth

HERE = os.path.dirname(os.path.abspath(__file__))
MACHINE = ["/usr/lib", "/usr/share", "/usr/local/lib", "/opt"]
KINDS = ["accepted wrongly", "rejected wrongly", "not analysed"]

Item = collections.namedtuple("Item", "label source")
Wrong = collections.namedtuple("Wrong", "kind versions reason item")


def python_files(folder, skip=()):
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if f not in skip and f != "__pycache__")
        for name in sorted(files):
            path = os.path.join(parent, name)
            if name.endswith(".py") and os.path.isfile(path) and not os.path.islink(path):
                yield path


def libraries(pythons):
    for python in pythons:
        if not python.wasm:
            yield os.path.join(os.path.dirname(os.path.dirname(python.executable)), "lib", "python" + python.version)


def _paths(options, pythons):
    for path in options.paths:
        yield from ([path] if os.path.isfile(path) else python_files(path))
    for library in libraries(pythons):
        if options.stdlib:
            yield from python_files(library, ("site-packages", "dist-packages"))
        if options.site_packages:
            yield from python_files(os.path.join(library, "site-packages"))


def _python2(asker):
    """Files that 2.7 compiles and 3.13 does not, outside the interpreters' own folders and inside 2.7's."""
    places = MACHINE + [lib for lib in libraries(asker.pythons) if lib.endswith("2.7")]
    items = list(_read(path for place in places if os.path.isdir(place) for path in python_files(place)))
    few = ask_compile.Asker(["2.7", "3.13"])
    answers = few.ask([item.source for item in items])
    few.close()
    return [item for n, item in enumerate(items) if answers["2.7"][n].ok and not answers["3.13"][n].ok]


def _read(paths):
    """Items of unique contents."""
    seen = set()
    for path in paths:
        try:
            with open(path, "rb") as f:
                source = f.read()
        except OSError:
            continue
        sha = hashlib.sha256(source).digest()
        if sha not in seen:
            seen.add(sha)
            yield Item(path, source)


def recorded_programs():
    for path in sorted(glob.glob(os.path.join(record_compile_truth.TRUTH, "*.jsonl"))):
        topic = os.path.basename(path)[:-len(".jsonl")]
        for name, program, _, _ in record_compile_truth.load(path)[1]:
            yield Item(topic + "/" + name, program)


def _items(options, asker):
    items = list(_read(_paths(options, asker.pythons)))
    if options.python2:
        items += _python2(asker)
    if options.truth:
        items += list(recorded_programs())
    if options.live:
        programs = list(recorded_programs())
        items += programs[::max(1, len(programs) // options.live)]
    if options.snippets:
        import cpython_snippets
        items += [Item(label, source) for label, source in cpython_snippets.collect(asker)]
    unique = {item.source: item for item in reversed(items)}
    return sorted(unique.values())


def pattern(message):
    """An interpreter's message without what belongs to the one file: numbers, quoted names."""
    message = re.sub(r"line \d+: ?|in file \S+ ", "", message)
    message = re.sub(r"'[^']*'|\"[^\"]*\"", "'…'", message)
    return re.sub(r"\b\d+\b", "N", message)[:120]


def _reasons(answer, versions):
    constructs = {error["construct"] for error in answer.errors if set(error["fails_on"]) & set(versions)}
    return "pymolt: " + (", ".join(sorted(constructs)) or answer.why or "no reason given")


def compare(items, truth, answers, versions):
    """(cells compared, {version: Counter}, [Wrong]); truth is {version: [Verdict]}."""
    tally, wrong = {v: collections.Counter() for v in versions}, []
    for n, item in enumerate(items):
        answer, differ = answers[n], collections.defaultdict(list)
        for version in versions:
            real, said = truth[version][n].ok, answer.compiles.get(version)
            if real is None:
                tally[version]["unknown"] += 1
                continue
            tally[version]["cells"] += 1
            if said is None:
                differ[KINDS[2]].append(version)
            elif said != real:
                differ[KINDS[0] if said else KINDS[1]].append(version)
        for kind, where in differ.items():
            for version in where:
                tally[version][kind] += 1
            if kind == KINDS[0]:
                reason = " / ".join(sorted({pattern(truth[v][n].message) for v in where})[:2])
            else:
                reason = _reasons(answer, where)
            wrong.append(Wrong(kind, record_compile_truth.fold(where, versions), reason, item))
    return tally, wrong


def print_tally(tally, out):
    out.write("%-6s %9s %10s %9s  %s\n" % ("", "cells", "agree", "", "  ".join(KINDS + ["unknown truth"])))
    total = collections.Counter()
    for version, counter in list(tally.items()) + [("all", total)]:
        cells, bad = counter["cells"], sum(counter[kind] for kind in KINDS)
        out.write("%-6s %9d %10d %8.4f%%  %s\n" % (
            version, cells, cells - bad, 100.0 * (cells - bad) / max(cells, 1),
            "  ".join("%*d" % (len(kind), counter[kind]) for kind in KINDS + ["unknown"])))
        if version != "all":
            total.update(counter)


def print_topics(items, wrong, out):
    """Which share of each topic's programs agrees on all versions; only for recorded programs."""
    topics = collections.Counter(item.label.split("/")[0] for item in items if not item.label.startswith("/"))
    bad = collections.Counter(label.split("/")[0] for label in {w.item.label for w in wrong})
    if len(topics) > 1:
        out.write("\n%-18s %9s %9s\n" % ("topic", "programs", "agree"))
        for topic, count in sorted(topics.items()):
            out.write("%-18s %9d %8.2f%%\n" % (topic, count, 100.0 * (count - bad[topic]) / count))


def print_groups(wrong, limit, examples, out):
    """Disagreements by (kind, versions, reason), the largest groups first, each with a few examples."""
    groups = collections.defaultdict(list)
    for entry in wrong:
        groups[entry.kind, entry.versions, entry.reason].append(entry)
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    out.write("\n%d disagreeing files in %d groups\n" % (len({w.item.label for w in wrong}), len(ordered)))
    for (kind, versions, reason), entries in ordered[:limit]:
        out.write("\n%5d  %s on %s: %s\n" % (len(entries), kind, versions, reason))
        for entry in sorted(entries, key=lambda e: len(e.item.source))[:examples]:
            text = entry.item.source
            out.write("         %s  %s\n" % (
                entry.item.label, repr(text)[1:] if len(text) <= 160 else "%d bytes" % len(text)))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", metavar="PATH")
    for name in ("stdlib", "site-packages", "python2", "truth", "snippets"):
        parser.add_argument("--" + name, action="store_true")
    parser.add_argument("--live", type=int, metavar="N", default=0)
    parser.add_argument("--pymolt", default=os.path.join(os.path.dirname(HERE), "build", "pymolt"))
    parser.add_argument("--record", action="store_true", help="only ask the interpreters, and remember")
    parser.add_argument("--groups", type=int, default=40, help="how many groups to print")
    parser.add_argument("--examples", type=int, default=3, help="how many examples a group")
    parser.add_argument("--output", help="write the report there instead of to the terminal")
    parser.add_argument("--floor", type=float, help="exit status 1 below this percentage of agreeing cells")
    options = parser.parse_args()
    asker = ask_compile.Asker()
    if options.live:
        asker.close()
        asker = ask_compile.Asker(cache=None, pythons=[p for p in asker.pythons if not p.wasm])
    items = _items(options, asker)
    truth = asker.ask([item.source for item in items])
    asker.close()
    head = "%d different files, %s\n" % (len(items), asker.introduction())
    if options.record or not items:
        sys.stdout.write(head)
        return 0
    answers = ask_pymolt.verdicts(options.pymolt, [item.source for item in items])
    tally, wrong = compare(items, truth, answers, asker.versions)
    with open(options.output, "w", encoding="utf-8") if options.output else os.fdopen(
            os.dup(1), "w", encoding="utf-8") as out:
        out.write(head)
        print_tally(tally, out)
        print_topics(items, wrong, out)
        print_groups(wrong, options.groups, options.examples, out)
    cells = sum(c["cells"] for c in tally.values())
    bad = sum(c[kind] for c in tally.values() for kind in KINDS)
    return 1 if options.floor and 100.0 * (cells - bad) / max(cells, 1) < options.floor else 0


if __name__ == "__main__":
    sys.exit(main())
