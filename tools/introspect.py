# Shows what the standard library of the interpreter running it contains; runs on Python 2.7 to 3.15.
# SPDX-License-Identifier: MIT
"""The probe behind the lifetimes: one JSON object on stdin, one on stdout.

    {"do": "find"}                              -> {"modules": {"json.tool": "file"}, "named": [...]}
    {"do": "look", "modules": ["json", ...]}    -> {"json": {"names": {...}, "classes": {...}}, ...}
    {"do": "ask", "modules": {"json": ["dumps", "JSONEncoder.item_sep"]}} -> {"json": ["dumps"]}

`find` lists every standard module with its submodules, without importing any. `look` imports each
module in a process of its own (in this process where there is no fork, as under WebAssembly) and
tells its names, the attributes of its classes and objects, and all signatures. `ask` answers by
hasattr, because dir() does not show what stands behind a module's __getattr__: it is put the union of
the names seen on any version.
"""
from __future__ import print_function

import inspect
import json
import os
import sys
import types
import warnings

PY2 = sys.version_info[0] == 2
CLASSES = (type, types.ClassType) if PY2 else (type,)
# Objects people reach through a dotted name, whose classes they never name.
OBJECTS = {"os": ("environ", "environb"),
           "sys": ("flags", "float_info", "hash_info", "implementation", "int_info", "thread_info", "version_info",
                   "stdin", "stdout", "stderr")}
# Importing these shows a browser, a window or a game, or belongs to a test or to IDLE: they are listed, not run.
NOT_RUN = ("antigravity", "idlelib", "turtledemo", "test", "lib2to3.tests", "lib2to3.pgen2.conv", "distutils.tests",
           "ctypes.test", "sqlite3.test", "tkinter.test", "unittest.test", "json.tests", "email.test",
           "bsddb.test", "lib-tk.test", "ctypes.macholib.fetch_macholib", "pyodide", "_pyodide", "pyodide_js",
           "lib2to3.__main__")


def runs(module):
    """Whether the module is imported at all (its mere presence is recorded otherwise)."""
    if module.endswith("__main__") and module != "__main__":
        return False
    return not any(module == m or module.startswith(m + ".") for m in NOT_RUN)


# -- find -----------------------------------------------------------------------------------------

def standard_folders():
    """The folders (or the zip) the standard library lies in."""
    home = os.path.dirname(os.path.abspath(os.__file__))
    folders = [p for p in sys.path if p and "packages" not in p and not p.startswith("/tools")]
    here = os.path.dirname(os.path.abspath(__file__)) if "__file__" in globals() else ""
    return [p for p in folders if os.path.abspath(p) != here and
            (p.startswith(home) or p.endswith(".zip") and os.path.exists(p) or "lib-dynload" in p)]


def submodules(prefix, path, into):
    import pkgutil
    for item in pkgutil.iter_modules(path):
        loader, name, package = item
        into[prefix + name] = "package" if package else "file"
        if package and name not in ("site-packages", "__pycache__"):
            submodules(prefix + name + ".", [os.path.join(p, name) for p in path], into)


def find():
    modules = {}
    submodules("", standard_folders(), modules)
    for name in sys.builtin_module_names:
        modules[name] = "built-in"
    for name in list(modules):
        if name.startswith(("pyodide", "_pyodide")) or ".lib-tk" in name or "-" in name or name == "__main__":
            del modules[name]
    return {"modules": modules, "named": sorted(getattr(sys, "stdlib_module_names", ())),
            "version": "%d.%d" % sys.version_info[:2], "full": sys.version.split()[0],
            "platform": sys.platform}


# -- look -----------------------------------------------------------------------------------------

def signature2(thing, drop):
    try:
        spec = inspect.getargspec(thing)
    except TypeError:
        return None
    optional = len(spec.args) - len(spec.defaults or ())
    out = [[arg if isinstance(arg, str) else "(tuple)", "b", i >= optional] for i, arg in enumerate(spec.args)]
    out = out[1:] if drop else out
    if spec.varargs:
        out.append([spec.varargs, "v", True])
    if spec.keywords:
        out.append([spec.keywords, "w", True])
    return out


KINDS = {"POSITIONAL_ONLY": "p", "POSITIONAL_OR_KEYWORD": "b", "VAR_POSITIONAL": "v",
         "KEYWORD_ONLY": "k", "VAR_KEYWORD": "w"}


def signature3(thing, drop):
    try:
        found = inspect.signature(thing)
    except Exception:
        return None
    out = [[p.name, KINDS[p.kind.name], p.default is not p.empty or p.kind.name.startswith("VAR")]
           for p in found.parameters.values()]
    return out[1:] if drop and out and out[0][1] in "pb" else out


def signature(thing, drop=False):
    """[[name, kind, whether it may be left out], ...], or None.

    The kinds: p positional only, b both, v *args, k keyword only, w **kwargs.
    """
    return signature2(thing, drop) if PY2 else signature3(thing, drop)


def constructor(cls):
    """The signature of calling the class."""
    if not PY2:
        try:
            return signature3(cls, False)
        except Exception:
            return None
    init = getattr(cls, "__init__", None)
    if isinstance(init, types.MethodType):
        return signature2(init, True)
    new = getattr(cls, "__new__", None)
    if isinstance(new, types.FunctionType):
        return signature2(new, True)
    return None


def origin(thing):
    module = getattr(thing, "__module__", None)
    name = getattr(thing, "__qualname__", None) or getattr(thing, "__name__", None)
    if not isinstance(name, str):
        return None
    return (module + "." if isinstance(module, str) else "") + name


