# Hunts for programs on which pymolt's compile verdict and a real interpreter's differ.
# SPDX-License-Identifier: MIT
"""The differential hunt:

    tools/hunt_compile.py --minutes 60 --seed 1 --output report.txt --keep found.jsonl
    tools/hunt_compile.py --again found.jsonl           which of the kept ones still differ
    tools/hunt_compile.py --adopt found.jsonl           adds the kept ones to the corpus (compile_corpus/found.cases)
    tools/hunt_compile.py --cut FILE …                  cuts a file that differs down to what matters

Rounds of programs are made (mutated one-construct programs, snippets of CPython's tests and pieces of the standard
library, and programs grown from a grammar), all interpreters and pymolt are asked about each round, and every kind
of disagreement is cut down to a small program: first by lines, then by tokens. Round n of seed s is always the
same programs. The report states how many programs were tried, on how many they differ, and the kinds, by size.
"""
import argparse
import base64
import collections
import json
import os
import random
import re
import sys
import time

import ask_compile
import ask_pymolt
import compare_compile
import cpython_snippets
import record_compile_truth
from compile_corpus import cases, grow, mutate

HERE = os.path.dirname(os.path.abspath(__file__))
ROUND = 3000
LIBRARY_FILES, PIECE_LINES = 400, 40
CUT_ROUNDS, CUT_CANDIDATES = 40, 120
CUT_SECONDS = 30  # after each round, largest kinds first


class Seeds:
    """Programs to start from: three lists, so that none drowns the others."""

    def __init__(self, asker):
        tiny, self.pieces = [], _pieces(asker)
        for item in compare_compile.recorded_programs():
            if not item.label.startswith("limits/"):  # long, and no better for a change
                tiny.append(item.source)
        snippets = [source for _, source in cpython_snippets.collect(asker) if len(source) < 1500]
        # What no version compiles teaches less: one in five of those is kept.
        self.tiny, self.snippets = _mostly_valid(asker, tiny), _mostly_valid(asker, snippets)

    def program(self, chance):
        kind = chance.random()
        if kind < 0.3:
            grown = grow.program(chance).encode("utf-8")
            return grown if chance.random() < 0.7 else mutate.mutate(grown, self._any(chance), chance)
        return mutate.mutate(self._any(chance), self._any(chance), chance)

    def _any(self, chance):
        return chance.choice(chance.choice((self.tiny, self.tiny, self.snippets, self.pieces)))


def _mostly_valid(asker, programs):
    answers = asker.ask(programs)
    chance = random.Random(0)
    return [p for n, p in enumerate(programs) if len(p) < 2000 and (
        any(answers[v][n].ok for v in answers) or chance.random() < 0.2)]


def _pieces(asker):
    """Runs of top-level statements out of the standard libraries."""
    chance, pieces = random.Random(0), []
    paths = sorted(path for library in compare_compile.libraries(asker.pythons)
                   for path in compare_compile.python_files(library, ("site-packages",)))
    for path in chance.sample(paths, min(LIBRARY_FILES, len(paths))):
        with open(path, "rb") as f:
            lines = f.read().splitlines(keepends=True)
        starts = [n for n, line in enumerate(lines) if re.match(rb"[A-Za-z@\"'(]", line)
                  and not re.match(rb"(else|elif|except|finally)\b", line)]
        for n, start in enumerate(starts):
            end = starts[n + 1] if n + 1 < len(starts) else len(lines)
            if end - start <= PIECE_LINES and chance.random() < 0.3:
                pieces.append(b"".join(lines[start:end]))
    return pieces or [b"x = 1\n"]


Find = collections.namedtuple("Find", "kind versions reason program")


def _differences(programs, asker, pymolt):
    """What differs, as compare() says it."""
    items = [compare_compile.Item(str(n), program) for n, program in enumerate(programs)]
    truth = asker.ask(programs)
    answers = ask_pymolt.verdicts(pymolt, programs)
    tally, wrong = compare_compile.compare(items, truth, answers, asker.versions)
    finds = [Find(w.kind, w.versions, w.reason, w.item.source) for w in wrong]
    return sum(c["cells"] for c in tally.values()), finds


