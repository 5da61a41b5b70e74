#!/usr/bin/env python3
# Writes rules/text/standard_names.txt: what each module of the standard library holds on each version, whole.
# SPDX-License-Identifier: MIT
"""Asks every Python here for its modules and all their names, private ones too, and writes them by shape.

    record_standard_names.py [--stubs FOLDER] [PYTHON...]      the stubs tell of names on other platforms

A line of the file is a module, a shape and the names that have it:

    string 7ff ascii_letters digits
    string 001 letters lowercase

A shape is a hexadecimal mask: bit N is the N-th version of the first line, on which an interpreter showed the name. A
module's own line has `.` for its names. The shape `?` is for names that stubs or the sources show for other platforms, and
for what may be left out of a build: of those nothing is known where no interpreter shows them.
"""
import argparse
import collections
import concurrent.futures
import glob
import importlib.util
import json
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, "..", "rules", "text", "standard_names.txt")

PROBE = r'''
from __future__ import print_function
import sys, os, json, warnings, pkgutil, signal
warnings.simplefilter("ignore")
lib = os.path.dirname(os.path.abspath(os.__file__))
skip = ("antigravity", "this", "idlelib", "turtledemo", "test", "lib2to3.tests", "distutils.tests", "ctypes.test",
        "sqlite3.test", "tkinter.test", "unittest.test", "json.tests", "email.test", "bsddb.test", "lib-tk", "__main__",
        "site-packages", "dist-packages", "ensurepip._bundled", "bsddb.dbtables", "lib2to3.pgen2.conv", "lib2to3.__main__", "pydoc_data")
def skipped(name):
    return name.endswith("__main__") or any(name == s or name.startswith(s + ".") for s in skip)
names = {}
def walk(folder, prefix):
    try: entries = sorted(os.listdir(folder))
    except OSError: return
    for entry in entries:
        path = os.path.join(folder, entry)
        stem = entry.split(".")[0]
        if not stem.replace("_", "a").isalnum(): continue
        name = prefix + stem
        if os.path.isdir(path):
            if os.path.exists(os.path.join(path, "__init__.py")) and entry not in ("site-packages", "dist-packages", "__pycache__"):
                names[name] = 1
                walk(path, name + ".")
        elif entry.endswith((".py", ".so")) and stem != "__init__":
            if stem.endswith("module") and entry.endswith(".so") and sys.version_info[0] == 2: name = prefix + stem[:-6]
            names[name] = 1
walk(lib, "")
walk(os.path.join(lib, "lib-dynload"), "")
if sys.version_info[0] == 2: walk(os.path.join(lib, "lib-tk"), "")
for name in sys.builtin_module_names: names[name] = 1
listed = sorted(names)
out = {}
devnull = os.open(os.devnull, os.O_RDWR)
for name in listed:
    if skipped(name):
        out[name] = None
        continue
    r, w = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.dup2(devnull, 0); os.dup2(devnull, 1); os.dup2(devnull, 2)
        try:
            signal.alarm(20)
            before = set(sys.modules)
            module = __import__(name, fromlist=["x"])
            found = set(n for n in dir(module) if isinstance(n, str))
            found |= set(n for n in getattr(module, "__all__", ()) if isinstance(n, str) and hasattr(module, n))
            inner = [m for m in sys.modules if m.startswith(name + ".") and sys.modules[m] is not None and m.count(".") == name.count(".") + 1]
            inner = dict((m, sorted(n for n in dir(sys.modules[m]) if isinstance(n, str))) for m in inner)
            data = json.dumps([sorted(found), inner])
        except BaseException:
            data = json.dumps(None)
        with os.fdopen(w, "w") as f: f.write(data)
        os._exit(0)
    os.close(w)
    with os.fdopen(r) as f: text = f.read()
    os.waitpid(pid, 0)
    got = json.loads(text) if text else None
    out[name] = got and got[0]
    for m in (got and got[1] or ()):
        if m not in listed and not skipped(m): out.setdefault(m, got[1][m])  # an alias: os.path
print(json.dumps(out))
'''

OF_EVERY_MODULE = {"__builtins__", "__cached__", "__doc__", "__file__", "__loader__", "__name__", "__package__", "__path__",
                   "__spec__", "__warningregistry__", "__annotate__", "__annotations__", "__conditional_annotations__", "__all__"}


def pythons():
    found = []
    for path in sorted(glob.glob(os.path.expanduser("~/.pyenv/versions/*/bin/python"))):
        found.append([path])
    for minor in (14, 15):
        if os.path.exists("/work/roots/sid/usr/bin/python3.%d" % minor):
            found.append(["chroot", "/work/roots/sid", "python3.%d" % minor])
    return found


def version_of(command):
    done = subprocess.run(command + ["-c", "import sys; print('%d.%d' % sys.version_info[:2])"], capture_output=True, text=True)
    return done.stdout.strip()