def owner_of(cls, name):
    for base in inspect.getmro(cls):
        if name in getattr(base, "__dict__", {}):
            return base
    return None


def describe_class(cls):
    attrs = {}
    names = set(dir(cls))
    for name in names:
        if name.startswith("_") and not (name.startswith("__") and name.endswith("__")):
            continue
        owner = owner_of(cls, name)
        raw = owner.__dict__[name] if owner is not None else None
        kind, sig = "d", None
        if isinstance(raw, staticmethod):
            kind, sig = "s", signature(raw.__func__)
        elif isinstance(raw, classmethod):
            kind, sig = "m", signature(raw.__func__, True)
        elif isinstance(raw, CLASSES):
            kind = "c"
        elif callable(raw) and not isinstance(raw, property):
            kind, sig = "f", signature(raw, True)
        if name.startswith("__"):
            sig = None
        attrs[name] = [kind, origin(owner) if owner is not None and owner is not cls else "", sig]
    return {"origin": origin(cls), "mro": [origin(c) for c in inspect.getmro(cls)],
            "call": constructor(cls), "attrs": attrs}


def described_elsewhere(cls, module):
    """Whether another public module is the class's home and shows it under its own name."""
    home = getattr(cls, "__module__", None)
    if not isinstance(home, str) or home == module.__name__ or home.startswith("_") or "._" in home:
        return False
    shown = getattr(sys.modules.get(home), getattr(cls, "__name__", "?"), None)
    return shown is cls and not module.__name__.startswith("_")


def describe(module):
    names, classes, objects = {}, {}, {}
    shown = set(dir(module)) | set(n for n in getattr(module, "__all__", ()) if isinstance(n, str))
    for name in shown:
        try:
            thing = getattr(module, name)
        except Exception:
            continue
        sig = None
        if isinstance(thing, types.ModuleType):
            kind, where = "m", thing.__name__
        elif isinstance(thing, CLASSES):
            kind, where = "c", origin(thing)
            if not described_elsewhere(thing, module):
                classes[name] = describe_class(thing)
        elif callable(thing) and hasattr(thing, "__name__"):
            kind, where = "f", origin(thing)
            drop = PY2 and isinstance(thing, types.MethodType)
            sig = signature(thing, drop)
        else:
            kind, where = "d", origin(type(thing))
            if name in OBJECTS.get(module.__name__, ()):
                objects[name] = sorted(a for a in dir(thing) if not a.startswith("_"))
        names[name] = [kind, where, sig]
    every = getattr(module, "__all__", None)
    return {"names": names, "classes": classes, "objects": objects, "file": bool(getattr(module, "__file__", None)),
            "all": sorted(n for n in every if isinstance(n, str)) if every is not None else None}


def import_module(name):
    """Imports the module, its packages first, and gives it back."""
    __import__(name)
    return sys.modules[name]


def look_at(name):
    before = set(sys.modules)
    try:
        module = import_module(name)
    except BaseException as e:
        missing = isinstance(e, ImportError) and not PY2 and getattr(e, "name", None) == name
        if PY2 and isinstance(e, ImportError):
            missing = str(e) == "No module named " + name.rpartition(".")[2] or name in str(e)
        if isinstance(e, ImportError) and "removed" in str(e):
            missing = False
        return {"error": "%s: %s" % (type(e).__name__, str(e)[:200]), "missing": bool(missing)}
    result = describe(module)
    result["brings"] = sorted(n for n in sys.modules if n.startswith(name + ".") and
                              sys.modules[n] is not None)
    return result


def ask_of(name, names):
    try:
        module = import_module(name)
    except BaseException:
        return []
    have = []
    for dotted in names:
        thing = module
        try:
            for part in dotted.split("."):
                thing = getattr(thing, part)
        except BaseException:
            continue
        have.append(dotted)
    return have


# -- one process for each -------------------------------------------------------------------------

def quiet():
    warnings.simplefilter("ignore")
    sys.dont_write_bytecode = True
    os.environ["BROWSER"] = "true"


def in_child(work, *args):
    """work(*args) in a forked process; None when it dies."""
    read_end, write_end = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(read_end)
        try:
            import signal
            signal.alarm(60)
            null = os.open(os.devnull, os.O_RDWR)
            for fd in (0, 1, 2):
                os.dup2(null, fd)
            with os.fdopen(write_end, "w") as f:
                f.write(json.dumps(work(*args)))
        finally:
            os._exit(0)
    os.close(write_end)
    with os.fdopen(read_end) as f:
        text = f.read()
    os.waitpid(pid, 0)
    return json.loads(text) if text else None


def in_this(work, *args):
    before = set(sys.modules)
    saved = sys.stdout
    sys.stdout = sys.stderr
    try:
        return work(*args)
    finally:
        sys.stdout = saved
        for name in set(sys.modules) - before:
            del sys.modules[name]


def main():
    request = json.loads(sys.stdin.read())
    quiet()
    sys.path[:] = [p for p in sys.path if "packages" not in p and p != os.path.dirname(os.path.abspath(__file__))]
    apart = in_child if hasattr(os, "fork") and sys.platform != "emscripten" else in_this
    if request["do"] == "find":
        answer = find()
    elif request["do"] == "look":
        answer = {}
        for name in request["modules"]:
            answer[name] = apart(look_at, str(name)) or {"error": "died", "missing": False}
    else:
        answer = {}
        for name in sorted(request["modules"]):
            answer[name] = apart(ask_of, str(name), request["modules"][name]) or []
    sys.stdout.write(json.dumps(answer, sort_keys=True))


if __name__ == "__main__":
    main()
