#!/usr/bin/env python3
"""Reads from a package's git history which public names went, with which release, and what its releases say of Pythons.

    mine_package_names.py PACKAGE GIT_DIR IMPORT=FOLDER[,FOLDER] … > PACKAGE.json

Every final release tag is read, oldest first: the names that its sources bind, followed through the package's own imports
and star imports. A name is gone with the first release after the last one that has it, when its owner is still there and
nothing in the owner (module `__getattr__`, star imports from elsewhere, unknown base classes, `**kwargs`) could still give it.
Each source file is parsed once, whatever tags have it; what Python 3 does not parse is given to Python 2.7.
"""
import ast
import json
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
PY2 = os.path.expanduser("~/.pyenv/versions/2.7.18/bin/python")
PY3 = os.path.expanduser("~/.pyenv/versions/3.13.0/bin/python")
PRIVATE_PARTS = {"tests", "test", "testing", "conftest", "setup", "benchmarks", "examples", "vendor", "vendored", "extern",
                 "externals", "_vendor", "docs", "doc", "demo", "migrations", "locale", "version", "testsuite", "plugins_test"}
PRIVATE_FOLDERS = {"tests", "test", "benchmarks", "examples", "_vendor", "vendor", "docs", "migrations", "locale", "testsuite", "f2py"}
STANDARD = set(sys.stdlib_module_names) | {"__future__", "typing_extensions"}
PLAIN_DECORATORS = {"staticmethod", "classmethod", "contextmanager", "contextlib.contextmanager", "asyncio.coroutine",
                    "gen.coroutine", "setupmethod", "coroutine", "types.coroutine"}
TAG = re.compile(r"^(?:[A-Za-z][A-Za-z0-9-]*?[-_/]|[A-Za-z]+[-_]?|)v?(\d+(?:[._]\d+)*)(?:\.final)?$")
TOO_MANY = 260


class Worker:
    def __init__(self, python):
        self.process = subprocess.Popen([python, os.path.join(HERE, "read_python_names.py")], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE)

    def ask(self, source):
        self.process.stdin.write(b"%d\n" % len(source) + source)
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