def record(command):
    """The version, and by module its names: None where it could not be looked into."""
    version = version_of(command)
    kept = os.path.join(HERE, "..", "build", "names", version + ".json")
    if os.path.exists(kept):
        with open(kept) as text:
            return version, json.load(text)
    done = subprocess.run(command + ["-c", PROBE], capture_output=True, text=True,
                          env={"PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "HOME": "/tmp"})
    if done.returncode != 0:
        print("%s: %s" % (version, done.stderr[-300:]), file=sys.stderr)
        return version, None
    modules = json.loads(done.stdout)
    os.makedirs(os.path.dirname(kept), exist_ok=True)
    with open(kept, "w") as out:
        json.dump(modules, out)
    print(version, len(modules), "modules", file=sys.stderr)
    return version, modules


def elsewhere(stubs):
    """By module: identifiers at the top level of its stub, which hold on some platform and version."""
    names = collections.defaultdict(set)
    stars = collections.defaultdict(set)
    for path in glob.glob(os.path.join(stubs, "**", "*.pyi"), recursive=True):
        module = os.path.relpath(path, stubs)[:-4].replace(os.sep, ".")
        module = module[:-9] if module.endswith(".__init__") else module
        text = open(path, encoding="utf-8").read()
        names[module] |= set(re.findall(r"^\s*(?:def|class|async def) (\w+)", text, re.M))
        names[module] |= set(re.findall(r"^\s*(\w+)\s*[:=]", text, re.M))
        for imported in re.findall(r"^\s*from \S+ import (.+)$", text, re.M):
            names[module] |= set(re.findall(r"\w+", imported))
        stars[module] |= set(re.findall(r"^\s*from (\w[\w.]*) import \*", text, re.M))
        if re.search(r"^\s*from \.\S* import \*", text, re.M):
            names[module].add("*")
    for _ in range(3):  # a star of a star
        for module, sources in stars.items():
            for source in sources:
                names[module] |= names[source] if source in names else {"*"}
    return names


def taken_by_the_library():
    """By module: names that the library's own sources take from it, perhaps on another platform only."""
    names = collections.defaultdict(set)
    for folder in glob.glob(os.path.expanduser("~/.pyenv/versions/*/lib/python*")):
        for path in glob.glob(os.path.join(folder, "**", "*.py"), recursive=True):
            if "site-packages" in path or os.sep + "test" + os.sep in path:
                continue
            with open(path, encoding="latin-1") as source:
                text = source.read()
            for module, taken in re.findall(r"^[ \t]*from (\w[\w.]*) import (\([^)]*\)|[^\n]*)", text, re.M):
                names[module] |= set(re.findall(r"(\w+)(?: as \w+)?", taken))
    return names


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stubs", default="")
    parser.add_argument("--out", default=OUT)
    asked = parser.parse_args()
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        recorded = {version: modules for version, modules in pool.map(record, pythons()) if modules}
    versions = sorted(recorded, key=lambda v: [int(p) for p in v.split(".")])
    masks = collections.defaultdict(lambda: collections.defaultdict(int))
    blind = collections.defaultdict(int)  # there, but not looked into
    for bit, version in enumerate(versions):
        for module, names in recorded[version].items():
            masks[module]["."] |= 1 << bit
            if names is None:
                blind[module] |= 1 << bit
            for name in names or ():
                if name not in OF_EVERY_MODULE and re.match(r"^\w+$", name, re.A):
                    masks[module][name] |= 1 << bit
    stubs = elsewhere(asked.stubs) if asked.stubs else {}
    write(asked.out, versions, masks, blind, stubs, taken_by_the_library())


def write(path, versions, masks, blind, stubs, taken):
    """One line for each module and shape. What no version could look into is left out, with all that is below it."""
    lines = []
    for module, names in masks.items():
        if blind[module] == names["."]:
            continue
        blind[module] |= names.get("__getattr__", 0)  # what it makes when it is asked for is not seen
        there = names["."] & ~blind[module]
        shapes = collections.defaultdict(list)
        for name, mask in names.items():
            shapes["%x" % mask].append(name)
        if blind[module]:
            shapes["!%x" % blind[module]] = ["."]
        # A build may leave out constants; a stub may know more than is seen here.
        more = {n for n in stubs.get(module, ()) if re.match(r"^\w+$|^\*$", n, re.A) and names.get(n, 0) & there != there}
        more |= {n for n in taken.get(module, ()) if n not in names}
        more |= {n for n, mask in names.items() if n.isupper() and mask & there != there}
        if module not in stubs and is_compiled(module):
            more.add("*")
        if "*" in more:
            continue  # nothing can be said of it
        if more:
            shapes["?"] = sorted(more)
        for shape, members in shapes.items():
            lines.append("%s %s %s\n" % (module, shape, " ".join(sorted(members))))
    with open(path, "w", encoding="ascii") as out:
        out.write("# %s\n" % " ".join(versions))
        out.writelines(sorted(lines, key=lambda line: line.split(" ", 1)))


def is_compiled(module):
    """Whether a module is built in or an extension module, in the Python that runs this."""
    try:
        spec = importlib.util.find_spec(module) if module.split(".")[0] in sys.stdlib_module_names else None
    except (ImportError, AttributeError, ValueError):
        return False  # a submodule of what is no package here: Python source on another version
    return spec is None or spec.origin is None or not spec.origin.endswith(".py")


if __name__ == "__main__":
    main()
