# What the interpreters showed, version by version: "+" there, "-" not there, "?" not to be told here.
# SPDX-License-Identifier: MIT
"""Reads the answers introspect_all.py kept, and gives every name its row over the versions measured.

    recording = Recording("build/introspection")
    recording.row("collections.Mapping")      -> "+++++------"   2.7, 3.6 ... 3.15
    recording.row("asyncio.sleep(loop)")

"?" stands where the machine cannot know: a module this build or platform has not got, although
sys.stdlib_module_names names it; a name of a platform-dependent module missing under WebAssembly; the
parameters of a C function without a signature. 2.7's __builtin__ and exceptions are `builtins` here.
"""
import glob
import json
import os
import re

import lifetimes

# Under WebAssembly these lack names for want of processes, sockets, terminals, threads or an operating system.
PLATFORM = {
    "_ctypes", "_locale", "_multiprocessing", "_posixshmem", "_posixsubprocess", "_signal", "_socket", "_ssl",
    "_testcapi", "_testinternalcapi", "_thread", "asyncio.unix_events", "concurrent.futures.process", "ctypes",
    "curses", "errno", "fcntl", "locale", "mmap", "multiprocessing", "nt", "os", "posix", "posixpath", "pty",
    "resource", "select", "selectors", "signal", "socket", "ssl", "subprocess", "termios", "test", "time", "tty",
    "webbrowser",
}
# Names pure Python modules lack there for the same reason.
LACKS = re.compile(r"^(asyncio\.(streams\.)?(open_unix_connection|start_unix_server)|hashlib\.(pbkdf2_hmac|scrypt)|"
                   r"socketserver\.\w*(Unix|Forking)\w*|threading\.(get_native_id|Thread\.native_id)|http\.server\.HTTPS.*)$")


# Modules a build left out, or that stand behind something else, so that their absence proves nothing.
UNTOLD = {"_hashlib", "_wmi", "dbm", "test", "_ctypes_test", "zoneinfo._zoneinfo", "_dbm", "_gdbm", "_bsddb", "bsddb"}

# Attributes that instances had before the class did, or that a parameter list shows and the call refuses.
INSTANCES = {"ast.Tuple.dims", "imaplib.IMAP4.file", "tarfile.TarInfo.tarfile", "traceback.TracebackException.exc_type",
             "os.lchmod"}
REFUSED = re.compile(r"^asyncio\.(\w*Queue|\w*Semaphore|Lock|Event|Condition)\(loop\)$")


