#!/usr/bin/env python3
"""Writes rules/packages/*.pkg from what was found out elsewhere.

    write_packages.py MINED_DIR LOOKS_FILE METADATA_DIR FACTS_DIR CHECKED_FILE RULES_DIR

LOOKS_FILE is what `compare_looks.py facts` printed. MINED_DIR holds what mine_package_names.py printed, one file a package; METADATA_DIR/SUITE/PACKAGE/**/METADATA the metadata of
Debian's packages; FACTS_DIR thirdparty-names.txt and package-support.txt; CHECKED_FILE names of facts that check_package_names.py
saw contradicted by an installed package, one a line. tools/package_hand.txt adds what only release notes say.
"""
import email
import glob
import json
import os
import re
import sys
from collections import defaultdict

PYTHONS = ["2.7"] + ["3.%d" % n for n in range(6, 16)]
MOST = {"numpy": 600, "scipy": 500, "sqlalchemy": 500}
KINDS = {"module": 0, "external": 1, "class": 1, "function": 1, "method": 2, "parameter": 3, "value": 3}
LOWER_CLASSES = {"ndarray", "matrix", "chararray", "recarray", "dtype", "generic", "datetime64", "connection", "cursor", "date", "query"}


def key(version):
    numbers = [int(p) for p in re.findall(r"\d+", version.split("+")[0])[:5]]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def plain(version):
    match = re.match(r"^\d+(\.\d+)*", version.split("+")[0])
    return match.group(0) if match else None


def canonical(name):
    return re.sub(r"[-_.]+", "-", name).lower()


class Package:
    def __init__(self, name):
        self.name, self.imports, self.native, self.newest = name, [], False, None
        self.requires, self.supports, self.names, self.sources = [], {}, {}, []
        self.dead = self.brings = self.written = None


def from_mined(path, package, roots):
    mined = json.load(open(path))
    package.imports = roots
    package.newest = mined["releases"][-1] if mined["releases"] else None
    package.sources.append("the tags of its public git history, %s to %s" % (mined["releases"][0], package.newest))
    last = None
    for version, (requires, versions) in zip(mined["releases"], mined["stated"]):
        if requires:
            requires = requires.replace(" ", "").rstrip(",")
            if requires != last:
                package.requires.append((requires, version, None))
                last = requires
        for python in versions:
            if python in PYTHONS and (python, "classifier") not in package.supports:
                package.supports[python, "classifier"] = (version, None)
    facts = []
    for fact in mined["facts"]:
        name, kind = fact["name"], fact["kind"].split("@")[0]
        last_part = name.split("(")[0].rpartition(".")[2]
        if kind == "external" and name.count(".") > 1 or last_part in ("annotations", "absolute_import", "TYPE_CHECKING", "logger", "log"):
            continue
        if package.name in ALIASED and kind in ("method", "parameter"):
            continue
        if kind == "value" and (last_part.isupper() and name.count(".") > 2 or last_part.startswith("T_")):
            continue
        if any(p.startswith("test") or p in ("Tester", "bench", "mypy_plugin") for p in name.split(".")):
            continue
        facts.append((name.count(".") - (kind == "method") * 0.5, KINDS[kind], name, kind, fact))
    facts.sort(key=lambda f: f[:3])
    for _, _, name, kind, fact in facts[: MOST.get(package.name, 250)]:
        words = []
        if kind == "module":
            words.append("module")
        in_class = kind == "method"
        if kind == "parameter":
            owner = name[: name.index("(")]
            above = owner.rpartition(".")[0].rpartition(".")[2]
            in_class = above[:1].isupper() or above in LOWER_CLASSES
            if fact["at"] >= 0:
                name = name[:-1] + "@%d)" % fact["at"]
        if in_class:
            words.append("method")
        package.names[name] = [words, None, [("removed", fact["removed"], None)], fact.get("instead")]


NOISE = {"PY2", "PY3", "absolute_import", "division", "print_function", "unicode_literals", "with_statement"}
MAJORS = {"pandas": "2.0"}  # takes names away with major releases only