def _candidates(program):
    """Smaller programs: without a run of lines, one level less indented, without a run of tokens, simpler tokens."""
    text = program.decode("utf-8", "surrogateescape")
    lines, found = text.split("\n"), []
    for size in (len(lines) // 2, len(lines) // 4, 3, 2, 1):
        if 0 < size < len(lines):
            found += ["\n".join(lines[:at] + lines[at + size:]) for at in range(0, len(lines) - size + 1, max(1, size // 2))]
    if len(lines) <= 12:
        indents = [re.match(r"\s*", line).group() for line in lines]
        for at in range(1, len(lines)):
            shift = len(indents[at])
            if shift:
                found.append("\n".join(lines[:at] + [line[shift:] if line[:shift].isspace() else line for line in lines[at:]]))
        found.append("\n".join(line[1:] if line[:1].isspace() else line for line in lines[1:]))
        parts = mutate.tokens(text)
        for size in (len(parts) // 2, len(parts) // 4, 5, 3, 2, 1):
            if 0 < size < len(parts):
                found += ["".join(parts[:at] + parts[at + size:]) for at in range(0, len(parts) - size + 1, max(1, size // 2))]
        for at, part in enumerate(parts):
            for simple in ("a", "1", '""', " ", "\n"):
                if len(simple) < len(part) and part.isspace() == simple.isspace():
                    found.append("".join(parts[:at] + [simple] + parts[at + 1:]))
    unique = {candidate.encode("utf-8", "surrogateescape") for candidate in found} - {program}
    return sorted(unique, key=lambda c: (len(c), c))


def _telling(versions, asked):
    """The first and last version of each run a find differs on, and their neighbours on which it does not."""
    differing = record_compile_truth.unfold(versions, asked)
    return [v for n, v in enumerate(asked) if any(
        (asked[m] in differing) != (v in differing) for m in (n - 1, n + 1) if 0 <= m < len(asked))] or asked[:1]


def _cut_down(find, asker, pymolt):
    """A small program that differs in the same way on the same versions, so far as a few of them tell."""
    few = ask_compile.Asker(_telling(find.versions, asker.versions), cache=None, pythons=asker.pythons)
    small = find._replace(versions=record_compile_truth.fold(
        record_compile_truth.unfold(find.versions, asker.versions), few.versions))
    for _ in range(CUT_ROUNDS):
        candidates, better = _candidates(small.program), None
        for start in range(0, len(candidates), CUT_CANDIDATES):
            _, finds = _differences(candidates[start:start + CUT_CANDIDATES], few, pymolt)
            same = [f for f in finds if f.kind == small.kind and f.versions == small.versions
                    and _alike(f.reason, find.reason)]
            if same:
                better = min(same, key=_sort_key)
                break
        if better is None:
            return small
        small = better
    return small


def _alike(one, other):
    """Whether two reasons have a part in common (several versions word one refusal in several ways)."""
    return bool(set(re.split(", | / |: ", one)) & set(re.split(", | / |: ", other)) - {"pymolt", "SyntaxError"})


def _sort_key(find):
    return len(find.program), find.program


class Hunt:
    """What was tried and found so far."""

    def __init__(self, asker, pymolt, ignore):
        self.asker, self.pymolt, self.ignore = asker, pymolt, ignore
        self.ignored = self.programs = self.cells = self.differing = 0
        self.kinds = collections.defaultdict(list)
        self.small = {}

    def round(self, programs):
        cells, finds = _differences(programs, self.asker, self.pymolt)
        self.programs += len(programs)
        self.cells += cells
        self.differing += len({f.program for f in finds})
        for find in finds:
            if self.ignore and re.search(self.ignore, find.reason):
                self.ignored += 1
            else:
                self.kinds[find.kind, find.versions, find.reason].append(find)

    def cut_new_kinds(self, until):
        """One small program for each kind that has none."""
        for key, finds in sorted(self.kinds.items(), key=lambda pair: -len(pair[1])):
            if key not in self.small and time.time() < until:
                small = _cut_down(min(finds, key=_sort_key), self.asker, self.pymolt)
                _, whole = _differences([small.program], self.asker, self.pymolt)
                whole = [f for f in whole if f.kind == small.kind]
                self.small[key] = whole[0] if whole else small

    def report(self, out, seconds):
        out.write("%d programs (%d cells) in %d minutes, %s\n" % (
            self.programs, self.cells, seconds / 60, self.asker.introduction()))
        out.write("%d programs differ (%.4f%%), %d kinds, %d finds ignored\n" % (
            self.differing, 100.0 * self.differing / max(1, self.programs), len(self.kinds), self.ignored))
        for key, finds in sorted(self.kinds.items(), key=lambda pair: (-len(pair[1]), pair[0])):
            small = self.small.get(key)
            out.write("\n%6d  %s on %s: %s\n" % ((len(finds),) + key))
            if small:
                out.write("        cut down, on %s: %s\n" % (small.versions, repr(small.program)[1:]))
            out.write("        %s\n" % repr(min(finds, key=_sort_key).program)[1:400])

    def keep(self, path):
        """The small programs, as lines of JSON."""
        with open(path, "w", encoding="ascii") as f:
            for _, small in sorted(self.small.items()):
                f.write(json.dumps({"kind": small.kind, "reason": small.reason, "versions": small.versions,
                                    "b64": base64.b64encode(small.program).decode("ascii")}) + "\n")


def _again(path, asker, pymolt):
    with open(path, encoding="ascii") as f:
        programs = [base64.b64decode(json.loads(line)["b64"]) for line in f]
    _, finds = _differences(programs, asker, pymolt)
    for find in finds:
        print("%s on %s: %s\n    %r" % find)
    print("%d of %d kept programs still differ" % (len({f.program for f in finds}), len(programs)))
    return 1 if finds else 0


def _adopt(path):
    """Adds kept programs to the corpus, where a line of a table can hold them."""
    table = os.path.join(HERE, "compile_corpus", "found.cases")
    known = {program for entries in record_compile_truth.programs().values() for _, program in entries}
    with open(path, encoding="ascii") as f:
        programs = [base64.b64decode(json.loads(line)["b64"]).rstrip(b"\n") for line in f]
    added = 0
    with open(table, "a", encoding="utf-8", newline="\n") as f:
        for program in sorted(set(programs), key=lambda p: (len(p), p)):
            line = cases.as_line(program)
            if line and len(line) <= 300 and program + b"\n" not in known:
                f.write(line + "\n")
                added += 1
    print("%d of %d programs added; now run tools/record_compile_truth.py" % (added, len(programs)))


def _cut_files(paths, asker, pymolt):
    for path in paths:
        with open(path, "rb") as f:
            _, finds = _differences([f.read()], asker, pymolt)
        for find in finds:
            small = _cut_down(find, asker, pymolt)
            print("%s: %s on %s: %s\n    %r" % (path, find.kind, find.versions, find.reason, small.program))
        if not finds:
            print("%s: no difference" % path)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="the round to begin with")
    parser.add_argument("--pymolt", default=os.path.join(os.path.dirname(HERE), "build", "pymolt"))
    parser.add_argument("--output", help="the report, rewritten after each round")
    parser.add_argument("--keep", help="the small programs, rewritten after each round")
    parser.add_argument("--ignore", metavar="PATTERN", help="only count finds whose reason matches: they are known")
    parser.add_argument("--again", metavar="FILE", help="only ask again about kept programs")
    parser.add_argument("--cut", nargs="+", metavar="FILE", help="only cut these files down")
    parser.add_argument("--adopt", metavar="FILE", help="only add kept programs to the corpus")
    options = parser.parse_args()
    if options.adopt:
        return _adopt(options.adopt)
    asker = ask_compile.Asker(cache=None)
    if options.cut:
        _cut_files(options.cut, asker, options.pymolt)
        return asker.close()
    if options.again:
        return _again(options.again, asker, options.pymolt)
    seeds, hunt = Seeds(ask_compile.Asker(pythons=asker.pythons)), Hunt(
        asker, options.pymolt, options.ignore)
    start, n = time.time(), options.first
    while time.time() < start + 60 * options.minutes:
        chance = random.Random("%d-%d" % (options.seed, n))
        hunt.round([seeds.program(chance) for _ in range(ROUND)])
        hunt.cut_new_kinds(min(start + 60 * options.minutes, time.time() + CUT_SECONDS))
        n += 1
        if options.output:
            with open(options.output, "w", encoding="utf-8") as f:
                hunt.report(f, time.time() - start)
        if options.keep:
            hunt.keep(options.keep)
    asker.close()
    hunt.report(sys.stdout, time.time() - start)
    return 0


if __name__ == "__main__":
    sys.exit(main())
