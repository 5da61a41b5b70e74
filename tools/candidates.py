# Decides which differences between the interpreters are changes of API, and on which versions each thing is there.
# SPDX-License-Identifier: MIT
"""From a Recording, the documentation's notes and public stubs to rows and versions for each name.

What is API: what the documentation, the stubs or a module's __all__ name, and public functions, classes
and methods of modules so named. What is not: modules that a module merely imports, private names (but
for those of the list of private names in use), test packages, constants of one kernel that nothing dates.

3.0 to 3.5 are told by the documentation. Where it is silent: what 2.7 and 3.6 have was there all along;
what 2.7 has and 3.6 lacks went with 3.0; what 2.7 lacks and 3.6 has came with 3.0 (an undocumented name
may have come later: then nothing is said about 3.0 to 3.5, which is the safe side). 3.16 is like 3.15
unless a hand-written line knows better.
"""
import re

import lifetimes
from lifetimes import key

LOW = ["3.0", "3.1", "3.2", "3.3", "3.4", "3.5"]
NOT_API = re.compile(r"^(%s)(\.|$)" % "|".join((
    r"test|idlelib|turtledemo|lib2to3|distutils\.tests|unittest\.test|ctypes\.test|tkinter\.test|sqlite3\.test",
    r"email\.test|json\.tests|bsddb\.test|_test\w*|_xx\w*|xx\w*|_pyrepl|pyexpat|this|antigravity|posix|nt",
    r"__main__|_sysconfigdata\w*|macpath|os2emxpath|symbol|encodings\..*|pydoc_data|ensurepip|__builtin__",
    # the same names a second time, or those of another thing
    r"builtins\.exec|unittest\.main\.\w+|sqlite3\.dbapi2|socket\.SocketType|builtins\.range\.(index|count)|curses\.wrapper|asyncio\.trsock\.\w+",
    r"xml\.parsers\.expat\.(errors|model)|sqlite3\.OptimizedUnicode\.\w+|hashlib\.sh\w+\.\w+|weakref\.\w*ProxyType",
    r"xml\.etree\.cElementTree\.\w+|multiprocessing\.reduction\.ForkingPickler|turtle\.(Scrolled)?Canvas",
    # details nobody was told of
    r"pickle\.(Unp|P)ickler|pdb\.Pdb|doctest\.\w+Case|decimal\.Context|decimal\.\w+\.handle|pydoc\.Helper|email\.Lazy\w+",
    r"turtle\.(acos|a?sinh?|a?tan.?|ceil|cosh?|e|exp|fabs|floor|fmod|frexp|hypot|ldexp|log|log10|modf|pi|pow|sqrt|tanh)",
    # there in another way: by a private class behind the name, on unicode in 2.7, on the subclasses
    r"asyncio\.\w+EventLoopPolicy\.(get|set|new)_event_loop|builtins\.str\.is(decimal|numeric)|io\.RawIOBase\.\w+",
    # there on 2.7 too, which tells no signature of it
    r"itertools\.count\(step\)|ssl\.SSLContext\.load_\w+\((password|cadata)\)",
    # there on some platforms only
    r"os\.(lchmod|sched_param)")))
CONSTANTS = {"socket", "errno", "fcntl", "termios", "signal", "select", "resource", "os", "ssl", "sqlite3",
             "sqlite3.dbapi2", "zlib", "mmap", "stat", "time", "locale", "curses", "opcode", "sre_constants",
             "dis", "posixpath", "ntpath", "genericpath", "sre_compile", "sre_parse"}
# Classes of collections people call dict methods on; elsewhere an inherited change is told at the base.
HEIRS = {"collections.OrderedDict", "collections.defaultdict", "collections.Counter", "builtins.Exception"}
# Objects reached through a dotted name; see introspect.py.
OBJECTS = ("os.environ", "os.environb", "sys.flags", "sys.float_info", "sys.hash_info", "sys.implementation",
           "sys.int_info", "sys.thread_info", "sys.version_info", "sys.stdin", "sys.stdout", "sys.stderr")
# Attributes that are data, and still no mere detail.
ALSO = {"types.FunctionType.func_" + w for w in ("closure", "code", "defaults", "dict", "doc", "globals", "name")} | {
    "types.MethodType.im_class", "types.MethodType.im_func", "types.MethodType.im_self", "types.CodeType.co_lnotab"}