def from_looks(looks, by_import, mined):
    """Brackets between the versions of Debian's releases, for packages without a history at hand."""
    for top, facts in looks.items():
        package = by_import(top)
        if package is None or package.name in mined or package.name in NO_LOOKS:
            continue
        rows = []
        for fact in facts:
            name, kind = fact["name"], fact["kind"]
            last = name.split("(")[0].rpartition(".")[2]
            parts = name.split("(")[0].split(".")
            if last in NOISE or any(p.startswith(("_", "test")) or p in PRIVATE for p in parts):
                continue
            in_class = any(is_class_word(p) for p in parts[:-1])
            if kind in ("value",) and (not last.isupper() or len(parts) > 3) or kind == "parameter" and len(parts) > 4:
                continue
            rows.append((len(parts), KINDS.get(kind, 3), name, kind, in_class, fact))
        for _, _, name, kind, in_class, fact in sorted(rows, key=lambda r: r[:3])[:LOOKED]:
            words = ["module"] if kind == "module" else ["method"] if in_class else []
            turn = ("removed", plain(fact["removed"]), plain(fact["after"]))
            major = MAJORS.get(package.name)
            if major and key(turn[2]) < key(major) < key(turn[1]):
                turn = ("removed", major, None)
            package.names.setdefault(name, [words, None, [turn], None])
        package.sources.append("the packages of Debian's releases, imported and compared")


ALIASED = {"pygments", "pyparsing"}  # classes that live on under their old names by assignment
LOOKED = 300
PRIVATE = {"tests", "testing", "conftest", "benchmarks", "externals", "extern", "cython", "setup"}
NO_LOOKS = {"sympy", "geopandas"}
SEED = re.compile(r"^([\w.()]+):\s*(?:deprecated ([^,]*(?:, [\d.]+)*), )?removed ([^-]*?)(?: -> (.*?))?\s*(?:\[\w+\])?\s*(?:#.*)?$")


def seed_names(lines):
    proved = False
    for line in lines:
        if line.startswith("## "):
            proved = line.startswith("## Proved")
            leads = line.startswith("## Leads")
            continue
        if line.startswith("#") or ":" not in line or not (proved or leads):
            continue
        match = SEED.match(line.strip())
        if not match:
            continue
        name, deprecated, removed, instead = match.groups()
        removed = removed.replace("(git)", "").strip()
        bracket = re.match(r"after ([\w.+]+), by ([\w.+]+)", removed)
        if bracket:
            turn = ("removed", plain(bracket.group(2)), plain(bracket.group(1)))
        else:
            turn = ("removed", plain(removed), None) if "?" not in removed else None
        if turn is None or turn[1] is None or (leads and "(" in removed):
            continue
        deprecated = [d for d in re.findall(r"\d[\d.]*(?!\S*\?)", deprecated or "") if plain(d) and key(d) < key(turn[1])]
        instead = re.split(r"\s+\[|\s{2,}#", instead or "")[0].strip()
        if instead in ("nothing", "-", ""):
            instead = None
        yield name, proved, deprecated[-1] if deprecated else None, turn, instead


def is_class_word(word):
    return word[:1].isupper() or word in LOWER_CLASSES


def add_seed(packages, by_import, path, known_modules):
    for name, proved, deprecated, turn, instead in seed_names(open(path)):
        package = by_import(name)
        if package is None:
            print("no package for", name, file=sys.stderr)
            continue
        words = []
        base = name.split("(")[0]
        parts = base.split(".")
        if len(parts) > 2 and is_class_word(parts[-2]) and parts[0] not in ("OpenSSL", "PIL") or (len(parts) > 3 and is_class_word(parts[-2])):
            words.append("method")
        elif "(" not in name and (name in known_modules or (len(parts) == 2 and instead is None and parts[-1].islower() and parts[-1].startswith("_"))):
            words.append("module")
        old = package.names.get(name)
        if old and turn[2] is not None and key(turn[2]) < key(old[2][0][1]) <= key(turn[1]):
            turn = old[2][0]
        if old and "module" in old[0]:
            words = old[0]
        package.names[name] = [words, deprecated, [turn], instead or (old[3] if old else None)]


def read_hand(packages, get, path):
    package = None
    for line in open(path):
        line = line.rstrip("\n")
        if not line or line.startswith("#"):
            continue
        match = re.match(r"^([\w.()@*]+): (.*)$", line)
        if not match:
            word, _, rest = line.partition(" ")
            if word == "package":
                package = get(rest)
            elif word == "imports":
                package.imports = re.split(r",\s*", rest)
            elif word == "native":
                package.native = True
            elif word == "pure":
                package.native = None
            elif word in ("dead", "brings", "written"):
                setattr(package, word, rest or True)
            elif word == "requires":
                spec, _, since = rest.partition(" since ")
                package.requires.append((spec, since, None))
            elif word == "supports":
                m = re.match(r"(\S+) since (\S+) \((\w+)\)", rest)
                package.supports[m.group(1), m.group(3)] = (m.group(2), None)
            else:
                raise SystemExit("unknown line: " + line)
            continue
        name, rest = match.groups()
        if rest == "drop":
            package.names.pop(name, None)
        else:
            package.names[name] = rest