class Recording:
    def __init__(self, folder):
        self.raw = {}
        for path in glob.glob(os.path.join(folder, "*.json")):
            with open(path, encoding="utf-8") as f:
                self.raw[os.path.basename(path)[:-5]] = json.load(f)
        self.versions = sorted(self.raw, key=lifetimes.key)
        self.named = {v: set(r["found"]["named"]) for v, r in self.raw.items()}
        self.wasm = {v for v, r in self.raw.items() if r["found"]["platform"] == "emscripten"}
        for record in self.raw.values():
            merge_builtins(record)

    # -- modules ----------------------------------------------------------------------------------

    def module(self, name, version):
        """True, False or None: whether the module can be imported on the version (on some platform)."""
        record = self.raw[version]
        what = record["modules"].get(name)
        if what is not None and "error" not in what or name in record["found"]["modules"]:
            return True
        parents = name.split(".")[:-1]
        if parents:
            above = self.module(".".join(parents), version)
            if not above:
                return above
            if version in self.wasm and not self.imported(".".join(parents), version):
                return None
        elif name in self.named[version]:
            return True
        elif not self.named[version] and any(name in n for n in self.named.values()) and not any(
                self.imported(name, v) for v in self.versions):
            return None
        return None if name in UNTOLD else False

    def imported(self, name, version):
        what = self.raw[version]["modules"].get(name)
        return what is not None and "error" not in what

    def modules(self):
        """Every module seen on any version."""
        out = set()
        for record in self.raw.values():
            out.update(record["modules"], record["found"]["modules"], record["found"]["named"])
        return {m for m in out if any(self.module(m, v) for v in self.versions)}

    # -- names ------------------------------------------------------------------------------------

    def shows(self, module, dotted, version):
        """Whether module.dotted is there ("Class.attribute" or a plain name)."""
        if not self.imported(module, version):
            return False if self.module(module, version) is False else None
        owner = dotted.partition(".")[0]
        module, dotted = self.home(module, dotted, version)
        if dotted in self.shown(module, version) or dotted in self.raw[version]["asked"].get(module, ()):
            return True
        what = self.raw[version]["modules"][module]
        if "." in dotted and not (dotted.partition(".")[0] in what["classes"] or owner in what["objects"]):
            if owner in what["names"] or owner in self.raw[version]["asked"].get(module, ()):
                return None    # a function where others have a class, or a class nobody looked into
        if version in self.wasm and (platform_dependent(module) or LACKS.match(module + "." + dotted)):
            return None
        return False

    def home(self, module, dotted, version):
        """Where the class of "Class.attribute" is described: ("unittest.case", ...) for unittest's TestCase."""
        owner, _, attr = dotted.partition(".")
        what = self.raw[version]["modules"][module]
        if not attr or owner in what["classes"]:
            return module, dotted
        fact = what["names"].get(owner)
        if fact and fact[0] == "c" and fact[1]:
            there, _, name = fact[1].rpartition(".")
            elsewhere = self.raw[version]["modules"].get(there)
            if elsewhere and "error" not in elsewhere and name in elsewhere["classes"]:
                return there, name + "." + attr
        return module, dotted

    def described(self, module, name, version):
        """The facts of a class: its attributes, bases and constructor; None when it is not one there."""
        if not self.imported(module, version):
            return None
        there, dotted = self.home(module, name + ".x", version)
        return self.raw[version]["modules"][there]["classes"].get(dotted[:-2])

    def shown(self, module, version):
        """All names and attributes the module showed by dir()."""
        what = self.raw[version]["modules"][module]
        if "shown" not in what:
            shown = set(what["names"])
            for cls, facts in what["classes"].items():
                shown.update(cls + "." + attr for attr in facts["attrs"])
            for thing, attrs in what["objects"].items():
                shown.update(thing + "." + attr for attr in attrs)
            what["shown"] = shown
        return what["shown"]

    # -- signatures -------------------------------------------------------------------------------

    def signature(self, module, dotted, version):
        """[[name, kind, optional], ...] of a function, method or class, or None when nothing tells."""
        if not self.imported(module, version):
            return None
        owner, _, attr = dotted.rpartition(".")
        described = self.described(module, owner or dotted, version)
        if owner:
            fact = described["attrs"].get(attr) if described else None
            return fact[2] if fact else None
        if described:
            return described["call"]
        fact = self.raw[version]["modules"][module]["names"].get(dotted)
        return fact[2] if fact else None

    def takes(self, module, dotted, parameter, version):
        """Whether the callable accepts the keyword: True, False, or None when nothing tells."""
        here = self.shows(module, dotted, version)
        if not here:
            return here
        signature = self.signature(module, dotted, version)
        if signature is None:
            return None
        if REFUSED.match("%s.%s(%s)" % (module, dotted, parameter)) and lifetimes.key(version) >= (3, 10):
            return False
        if any(name == parameter and kind in "bk" for name, kind, _ in signature):
            return True
        return None if any(kind == "w" for _, kind, _ in signature) else False

    # -- rows -------------------------------------------------------------------------------------

    def split(self, name):
        """"unittest.case.TestCase.run" -> ("unittest.case", "TestCase.run")."""
        parts = name.split(".")
        for i in range(len(parts), 0, -1):
            module = ".".join(parts[:i])
            if any(module in r["modules"] or module in r["found"]["modules"] for r in self.raw.values()):
                return module, ".".join(parts[i:])
        return parts[0], ".".join(parts[1:])

    def row(self, name):
        sign = {True: "+", False: "-", None: "?"}
        if name == "builtins":
            return "".join("-" if v == "2.7" else "+" for v in self.versions)
        dotted, _, parameter = name.partition("(")
        module, inner = self.split(dotted)
        if parameter:
            parameter = parameter.rstrip(")").split("@")[0]
            return "".join(sign[self.takes(module, inner, parameter, v)] for v in self.versions)
        if name in INSTANCES:
            return "?" * len(self.versions)
        if inner:
            return "".join(sign[self.shows(module, inner, v)] for v in self.versions)
        return "".join(sign[self.module(module, v)] for v in self.versions)


def platform_dependent(module):
    return any(module == p or module.startswith(p + ".") for p in PLATFORM)


def merge_builtins(record):
    """2.7 calls them __builtin__, and has the exceptions in a module too."""
    modules = record["modules"]
    if "__builtin__" in modules and "error" not in modules["__builtin__"]:
        modules["builtins"] = modules["__builtin__"]
        record["asked"]["builtins"] = record["asked"].get("__builtin__", [])
