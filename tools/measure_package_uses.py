#!/usr/bin/env python3
# Writes uses of names that packages took away, in many styles of writing, and counts how many pymolt finds and how many it should not.
# SPDX-License-Identifier: MIT
"""Recall and false alarms of package names, by style.

    tools/measure_package_uses.py FACTS [--only WORD] [--misses FILE]

FACTS has lines such as `numpy.float_: deprecated 1.25, removed 2.0   # 1.26.4:P 2.0.0:A`. For each name a project is written
that pins the package once to a version with the name and once to one without, and holds a small program for each style
of recall_styles.py. With the first nothing may be said of the name; with the second each program is to be told of.
"""
import argparse
import collections
import concurrent.futures
import glob
import json
import os
import re
import subprocess
import sys
import tempfile

import recall_styles

HERE = os.path.dirname(os.path.abspath(__file__))
PYMOLT = os.path.join(HERE, "..", "build", "pymolt")
PYTHONS = ("3.9", "3.11", "3.8", "3.7", "3.6", "3.10", "3.12", "3.13", "3.14", "2.7")
CAPITAL_MODULES = {"PIL", "OpenSSL", "IPython", "Crypto"}


def key(version):
    return tuple(int(p) for p in re.findall(r"\d+", version))


class Facts:
    """Facts as recall_styles.Styles asks for them."""

    def __init__(self, names):
        self.facts = {n: None for n in names}


def read_packages():
    owners, modules = {}, set()
    for path in glob.glob(os.path.join(HERE, "..", "rules", "packages", "*.pkg")):
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                line = line.strip()
                if line.startswith("package "):
                    package = line.split()[1]
                elif line.startswith("imports "):
                    imports = re.split(r",\s*", line[8:])
                elif re.match(r"[\w.]+(\(.*\))?: ", line) and not line.startswith("#"):
                    for name in imports:  # of several packages that of which names are known
                        owners[name] = package
                    if ": module" in line:
                        modules.add(line.partition(":")[0])
    return owners, modules


def turns(rest):
    """A version with the name and one without, or None."""
    rest, _, seen = rest.partition("#")
    removed = re.search(r"(?:removed|stub) (?:after (\S+), by )?([\d.]+\d)", rest)
    if not removed:
        return None
    past = removed.group(2)
    have = [v for v, state in re.findall(r"(\d[\d.]*\d)[+\w]*:([PARN])", seen) if state == "P"]
    lack = [v for v, state in re.findall(r"(\d[\d.]*\d)[+\w]*:([PARN])", seen) if state in "AR"]
    if have and lack:
        past = min((v for v in lack if key(v) > max(map(key, have))), key=key, default=past)
        with_it = max(have, key=key)
    else:
        before = list(key(past))
        while before and before[-1] == 0:
            before.pop()
        if not before:
            return None
        before[-1] -= 1
        with_it = ".".join(map(str, before + ([99] if len(before) == 1 else [])))
    return (with_it, past) if key(with_it) < key(past) else None


def read_facts(path, owners):
    found = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("## Written down") or line.startswith("## Leads"):
                break
            match = re.match(r"([A-Za-z_][\w.]*(?:\(\w+\))?): (.*)", line)
            made = turns(match.group(2)) if match else None
            if not made:
                continue
            dotted = match.group(1)
            owner = dotted.partition("(")[0]
            while owner and owner not in owners:
                owner = owner.rpartition(".")[0]
            if owner:
                found[dotted] = (owners[owner], *made)
            else:
                print("no package: " + dotted)
    return found


def guess_modules(names, known):
    modules = set(known)
    for name in names:
        parts = name.partition("(")[0].split(".")
        for size in range(1, len(parts)):
            capital = size == 2 and parts[0] in CAPITAL_MODULES
            if size > 1 and parts[size - 1][:1].isupper() and not capital:
                break
            if parts[size - 1] in ("ndarray", "matrix", "chararray", "recarray", "dtype"):
                break
            modules.add(".".join(parts[:size]))
    return modules


def kind_of(name, known, modules):
    if "(" in name:
        return "parameter"
    if name in known:
        return "module"
    return "name" if name.rpartition(".")[0] in modules else "method"


def more_styles(kind, styles):
    """What the standard library's styles do not hold."""
    def patched(dotted):
        return "from unittest import mock\n@mock.patch('%s')\ndef test(m): pass\n" % dotted

    def guarded(dotted):
        module, name = styles.split(dotted)
        return "try:\n    from %s import %s\nexcept (ImportError, AttributeError):\n    k = None\n" % (module, name)

    def annotated(dotted):
        module, name = styles.split(dotted)
        return "import %s\ndef f(a: %s.%s) -> None: pass\n" % (module, module, name)

    def as_argument(dotted):
        module, name = styles.split(dotted)
        return "import %s\nprint(1, key=%s.%s)\n" % (module, module, name)

    if kind == "name":
        return [("mock.patch", patched), ("!guarded", guarded), ("annotation", annotated), ("as an argument", as_argument)]
    if kind == "module":
        return [("mock.patch", patched), ("!guarded", lambda m: "try:\n    import %s\nexcept ImportError:\n    k = None\n" % m)]
    return [("mock.patch", lambda d: patched(d.partition("(")[0]))] if kind == "method" else []


