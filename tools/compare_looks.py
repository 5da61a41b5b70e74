#!/usr/bin/env python3
"""Makes facts of several looks at the same packages (look_at_packages.py), and checks facts against them.

    compare_looks.py facts LOOK.json … > facts.json             a name that an older version has and the newer ones lack
    compare_looks.py check RULES_DIR LOOK.json … > checked.txt  facts that some installed version contradicts, with what it shows on stderr

    compare_looks.py sample RULES_DIR LOOK.json … > sample.tsv     a name, a version that has it, a version that lacks it: a fact a line

A look is {import: {"version", "names", "open"}}. What went between two versions is a proved bracket: after the older, by the newer.
"""
import glob
import json
import os
import re
import sys


def key(version):
    return tuple(int(p) for p in re.findall(r"\d+", version.split("+")[0])[:5])


def looks(paths):
    """import → [(version, names, open)], oldest first, a version once"""
    found = {}
    for path in paths:
        for top, look in json.load(open(path)).items():
            if "names" in look and re.match(r"^\d+\.\d", look["version"]):
                found.setdefault(top, {})[look["version"].split("+")[0]] = look
    return {top: sorted(((v, l["names"], set(l["open"])) for v, l in by.items()), key=lambda r: key(r[0])) for top, by in found.items()}


def owner_of(name):
    return name[: name.index("(")] + "()" if name.endswith(")") and not name.endswith("()") else name.rpartition(".")[0]


def is_open(owner, opened):
    """whether more may be in it than the look shows: also a module with a `__getattr__`, which was not asked"""
    return owner in opened or owner + "?" in opened


def facts(paths):
    made = {}
    for top, rows in looks(paths).items():
        out = made[top] = []
        for i in range(len(rows) - 1):
            before, after = rows[i], rows[i + 1]
            for name, kind in before[1].items():
                if kind in ("passing", "signature") or any(name in r[1] for r in rows[i + 1:]):
                    continue
                owner = owner_of(name)
                if owner not in after[1] or any(is_open(owner, r[2]) for r in rows[i + 1:]):
                    continue
                if kind == "method" and name + "()" not in before[1]:
                    continue  # an attribute, which may have become one of instances
                if kind == "parameter" and any(owner[:-2] + "()" in r[2] for r in rows[i + 1:]):
                    continue
                out.append({"name": name, "kind": kind, "removed": after[0], "after": before[0], "at": -1})
    json.dump(made, sys.stdout, indent=0)


# `after` and `removed` of every fact that went for good.
def read_rules(folder):
    for path in sorted(glob.glob(os.path.join(folder, "*.pkg"))):
        for line in open(path):
            match = re.match(r"^([\w.]+(?:\([\w@*]+\))?): (.*?)(?: -> .*)?$", line.rstrip("\n"))
            if not match:
                continue
            turns = re.findall(r"(since|removed|stub) ([\w.!]+)(?: \(after ([\w.!]+)\))?", match.group(2))
            yield re.sub(r"@\d+", "", match.group(1)), turns, match.group(2)


def state_at(turns, version):
    state = "gone" if turns and turns[0][0] == "since" else "there"
    for to, at, after in turns:
        if key(at) <= key(version):
            state = {"since": "there", "removed": "gone", "stub": "there"}[to]
        elif after and key(after) < key(version):
            return "unknown"
        else:
            break
    return state


def check(folder, paths):
    rows = looks(paths)
    proved = wrong = asked = 0
    for name, turns, text in read_rules(folder):
        top = name.split(".")[0].split("(")[0]
        if top not in rows or not turns:
            continue
        asked += 1
        seen = {"there": False, "gone": False}
        bad = None
        for version, names, opened in rows[top]:
            owner = owner_of(name)
            if owner and owner not in names and not name.endswith(")"):
                continue
            if name.endswith(")") and (owner not in names or owner in opened):
                continue
            if is_open(owner, opened):
                continue
            here = "there" if name in names else "gone"
            said = state_at(turns, version)
            if said == "unknown":
                continue
            if here == said:
                seen[here] = True
            elif here == "there":
                bad = "%s %s: said gone, is there in %s" % (name, text, version)
        if bad:
            wrong += 1
            print(name)
            print(bad, file=sys.stderr)
        elif seen["there"] and seen["gone"]:
            proved += 1
    print("%d facts asked, %d shown on both sides, %d contradicted" % (asked, proved, wrong), file=sys.stderr)


def sample(folder, paths):
    """Every N-th fact that installed versions show on both sides."""
    rows, out = looks(paths), []
    for name, turns, _ in read_rules(folder):
        top = name.split(".")[0].split("(")[0]
        seen = {"there": None, "gone": None}
        for version, names, opened in rows.get(top, ()):
            owner = owner_of(name)
            if owner not in names or is_open(owner, opened) or not turns:
                continue
            here = "there" if name in names else "gone"
            if state_at(turns, version) == here:
                seen[here] = seen[here] or version
        if seen["there"] and seen["gone"]:
            out.append("%s\t%s\t%s" % (name, seen["there"], seen["gone"]))
    step = max(1, len(out) // 700)
    print("# Names of packages, an installed version that has each, and one that lacks it: by tools/compare_looks.py sample.")
    print("\n".join(out[::step]))


if __name__ == "__main__":
    if sys.argv[1] == "sample":
        sample(sys.argv[2], sys.argv[3:])
        sys.exit()
    (facts if sys.argv[1] == "facts" else check)(*((sys.argv[2:],) if sys.argv[1] == "facts" else (sys.argv[2], sys.argv[3:])))