PREFERRED = {"types.FunctionType", "unittest.TestProgram", "threading.RLock"}


def settle(versions, row, first=None):
    """The set of axis versions a row means; None when nothing is known of it.

    "?" is not to be told, "." means that the parent is not there; `first` is the version a note of the
    documentation names.
    """
    values = [{"+": True, "-": False}.get(c) for c in row]
    if first:
        for i, version in enumerate(versions):
            if values[i] is not None:
                break
            if row[i] == "?":
                values[i] = key(version) >= key(first)
    if all(v is None for v in values):
        return None
    for i in range(1, len(values)):
        if values[i] is None:
            values[i] = values[i - 1]
    for i in range(len(values) - 2, -1, -1):
        if values[i] is None:
            values[i] = values[i + 1]
    have = {v for v, value in zip(versions, values) if value}
    if "3.6" in have:
        have.update(v for v in LOW if first is None or key(v) >= key(first))
    if versions[-1] in have:
        have.add("3.16")
    return have


def minimal(own, parent):
    """The shortest spans that say `own` on the versions of `parent`, where alone they count."""
    values = [(v in own) if v in parent else None for v in lifetimes.AXIS]
    filled, before = [], True
    for i, value in enumerate(values):
        if value is None:
            after = next((v for v in values[i:] if v is not None), before)
            started = any(v is not None for v in values[:i])
            value = before if started else after
        filled.append(value)
        before = value
    return lifetimes.spans_of([v for v, value in zip(lifetimes.AXIS, filled) if value])