def scan(folder, target):
    done = subprocess.run([PYMOLT, "scan", folder, "--target", target, "--format", "json", "--no-cache"], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL)
    return json.loads(done.stdout.decode("utf-8"))


def ask(folder, package, version):
    """The report for the first Python that takes the pinned version."""
    with open(os.path.join(folder, "requirements.txt"), "w") as out:
        out.write("%s==%s\n" % (package, version))
    for python in PYTHONS:
        report = scan(folder, python)
        verdicts = [row["verdict"].get(python) for row in report.get("dependencies", [])]
        if "no" not in verdicts:
            return python, report
    return None, None


def told(report, dotted, python):
    last = re.split(r"[.(]", dotted.rstrip(")"))[-1]
    found = set()
    for finding in report["findings"]:
        symbol = re.sub(r"@\d+", "", finding["symbol"])
        if finding.get("package") and python in finding["breaks_on"] and last in symbol:
            found.add(re.findall(r"\d+", finding["path"])[0])
    return found


def measure_one(job):
    dotted, kind, package, with_it, past, programs = job
    with tempfile.TemporaryDirectory() as folder:
        for number, (_, (program, other)) in enumerate(programs):
            with open(os.path.join(folder, "use_%05d.py" % number), "w") as out:
                out.write(program.replace("NUMBER", "%05d" % number))
            if other:
                with open(os.path.join(folder, "from_%05d.py" % number), "w") as out:
                    out.write(other)
        rows = []
        for state, version in (("gone", past), ("there", with_it)):
            python, report = ask(folder, package, version)
            rows.append((state, version, python, told(report, dotted, python) if report else None))
    return job, rows


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("facts")
    parser.add_argument("--only", default="")
    parser.add_argument("--misses")
    parser.add_argument("--every", type=int, default=1)
    options = parser.parse_args()
    owners, known = read_packages()
    facts = read_facts(options.facts, owners)
    modules = guess_modules(facts, known)
    styles = recall_styles.Styles(Facts(facts), modules)
    jobs = []
    for dotted, (package, with_it, past) in sorted(facts.items())[::options.every]:
        if options.only not in dotted:
            continue
        kind = kind_of(dotted, known, modules)
        programs = []
        for title, make in styles.of(kind) + more_styles(kind, styles):
            made = make(dotted)
            if made:
                programs.append((title, made if isinstance(made, tuple) else (made, None)))
        jobs.append((dotted, kind, package, with_it, past, programs))
    sums = collections.defaultdict(lambda: [0, 0, 0, 0])
    misses, facts_found = [], collections.defaultdict(list)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for job, rows in pool.map(measure_one, jobs):
            dotted, kind, _, _, _, programs = job
            for state, version, python, found in rows:
                if found is None:
                    misses.append("%s\t%s\t%s\tno Python takes it" % (state, dotted, version))
                    continue
                for number, (title, _) in enumerate(programs):
                    is_told = "%05d" % number in found
                    row = sums[kind, title]
                    if state == "there" or title.startswith("!"):
                        row[2] += 1
                        row[3] += is_told
                        if is_told:
                            misses.append("alarm\t%s\t%s\t%s\t%s %s" % (dotted, title, version, python, state))
                    else:
                        row[0] += 1
                        row[1] += is_told
                        facts_found[dotted].append(is_told)
                        if not is_told:
                            misses.append("miss\t%s\t%s\t%s\t%s" % (dotted, title, version, python))
    total = [0, 0, 0, 0]
    for (kind, title), row in sorted(sums.items()):
        print("%-10s %-40s found %4d of %4d   alarms %3d of %4d" % (kind, title, row[1], row[0], row[3], row[2]))
        total = [a + b for a, b in zip(total, row)]
    print("found %d of %d (%.2f %%), alarms %d of %d; facts never found: %s" % (
        total[1], total[0], 100.0 * total[1] / max(total[0], 1), total[3], total[2],
        ", ".join(d for d, f in facts_found.items() if not any(f)) or "none"))
    if options.misses:
        with open(options.misses, "w", encoding="utf-8") as out:
            out.write("".join(m + "\n" for m in misses))


if __name__ == "__main__":
    sys.exit(main())