def read_metadata(folder):
    """suite → distribution → (version, requires, classifiers, native, imports)"""
    found = {}
    for suite in ("bullseye", "bookworm", "trixie", "sid"):
        found[suite] = {}
        for path in glob.glob(os.path.join(folder, suite, "*")):
            metas = glob.glob(path + "/**/METADATA", recursive=True) + glob.glob(path + "/**/PKG-INFO", recursive=True)
            metas = [m for m in metas if "_vendor" not in m] or glob.glob(path + "/**/*.egg-info", recursive=True)
            files = open(path + "/files.txt").read().split() if os.path.exists(path + "/files.txt") else []
            for meta in metas[:1]:
                if os.path.isdir(meta):
                    continue
                message = email.message_from_file(open(meta, errors="replace"))
                if not message["Name"] or not message["Version"]:
                    continue
                pythons = set(re.findall(r"Programming Language :: Python :: (\d\.\d+)\b", "\n".join(message.get_all("Classifier", []))))
                tops = set()
                for file in files:
                    m = re.search(r"dist-packages/([A-Za-z_]\w*)(?:/__init__\.py|\.py|\.[\w-]+\.so)$", file)
                    if m and m.group(1) not in ("tests", "test", "examples", "docs"):
                        tops.add(m.group(1))
                found[suite][canonical(message["Name"])] = (message["Version"], message["Requires-Python"], pythons,
                                                            any(f.endswith(".so") for f in files), sorted(tops))
    return found


def add_metadata(packages, get, metadata):
    for name in sorted({n for suite in metadata.values() for n in suite}):
        rows = [metadata[s][name] for s in ("bullseye", "bookworm", "trixie", "sid") if name in metadata[s]]
        rows = sorted({plain(r[0]): r for r in rows if plain(r[0])}.values(), key=lambda r: key(r[0]))
        if not rows or name in ("unknown",):
            continue
        package = get(name)
        exact = bool(package.newest)
        package.imports = package.imports or rows[-1][4]
        if package.native is not None:
            package.native = package.native or rows[-1][3]
        if not package.newest or key(rows[-1][0]) > key(package.newest):
            package.newest = plain(rows[-1][0])
        package.sources.append("the metadata of Debian's packages of " + ", ".join(plain(r[0]) for r in rows))
        before, last = None, None
        for version, requires, pythons, _, _ in rows:
            version = plain(version)
            requires = re.sub(r"\s", "", requires or "").rstrip(",") or None
            if requires and not exact and requires != last and re.match(r"^[\d.,<>=!~*]+$", requires):
                package.requires.append((requires, version, before or "0"))
                last = requires
            for python in pythons:
                if python in PYTHONS and (python, "classifier") not in package.supports:
                    package.supports[python, "classifier"] = (version, before)
            before = version


def add_support_seed(get, path):
    for line in open(path):
        if line.startswith("#") or "|" not in line:
            continue
        name, _, rest = line.partition(" ")
        package = get(canonical(name))
        for part in rest.split("|")[0].split(";"):
            part = part.strip()
            m = re.match(r"(\d\.\d+)=([\w.]+)\((tag|wheels)\)(?:, classifier ([\w.]+))?", part)
            if m:
                python, version, kind, classifier = m.groups()
                old = package.supports.get((python, "classifier"))
                if kind == "wheels":
                    package.supports[python, "wheel"] = (version, None)
                    if classifier:
                        package.supports[python, "classifier"] = (classifier, None)
                else:
                    package.supports[python, "classifier"] = (re.sub(r"\.0$", ".0", version), None)
                continue
            m = re.match(r"(\d\.\d+)<=([\w.]+)\+?\w*(?: \(not ([\w.]+)\+?\w*\))?", part)
            if m and (m.group(1), "classifier") not in package.supports:
                package.supports[m.group(1), "classifier"] = (plain(m.group(2)) or m.group(2), plain(m.group(3)) if m.group(3) else None)