class Candidates:
    """`found`: name -> (row, version a note names), for every API name the interpreters disagree on."""

    def __init__(self, recording, notes, stubs, used):
        self.recording, self.notes, self.used = recording, notes, used
        self.new, self.old3, self.old2 = stubs
        self.versions = recording.versions
        self.found, self.parameters = {}, {}
        self.contradicted = []
        self.collect()

    # -- what is API --------------------------------------------------------------------------------

    def named_by(self, dotted):
        """Whether documentation or stubs know the dotted name."""
        return (dotted in self.notes or dotted in self.new.names or dotted in self.old3.names or
                dotted in self.old2.names)

    def in_all(self, module, name):
        return any(name in (r["modules"].get(module, {}).get("all") or ()) for r in self.recording.raw.values())

    def facts(self, module, name):
        """[(version, [kind, origin, signature])] where dir() shows the name."""
        out = []
        for version in self.versions:
            what = self.recording.raw[version]["modules"].get(module)
            if what and "error" not in what and name in what["names"]:
                out.append((version, what["names"][name]))
        return out

    def is_api(self, module, name, row):
        dotted = module + "." + name
        facts = self.facts(module, name)
        kinds = {fact[0] for _, fact in facts}
        if kinds == {"m"}:
            return False
        if dotted in self.used and not dotted.startswith(("_xx", "_test")):
            return True
        if NOT_API.match(dotted) or any(p.startswith("_") for p in dotted.split(".")):
            return False
        if module in CONSTANTS and name.isupper():
            return dotted in self.notes or self.stub_agrees(dotted, row)
        if self.in_all(module, name) or self.named_by(dotted):
            return True
        home = any(fact[1] == dotted for _, fact in facts)
        return home and bool(kinds & {"c", "f"}) and self.named_by(module)

    def stub_agrees(self, dotted, row):
        """Whether the stubs draw the same line between two versions as the row does."""
        names = self.new.names.get(dotted)
        if not names:
            return False
        drawn = "".join("+" if v in names else "-" for v in self.versions if key(v) >= (3, 9))
        return drawn == row[-len(drawn):] and "-" in drawn

    # -- collecting ---------------------------------------------------------------------------------

    def collect(self):
        recording = self.recording
        names = {}
        for version, record in recording.raw.items():
            for module, what in record["modules"].items():
                if "error" not in what:
                    into = names.setdefault(module, set())
                    into.update(recording.shown(module, version))
                    into.update(record["asked"].get(module, ()))
        for module in sorted(names):
            alive = [recording.module(module, v) for v in self.versions]
            plain = sorted(n for n in names[module] if "." not in n)
            for name in plain:
                if name.startswith("__") and name != "__version__":
                    continue
                row = self.row(module, name, alive)
                if "-" in row and "+" in row and self.is_api(module, name, row):
                    self.found[module + "." + name] = (row, self.first(module + "." + name))
        self.collect_classes(names)
        self.collect_functions(names)

    def row(self, module, dotted, alive):
        out = ""
        for version, there in zip(self.versions, alive):
            if there is False:
                out += "."
            else:
                out += {True: "+", False: "-", None: "?"}[self.recording.shows(module, dotted, version)]
        return out

    def note(self, dotted):
        return self.notes.get(dotted) or self.notes.get(dotted.replace("asyncio.AbstractEventLoop.", "asyncio.loop."))

    def first(self, dotted):
        note = self.note(dotted)
        return note.added if note else None

    def homes(self, kind):
        """Every class or function, grouped by what it is; the path to speak of it by comes first."""
        groups = {}
        for version in self.versions:
            for module, what in self.recording.raw[version]["modules"].items():
                if "error" in what or NOT_API.match(module):
                    continue
                for name, fact in what["names"].items():
                    if fact[0] == kind and fact[1] and not name.startswith("_"):
                        groups.setdefault((version, fact[1]), set()).add(module + "." + name)
        best = {}
        for (version, origin), paths in groups.items():
            chosen = min(paths, key=lambda p: self.rank(p, origin))
            for path in paths:
                best.setdefault(path, {})[version] = chosen
        return best

    def rank(self, path, origin):
        module = path.rpartition(".")[0]
        private = any(p.startswith("_") for p in path.split("."))
        return (path not in PREFERRED, private, path not in self.notes, not self.named_by(path), path != origin,
                module.count("."), len(path), path)

    def is_canonical(self, best, path):
        chosen = set(best.get(path, {}).values())
        return path in chosen

    def public(self, path):
        """Whether attributes and parameters below the path are told."""
        module, _, name = path.rpartition(".")
        return not any(p.startswith("_") for p in path.split(".")) and not NOT_API.match(path) and (
            self.named_by(path) or self.in_all(module, name) or self.named_by(module))

    # -- classes ------------------------------------------------------------------------------------

    def class_facts(self, module, name):
        out = {v: self.recording.described(module, name, v) for v in self.versions}
        return {v: facts for v, facts in out.items() if facts}

    def collect_classes(self, names):
        best = self.homes("c")
        self.best_class = best
        by_origin = {}
        paths = [p for p in best if self.is_canonical(best, p) and self.public(p)]
        for path in paths:
            module, _, name = path.rpartition(".")
            for version, facts in self.class_facts(module, name).items():
                by_origin[version, facts["origin"]] = path
        self.by_origin = by_origin
        rows = {}
        for path in sorted(paths):
            module, _, name = path.rpartition(".")
            facts = self.class_facts(module, name)
            attrs = set()
            for fact in facts.values():
                attrs.update(a for a in fact["attrs"] if not a.startswith("_"))
            for attr in attrs:
                if not NOT_API.match(path + "." + attr):
                    rows[path, attr] = self.attribute_row(module, name, attr)
        for (path, attr), row in sorted(rows.items()):
            if "-" in row and "+" in row and self.attribute_is_api(path, attr, row, rows):
                self.found[path + "." + attr] = (row, self.first(path + "." + attr))
            if "+" in row:
                self.collect_parameters(path, attr)
        for path in sorted(paths):
            self.collect_parameters(path, None)
        for thing in OBJECTS:
            module, _, name = thing.partition(".")
            for attr in sorted({n.split(".")[1] for n in names[module] if n.startswith(name + ".")}):
                row = self.attribute_row(module, name, attr)
                if "-" in row and "+" in row and attr not in ("count", "index"):
                    self.found[thing + "." + attr] = (row, self.first(thing + "." + attr))

    def attribute_row(self, module, name, attr):
        out = ""
        for version in self.versions:
            there = self.recording.shows(module, name, version)
            if there is False:
                out += "."
            elif there is None:
                out += "?"
            else:
                out += {True: "+", False: "-", None: "?"}[self.recording.shows(module, name + "." + attr, version)]
        return out

    def attribute_is_api(self, path, attr, row, rows):
        module, _, name = path.rpartition(".")
        facts = self.class_facts(module, name)
        kinds, inherited = set(), True
        for version, fact in facts.items():
            if attr not in fact["attrs"]:
                continue
            kind, owner, _ = fact["attrs"][attr]
            kinds.add(kind)
            base = self.by_origin.get((version, owner)) if owner else None
            if not owner or base is None or base == path or not self.same(rows.get((base, attr)), row):
                inherited = False
        if inherited and path not in HEIRS:
            return False
        dotted = path + "." + attr
        if dotted in ALSO:
            return True
        if not kinds & {"f", "m", "s"}:
            dated = self.first(dotted) or path.startswith("builtins.") or self.stub_agrees(dotted, row)
            return bool(dated) and self.named_by(dotted) and not self.stubs_contradict(dotted, row)
        newest = "+" not in row[:-1]    # too new for documentation and stubs at hand
        return self.named_by(dotted) or ("+-" in row.replace("?", "") or newest) and self.named_by(path)

    def stubs_contradict(self, dotted, row):
        """Whether stubs show an attribute where its class does not: instances have it then."""
        for version, sign in zip(self.versions, row):
            stubs = self.old2 if version == "2.7" else self.new if key(version) >= (3, 10) else None
            if sign == "-" and stubs and version in stubs.names.get(dotted, ()):
                self.contradicted.append((dotted, row, version))
                return True
        return False

    @staticmethod
    def same(base_row, row):
        return base_row is not None and all(a == b or b == "." or a == "." for a, b in zip(base_row, row)) and (
            "-" in base_row)

    # -- functions and parameters -------------------------------------------------------------------

    def collect_functions(self, names):
        best = self.homes("f")
        for path in sorted(best):
            if self.is_canonical(best, path) and self.public(path) and not NOT_API.match(path):
                self.collect_parameters(path, None)

    def collect_parameters(self, path, attr):
        module, _, name = path.rpartition(".")
        dotted = name + "." + attr if attr else name
        full = module + "." + dotted
        recording = self.recording
        signatures, shown = {}, {}
        for version in self.versions:
            shown[version] = recording.shows(module, dotted, version)
            signatures[version] = recording.signature(module, dotted, version) if shown[version] else None
        if attr is not None and self.inherited(module, name, attr):
            return
        parameters = {p for s in signatures.values() if s for p, kind, _ in s if kind in "bk"}
        note = self.note(full)
        noted = dict(note.parameters) if note else {}
        parameters |= set(noted)
        optional = {p for s in signatures.values() if s for p, kind, may in s if may and kind in "bk"}
        if any(issub(f, "enum.Enum") for f in self.class_facts(module, name).values()):
            return
        for parameter in sorted(parameters):
            if not re.match(r"^[A-Za-z]\w*$", parameter) or NOT_API.match("%s(%s)" % (full, parameter)):
                continue
            row, required = "", parameter not in optional
            for version in self.versions:
                if shown[version] is False:
                    row += "."
                else:
                    row += {True: "+", False: "-", None: "?"}[recording.takes(module, dotted, parameter, version)]
            first = noted.get(parameter) if parameter in optional else None
            if re.search(r"\+\?+-|-\?+\+", row) and not first or required and row[0:2] in ("+-", "-+"):
                continue    # not to be told when, or only named differently
            if "-" in row and "+" in row or first and "?" in row and row.strip(".?-") != "":
                self.parameters[full + "(" + parameter + ")"] = (row, first, self.position(signatures, parameter, row))

    def inherited(self, module, name, attr):
        facts = self.class_facts(module, name)
        owners = [(v, f["attrs"][attr][1]) for v, f in facts.items() if attr in f["attrs"]]
        return bool(owners) and all(o and self.by_origin.get((v, o)) not in (None, module + "." + name)
                                    for v, o in owners)

    def position(self, signatures, parameter, row):
        """The place it can also be passed at, when that place is there exactly while the parameter is."""
        places = set()
        for version, sign in zip(self.versions, row):
            signature = signatures[version]
            if signature is None:
                continue
            positional = [n for n, kind, _ in signature if kind in "pb"]
            endless = any(kind == "v" for _, kind, _ in signature)
            if sign == "+":
                places.add(positional.index(parameter) if parameter in positional else None)
            elif sign == "-" and places is not None:
                places.add(("free", len(positional)) if not endless else None)
        index = {p for p in places if not isinstance(p, tuple)}
        if len(index) != 1 or None in index:
            return None
        place = index.pop()
        return place if all(p[1] <= place for p in places if isinstance(p, tuple)) else None


def issub(fact, base):
    return base in fact["mro"]
