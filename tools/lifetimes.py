# Reads, writes and asks rules/lifetimes/*.life, for the scripts of this folder.
# SPDX-License-Identifier: MIT
"""One fact a line:  NAME: module, since 3.6, removed 3.7, deprecated 3.8, scheduled 3.17 -> ADVICE

`removed` is the first version without the name; spans may repeat; a name without a leading `since`
exists from 2.7. `module` marks a submodule. A module's members exist only where the module does, so
`alive()` asks the parents too.

The facts of a top-level module stand in the file that already holds it; a new one gets a file of its
own, in lower case because some file systems cannot hold Queue.life beside queue.life.
"""
import glob
import os
import re

AXIS = ["2.7"] + ["3.%d" % n for n in range(17)]
FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "rules", "lifetimes")
ORDER = {"since": 0, "deprecated": 1, "removed": 2, "scheduled": 3}


def key(version):
    """For sorting versions; "undated" comes last."""
    return tuple(int(p) for p in version.split(".")) if version[0].isdigit() else (99, 0)


class Fact:
    """A line: `spans` as [(since, removed or None), ...], `other` as [(word, value), ...]."""

    def __init__(self, name, spans=None, other=(), advice=""):
        self.name = name
        self.spans = [("2.7", None)] if spans is None else spans
        self.other = list(other)
        self.advice = advice

    def versions(self):
        """The versions of the axis on which the line itself, its parents aside, says it exists."""
        return [v for v in AXIS if any(key(a) <= key(v) and (b is None or key(v) < key(b))
                                       for a, b in self.spans)]

    def deprecated(self):
        return next((v for w, v in self.other if w == "deprecated"), None)

    def text(self):
        if not self.spans:
            parts = ["never"]
            dated = []
        else:
            parts = ["module"] if ("module", "") in self.other else []
            dated = [(key(v), ORDER[w], "%s %s" % (w, v)) for w, v in self.other if w in ORDER]
            for since, removed in self.spans:
                if since != "2.7":
                    dated.append((key(since), 0, "since " + since))
                if removed:
                    dated.append((key(removed), 2, "removed " + removed))
        parts += [text for _, _, text in sorted(dated)]
        parts += ["%s %s" % (w, v) for w, v in self.other if w not in ORDER and w != "module"]
        line = self.name + ":" + (" " + ", ".join(parts) if parts else "")
        return line + (" -> " + self.advice if self.advice else "")


def spans_of(versions):
    """["3.6", "3.8", "3.9", ... "3.16"] -> [("3.6", "3.7"), ("3.8", None)]."""
    spans, have = [], set(versions)
    for i, version in enumerate(AXIS):
        before = i > 0 and AXIS[i - 1] in have
        if version in have and not before:
            spans.append([version, None])
        elif version not in have and before:
            spans[-1][1] = version
    return [tuple(s) for s in spans]


def parse(line):
    """A Fact from a line of a .life file."""
    name, rest = line.split(":", 1)
    rest, _, advice = rest.partition(" -> ")
    spans, other, start = [], [], "2.7"
    for part in re.findall(r'title "[^"]*"|[^,]+', rest):
        word, _, value = part.strip().partition(" ")
        if word == "since":
            start = value
        elif word == "removed":
            spans.append((start, value))
            start = None
        elif word == "never":
            start = None
        elif word:
            other.append((word, value))
    if start:
        spans.append((start, None))
    return Fact(name, spans, other, advice.strip())


def top_of(name):
    return re.split(r"[.(]", name)[0]


class Table:
    """All facts by name, with each file's opening comment."""

    def __init__(self):
        self.facts, self.openings, self.homes = {}, {}, {}

    def put(self, fact):
        self.facts[fact.name] = fact

    def alive(self, name):
        """The versions on which the name exists, given its parents; built-ins do not ask `builtins`."""
        have = set(AXIS)
        dotted = name.split("(")[0]
        parents = [".".join(dotted.split(".")[:i + 1]) for i in range(dotted.count(".") + 1)]
        if parents[0] == "builtins" and len(parents) > 1:
            parents = parents[1:]
        for part in parents + ([name] if "(" in name else []):
            if part in self.facts:
                have &= set(self.facts[part].versions())
        return [v for v in AXIS if v in have]


def read(folder=FOLDER, skip=("syntax",)):
    table = Table()
    for path in sorted(glob.glob(os.path.join(folder, "*.life"))):
        stem = os.path.basename(path)[:-5]
        if stem in skip:
            continue
        with open(path, encoding="utf-8") as f:
            lines = f.read().splitlines()
        opening = []
        for line in lines:
            if line.startswith("#"):
                opening.append(line)
            elif line.strip():
                fact = parse(line)
                table.put(fact)
                table.homes[top_of(fact.name)] = stem
        table.openings[stem] = opening
    return table


def home_of(table, name):
    top = top_of(name)
    return table.homes.get(top) or ("_private" if top.startswith("_") else top.lower())


def opening_of(stem):
    """The comment a new file begins with: what it holds and where its facts come from."""
    what = {"builtins": "The built-ins", "_private": "Modules whose names begin with an underscore"}.get(
        stem, "The standard module " + stem)
    return ["# %s: when it and its names came and went." % what,
            "# From interpreters 2.7, 3.6 to 3.15 and the documentation; see tools/README.md."]


def write(table, folder=FOLDER):
    """Writes every file anew, sorted bytewise by name; says which changed."""
    os.makedirs(folder, exist_ok=True)
    by_file, changed = {}, []
    for fact in table.facts.values():
        by_file.setdefault(home_of(table, fact.name), []).append(fact)
    for stem, facts in sorted(by_file.items()):
        lines = table.openings.get(stem) or opening_of(stem)
        lines = lines + [f.text() for f in sorted(facts, key=lambda f: f.name.encode("utf-8"))]
        text = "\n".join(lines) + "\n"
        path = os.path.join(folder, stem + ".life")
        old = open(path, encoding="utf-8").read() if os.path.exists(path) else None
        if old != text:
            changed.append(stem)
            with open(path, "w", encoding="utf-8") as f:
                f.write(text)
    return changed