class History:
    def __init__(self, folder):
        self.folder = folder
        self.batch = subprocess.Popen(["git", "-C", folder, "cat-file", "--batch"], stdin=subprocess.PIPE,
                                      stdout=subprocess.PIPE)
        self.read_blobs, self.py3, self.py2 = {}, Worker(PY3), Worker(PY2)

    def git(self, *arguments):
        return subprocess.run(["git", "-C", self.folder, *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.decode(
            "utf-8", "replace")

    def blob(self, sha):
        self.batch.stdin.write(sha.encode() + b"\n")
        self.batch.stdin.flush()
        head = self.batch.stdout.readline().split()
        if len(head) < 3:
            return b""
        data = self.batch.stdout.read(int(head[2]))
        self.batch.stdout.read(1)
        return data

    def names(self, sha):
        if sha not in self.read_blobs:
            source = self.blob(sha)
            self.read_blobs[sha] = self.py3.ask(source) or self.py2.ask(source)
        return self.read_blobs[sha]

    def releases(self, prefix):
        found = {}
        for tag in self.git("tag").split():
            match = TAG.match(tag)
            if not match or (prefix and not tag.startswith(prefix)):
                continue
            version = match.group(1).replace("_", ".")
            key = tuple(int(p) for p in version.split("."))
            while len(key) > 1 and key[-1] == 0:
                key = key[:-1]
            found.setdefault(key, (version, tag))
        return [found[k] for k in sorted(found)]


def is_public(dotted):
    return all(not p.startswith("_") and p not in PRIVATE_PARTS and not p.startswith("test_") for p in dotted.split("."))


class Release:
    """The modules of a package in one release."""

    def __init__(self, history, tag, roots):
        self.modules, self.packages, self.opaque = {}, set(), set()
        paths = [f for folders in roots.values() for f in folders]
        listing = history.git("ls-tree", "-r", tag, "--", *paths)
        by_path = {}
        for line in listing.splitlines():
            meta, path = line.split("\t", 1)
            if not PRIVATE_FOLDERS.intersection(path.split("/")[:-1]):
                by_path[path] = meta.split()[2]
        for name, folders in roots.items():
            for folder in folders:
                if folder.endswith(".py"):
                    if folder in by_path:
                        self.modules[name] = history.names(by_path[folder])
                        break
                    continue
                inside = [p for p in by_path if p.startswith(folder + "/")]
                if not any(p == folder + "/__init__.py" for p in inside) and not any(p.endswith("/__init__.py") for p in inside):
                    continue
                for path in inside:
                    rest = path[len(folder) + 1:]
                    stem, ending = os.path.splitext(rest)
                    dotted = ".".join([name] + stem.split("/"))
                    if ending in (".pyx", ".c", ".cpp", ".pyi", ".so", ".pxd", ".in", ".f", ".rs"):
                        self.opaque.add(dotted.replace(".pyx", ""))
                        continue
                    if ending != ".py":
                        continue
                    if stem == "__init__" or stem.endswith("/__init__"):
                        dotted = dotted[: -len(".__init__")]
                        self.packages.add(dotted)
                    self.modules[dotted] = history.names(by_path[path])
                break
        self.resolved = {}

    def absolute(self, module, level, name):
        if level == 0:
            return name
        parts = module.split(".")
        if module not in self.packages:
            parts = parts[:-1]
        if level > 1:
            parts = parts[: len(parts) - (level - 1)]
        return ".".join(parts + ([name] if name else []))

    def names_of(self, module, seen=()):
        """name → where from; and whether there may be more."""
        if module in self.resolved:
            return self.resolved[module]
        facts = self.modules.get(module)
        if facts is None or module in seen:
            return {}, True
        names, is_open = {}, facts["open"]
        for level, star in facts["stars"]:
            target = self.absolute(module, level, star)
            if target not in self.modules and self.absolute(module, 1, star) in self.modules and level == 0:
                target = self.absolute(module, 1, star)
            if target in self.modules and target != module:
                given, opened = self.names_of(target, seen + (module,))
                is_open = is_open or opened
                listed = (self.modules[target] or {}).get("all")
                for name, origin in given.items():
                    if (listed is None and not name.startswith("_")) or (listed is not None and name in listed):
                        names[name] = origin
                if listed is not None:
                    for name in listed:
                        names.setdefault(name, ("value", target, name))
            else:
                is_open = True
        for name, kind in facts["names"].items():
            if name in facts["imports"]:
                level, source, what = facts["imports"][name]
                names[name] = ("import", self.absolute(module, level, source), what)
            else:
                names[name] = (kind, module, name)
        if facts["all"]:
            for name in facts["all"]:
                names.setdefault(name, ("value", module, name))
        if not seen:
            self.resolved[module] = (names, is_open)
        return names, is_open

    def origin(self, kind, module, name, depth=0):
        """Follows imports within the package to a definition."""
        while kind == "import" and depth < 12:
            depth += 1
            dotted = module + ("." + name if name else "")
            if name and module in self.modules:
                found = self.names_of(module)[0].get(name)
                if found and found != (kind, module, name):
                    kind, module, name = found
                    continue
            if dotted in self.modules or dotted in self.opaque:
                return "module", dotted, ""
            return ("opaque" if module in self.opaque else "external"), module, name
        return kind, module, name

    def members(self, module, name, depth=0):
        """The members of a class with those of its bases, and whether there may be more."""
        made = ((self.modules.get(module) or {}).get("classes") or {}).get(name)
        if made is None or depth > 10:
            return {}, True
        found = {m: (module, name) for m in made["members"]}
        is_open = made["open"]
        for base in made["bases"]:
            if base in ("object", "Exception", "ValueError", "TypeError", "RuntimeError", "KeyError", "AttributeError", "Warning",
                        "UserWarning", "DeprecationWarning", "IOError", "OSError", "LookupError", "IndexError", "ABC"):
                continue
            if base is None:
                is_open = True
                continue
            first, _, rest = base.partition(".")
            start = self.names_of(module)[0].get(first)
            if start is None:
                is_open = True
                continue
            kind, where, what = self.origin(*start)
            if kind == "module" and rest and "." not in rest:
                again = self.names_of(where)[0].get(rest) if where in self.modules else None
                if again:
                    kind, where, what = self.origin(*again)
                    rest = ""
            if kind != "class" or rest:
                is_open = True
                continue
            above, opened = self.members(where, what, depth + 1)
            is_open = is_open or opened
            for member, owner in above.items():
                found.setdefault(member, owner)
        return found, is_open

    def surface(self):
        """dotted → kind, the owners that may have more, and origins of what is defined."""
        present, opened, origins = {}, set(), {}
        for module in self.modules:
            if not is_public(module):
                continue
            present[module] = "module"
            names, is_open = self.names_of(module)
            if is_open or self.modules[module] is None:
                opened.add(module)
            facts = self.modules[module] or {}
            shows = module in self.packages or bool(facts.get("all"))
            for name, source in names.items():
                if name.startswith("_"):
                    continue
                kind, where, what = self.origin(*source)
                if kind == "module":
                    own = module in self.packages
                elif where == module:
                    own = not name.startswith("T_")
                elif kind == "external":
                    own = module.count(".") == 0 and bool(what) and where.split(".")[0] not in STANDARD
                elif source[0] == "import":
                    own = (module in self.packages or name in (facts.get("all") or [])) and kind in ("class", "function", "value", "opaque")
                else:
                    own = shows
                dotted = module + "." + name
                present[dotted] = kind if own else "passing"
                if kind not in ("class", "function"):
                    opened.update((dotted, dotted + "()"))  # what it holds is not known
                    continue
                if own:
                    origins[dotted] = (kind, where, what)
                method_kind = "method" if own else "passing"
                if kind == "class":
                    members, more = self.members(where, what)
                    if more:
                        opened.add(dotted)
                    for member, (m2, c2) in members.items():
                        if member.startswith("_") and member != "__init__":
                            continue
                        method = self.modules[m2]["classes"][c2]["members"][member]
                        if member != "__init__":
                            present[dotted + "." + member] = method_kind
                        signature = self.modules[m2]["functions"].get(c2 + "." + member)
                        if method == "function" and signature:
                            self.add_signature(dotted + ("" if member == "__init__" else "." + member), signature, 1, present, opened, own)
                else:
                    signature = self.modules[where]["functions"].get(what)
                    if signature:
                        self.add_signature(dotted, signature, 0, present, opened, own)
        for module in self.opaque:
            if is_public(module):
                present.setdefault(module, "opaque")
                opened.add(module)
        return present, opened, origins

    @staticmethod
    def add_signature(dotted, signature, bound, present, opened, own):
        plain = all(d in PLAIN_DECORATORS or "deprecat" in d.lower() for d in signature["decorated"])
        if "staticmethod" in signature["decorated"]:
            bound = 0
        if signature["kwargs"] or signature.get("again") or not plain:
            opened.add(dotted + "()")
        present[dotted + "()"] = "signature"
        present[dotted + "()#%d%s" % (signature["places"] - bound, "*" if signature["args"] else "")] = "places"
        if signature["args"]:
            opened.add(dotted + "()*")
        for place, name in enumerate(signature["names"]):
            if place < bound or name.startswith("_") or name in ("self", "cls", "?"):
                continue
            if place < signature.get("positional", 0):
                continue
            at = place - bound if place < signature["places"] else -1
            present[dotted + "(" + name + ")"] = "parameter@%d" % at if own else "passing"


def stated(history, tag):
    """What the release's metadata says: (requires-python, [classified versions])."""
    requires, versions = None, set()
    for name in ("pyproject.toml", "setup.cfg", "setup.py", "python/setup.py", "py/setup.py"):
        text = history.git("show", tag + ":" + name)
        if not text:
            continue
        for pattern in (r"requires-python\s*=\s*[\"']([^\"']+)[\"']", r"python_requires\s*=\s*[\"']?([^\"'\n]+)[\"']?"):
            match = re.search(pattern, text)
            if match and requires is None and re.match(r"^[\d\s.,<>=!~*]+$", match.group(1)):
                requires = match.group(1).strip()
        versions.update(re.findall(r"Programming Language :: Python :: (\d\.\d+)\b", text))
    return requires, sorted(versions, key=lambda v: tuple(map(int, v.split("."))))


def owner_of(name):
    if name.endswith(")"):
        return name[: name.index("(")] + "()"
    return name.rpartition(".")[0]


def main():
    package, folder = sys.argv[1], sys.argv[2]
    roots, prefix, closed = {}, "", set()
    for argument in sys.argv[3:]:
        if argument.startswith("closed:"):  # a class whose `__getattr__` gives data, no names
            closed.add(argument[7:])
            continue
        if argument.startswith("tags:"):
            prefix = argument[5:]
            continue
        name, _, folders = argument.partition("=")
        roots[name] = (folders or name).split(",")
    history = History(folder)
    releases = history.releases(prefix)
    present, opened, kinds, last_kind = {}, {}, {}, {}
    kept, states, moved_to = [], [], {}
    last_origins = {}
    for version, tag in releases[-TOO_MANY:]:
        release = Release(history, tag, roots)
        if not release.modules:
            continue
        i = len(kept)
        kept.append(version)
        here, more, origins = release.surface()
        for name, kind in here.items():
            present[name] = present.get(name, 0) | 1 << i
            kinds[name] = kind
        for name in more:
            opened[name] = opened.get(name, 0) | 1 << i
        states.append(stated(history, tag))
        last_origins = origins
    count = len(kept)
    by_last = {}
    for name, (kind, _, what) in last_origins.items():
        by_last.setdefault(name.rpartition(".")[2], set()).add(name)
    facts = []
    for name, mask in present.items():
        kind = kinds[name]
        if kind in ("passing", "opaque", "signature", "places") or "#" in name or mask >> (count - 1) & 1:
            continue
        last = mask.bit_length() - 1
        owner = owner_of(name)
        held = present.get(owner, 0)
        if not owner or owner == name:
            continue
        after = [i for i in range(last + 1, count) if held >> i & 1]
        if not after:
            continue
        # The owner must be there in the next release too: else the owner's own end tells it.
        if after[0] != last + 1 or (owner not in closed and any(opened.get(owner, 0) >> i & 1 for i in after)):
            continue
        if kind == "module" and opened.get(owner, 0) >> (last + 1):
            continue
        fact = {"name": name, "kind": kind, "last": kept[last], "removed": kept[last + 1], "first": kept[(mask & -mask).bit_length() - 1]}
        fact["newest_gone"] = all(held >> i & 1 for i in range(last + 1, count))
        if kind.startswith("parameter"):
            at = int(kind.split("@")[1])
            fact["kind"] = "parameter"
            fact["at"] = at
        elif kind in ("class", "function"):
            others = sorted(by_last.get(name.rpartition(".")[2], ()), key=lambda n: (n.count("."), len(n)))
            if len({last_origins[o] for o in others}) == 1:
                fact["instead"] = others[0]
        facts.append(fact)
    # How many places the function has in the release in which a parameter is gone.
    width = {}
    for name, mask in present.items():
        if "()#" in name:
            function, _, number = name.partition("#")
            width.setdefault(function, []).append((mask, number))
    for fact in facts:
        if fact["kind"] == "parameter" and fact["at"] >= 0:
            i = kept.index(fact["removed"])
            now = [n for mask, n in width.get(owner_of(fact["name"]), []) if mask >> i & 1]
            if len(now) != 1 or now[0].endswith("*") or int(now[0]) > fact["at"]:
                fact["at"] = -1
    json.dump({"package": package, "releases": kept, "stated": states, "facts": facts}, sys.stdout, indent=0)
    print("%s: %d releases, %d facts" % (package, count, len(facts)), file=sys.stderr)


if __name__ == "__main__":
    main()
