# Makes projects of code that is on this machine: old standard libraries under other names, and installed packages.
# SPDX-License-Identifier: MIT
"""
`json` of 3.6 becomes the package `old_json` of a project `lib3.6`, with its imports of itself renamed; what it imports of
the rest of the library stays as it is, and is then sought in the library of the Python at hand. So a module of 3.6 is to
3.13 what any code written for 3.6 is.

    for project in made(pythons): project.folder, project.modules   # {path: dotted name}

Projects are kept below ~/.cache/pymolt-imports, and made anew when FORM changes.
"""
import os
import re
import shutil

CACHE = os.path.expanduser("~/.cache/pymolt-imports")
PREFIX = "old_"
FORM = "2"  # of the projects: another one makes them anew
# Test suites stand on `test.support`, which is nobody's but CPython's.
LEFT_OUT = {"site-packages", "dist-packages", "test", "tests", "idle_test", "lib-dynload", "__pycache__", "antigravity.py",
            "this.py", "__phello__"}
COMPILED = (".pyc", ".pyo", ".so", ".a", ".exe", ".whl")


class Project:
    def __init__(self, name, folder):
        self.name, self.folder = name, folder
        self.modules = dict(_modules(folder))
        self.compiled = set()  # dotted names of extension modules that were not copied


def _modules(folder):
    """(path, dotted name) of what is a module in a chain of packages with `__init__.py`."""
    for parent, folders, files in os.walk(folder):
        below = os.path.relpath(parent, folder)
        parts = [] if below == "." else below.split(os.sep)
        if parts and "__init__.py" not in files:
            folders[:] = []
            continue
        folders[:] = sorted(f for f in folders if re.match(r"[A-Za-z_]\w*$", f) and f != "__pycache__")
        for name in sorted(files):
            stem, ending = os.path.splitext(name)
            if ending != ".py" or stem == "__main__" or not re.match(r"[A-Za-z_]\w*$", stem):
                continue
            dotted = parts if stem == "__init__" else parts + [stem]
            yield "/".join(parts + [name]), ".".join(dotted)


def renamed(source, top):
    """The bytes of a module of TOP, with what it imports of TOP itself under the new name."""
    name = re.escape(top).encode("ascii")
    new = (PREFIX + top).encode("ascii")
    plain = re.compile(rb"^[ \t]*import[ \t]+" + name + rb"(?=[.\s;,])(?![^\n]*[ \t]as[ \t])", re.M).search(source)
    source = re.sub(rb"^([ \t]*(?:from|import)[ \t]+)" + name + rb"(?=[.\s;,]|$)", rb"\g<1>" + new, source, flags=re.M)
    source = re.sub(rb"(sys\.modules\[['\"])" + name + rb"(?=['\".])", rb"\g<1>" + new, source)
    if plain:
        source = re.sub(rb"(?<![\w.'\"])" + name + rb"(?=\.\w)", new, source)
    return source


def _copy(source, target, top):
    os.makedirs(os.path.dirname(target), exist_ok=True)
    with open(source, "rb") as file:
        text = file.read()
    with open(target, "wb") as file:
        file.write(renamed(text, top) if top else text)


def _copy_library(library, folder):
    for parent, folders, files in os.walk(library):
        below = os.path.relpath(parent, library)
        below = "" if below in (".", "lib-tk") else below
        folders[:] = [f for f in folders if f not in LEFT_OUT and (re.match(r"\w+$", f) or f == "lib-tk")]
        for name in files:
            if name.endswith(COMPILED) or name in LEFT_OUT:
                continue
            parts = (below + "/" + name if below else name).split("/")
            top = parts[0][:-3] if len(parts) == 1 else parts[0]
            _copy(os.path.join(parent, name), os.path.join(folder, PREFIX + "/".join(parts)),
                  top if name.endswith(".py") else None)


def _copy_packages(library, folder):
    root = os.path.join(library, "site-packages")
    for parent, folders, files in os.walk(root):
        folders[:] = [f for f in folders if f not in ("__pycache__", "tests", "test")]
        for name in files:
            path = os.path.join(parent, name)
            if not name.endswith(COMPILED) and os.path.getsize(path) < 1 << 20:
                _copy(path, os.path.join(folder, os.path.relpath(path, root)), None)


def _extensions(root):
    found = set()
    for parent, _, files in os.walk(root):
        below = os.path.relpath(parent, root)
        parts = [] if below == "." else below.split(os.sep)
        found |= {".".join(parts + [name.split(".")[0]]) for name in files if name.endswith(".so")}
    return found


def _kept(name, fill):
    folder = os.path.join(CACHE, FORM, name)
    if not os.path.isdir(folder):
        shutil.rmtree(folder + ".part", ignore_errors=True)
        fill(folder + ".part")
        os.rename(folder + ".part", folder)
    return Project(name, folder)


def made(pythons):
    for python in pythons:
        if python.wasm:
            continue
        library = os.path.join(os.path.dirname(os.path.dirname(python.executable)), "lib", "python" + python.version)
        yield _kept("lib" + python.version, lambda folder: _copy_library(library, folder))
        project = _kept("site" + python.version, lambda folder: _copy_packages(library, folder))
        project.compiled = _extensions(os.path.join(library, "site-packages"))
        yield project