def write(package, folder):
    lines = ["# %s: versions, Pythons and names. From %s." % (package.name, "; ".join(package.sources) or "release notes"),
             "package " + package.name]
    if package.written:
        lines.append("written " + package.written)
    only_brings = package.brings and not package.names
    if package.imports and not only_brings:
        lines.append("imports " + ", ".join(package.imports))
    if package.native:
        lines.append("native")
    if package.dead:
        lines.append("dead" + ("" if package.dead is True else " " + package.dead))
    if package.brings:
        lines.append("brings " + package.brings)
    if package.newest:
        lines.append("newest " + package.newest)
    after = lambda v: " (after %s)" % v if v else ""
    requires = sorted(package.requires, key=lambda r: key(r[1] or "0"))
    kept = []
    for spec, since, before in requires:
        if kept and kept[-1][0] == spec or kept and key(kept[-1][1] or "0") == key(since or "0"):
            continue
        kept.append((spec, since, before))
    for spec, since, before in kept:
        lines.append("requires %s%s%s" % (spec, " since " + since if since else "", after(before)))
    for (python, kind), (since, before) in sorted(package.supports.items(), key=lambda s: (key(s[0][0]), s[0][1])):
        lines.append("supports %s since %s (%s%s)" % (python, since, kind, ", after " + before if before else ""))
    names = []
    for name, fact in package.names.items():
        if only_brings or not any(name == i or name.startswith(i + ".") or name.startswith(i + "(") for i in package.imports):
            continue
        if isinstance(fact, str):
            names.append("%s: %s" % (name, fact))
            continue
        words, deprecated, turns, instead = fact
        parts = list(words)
        if deprecated:
            parts.append("deprecated " + deprecated)
        parts += ["%s %s%s" % (to, version, after(before)) for to, version, before in turns]
        names.append("%s: %s%s" % (name, ", ".join(parts), " -> " + instead if instead else ""))
    names.sort(key=lambda n: n.split(": ")[0].encode())
    with open(os.path.join(folder, package.name + ".pkg"), "w") as out:
        out.write("\n".join(lines + names) + "\n")
    return len(names)


def main():
    mined, looks, metadata_folder, facts, checked, rules = sys.argv[1:7]
    here = os.path.dirname(os.path.abspath(__file__))
    packages = {}
    get = lambda name: packages.setdefault(name, Package(name))
    for line in open(os.path.join(here, "package_sources.txt")):
        if line.startswith("#"):
            continue
        name, _, *rest = line.split()
        path = os.path.join(mined, name + ".json")
        if os.path.exists(path):
            roots = [r.split("=")[0] for r in rest if not r.startswith("tags:")]
            from_mined(path, get(name), roots)
    add_support_seed(get, os.path.join(facts, "package-support.txt"))
    add_metadata(packages, get, read_metadata(metadata_folder))
    hand = os.path.join(here, "package_hand.txt")
    names_by_hand = {}
    read_hand({}, lambda n: names_by_hand.setdefault(n, Package(n)), hand)
    for name, by_hand in names_by_hand.items():
        package = get(name)
        package.imports = by_hand.imports or package.imports
        package.dead, package.brings, package.written = by_hand.dead, by_hand.brings, by_hand.written
        package.supports.update(by_hand.supports)
        if by_hand.requires:
            package.requires = [r for r in package.requires if not r[2]] + by_hand.requires
        if by_hand.native is not False:
            package.native = by_hand.native
    imports = {i: p for p in packages.values() for i in p.imports}
    modules = {n for p in packages.values() for n, f in p.names.items() if "module" in f[0]}

    def by_import(dotted):
        dotted = dotted.split("(")[0]
        while dotted:
            if dotted in imports:
                return imports[dotted]
            dotted = dotted.rpartition(".")[0]

    if os.path.exists(looks):
        from_looks(json.load(open(looks)), by_import, {n for n, p in packages.items() if p.names})
    add_seed(packages, by_import, os.path.join(facts, "thirdparty-names.txt"), modules)
    contradicted = set(open(checked).read().split()) if os.path.exists(checked) else set()
    for package in packages.values():
        for name in list(package.names):
            if re.sub(r"@\d+", "", name) in contradicted:
                del package.names[name]
    read_hand({}, lambda n: packages.get(n), hand)
    os.makedirs(rules, exist_ok=True)
    for old in glob.glob(os.path.join(rules, "*.pkg")):
        os.remove(old)
    total = named = supported = 0
    for name in sorted(packages):
        package = packages[name]
        if not (package.names or package.supports or package.requires or package.dead or package.brings):
            continue
        count = write(package, rules)
        total += count
        named += count > 0
        supported += bool(package.supports)
    print("%d packages, %d with support facts; %d names of %d packages" % (len(packages), supported, total, named))


if __name__ == "__main__":
    main()
