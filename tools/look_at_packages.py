#!/usr/bin/env python3
"""Prints what installed packages have: every public name of every module that imports, classes with members, parameters.

    look_at_packages.py [--ask LOOK.json] IMPORT …        JSON: {import: {"version": …, "names": {dotted: kind}, "open": [owner, …]}}

A module with a `__getattr__` of its own has names that it does not list: it stands in `open` as `module?`. With --ask, a look at an
older version, each name of that version is asked of it, and it is not open.

Runs under the Python whose packages are asked (in a chroot of a Debian release, say); compare_looks.py makes facts of several.
Each top-level name is looked at in a process of its own, so that one that crashes takes no other with it.
"""
import importlib
import inspect
import json
import os
import pkgutil
import subprocess
import sys
import types
import warnings

PRIVATE = {"tests", "test", "testing", "conftest", "setup", "benchmarks", "examples", "vendor", "_vendor", "__main__", "migrations",
           "locale", "testsuite", "externals", "extern", "qt_editor", "backends"}
STANDARD = set(getattr(sys, "stdlib_module_names", ())) | {"builtins", "typing", "os", "sys", "re", "io", "abc", "collections", "functools"}


def modules_of(top):
    yield top
    module = sys.modules.get(top)
    for info in pkgutil.iter_modules(getattr(module, "__path__", []) or []):
        name = info[1]
        if name.startswith("_") or name in PRIVATE or name.startswith("test_"):
            continue
        dotted = top + "." + name
        try:
            importlib.import_module(dotted)
        except BaseException:
            yield "?" + dotted
            continue
        for one in modules_of(dotted):
            yield one


def signature(dotted, function, bound, names, opened):
    try:
        parameters = list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):
        opened.add(dotted + "()")
        return
    names[dotted + "()"] = "signature"
    place = -1
    for p in parameters:
        if p.kind == p.VAR_KEYWORD:
            opened.add(dotted + "()")
        if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD):
            place += 1
        is_self = bound and place == 0 and p.kind == p.POSITIONAL_OR_KEYWORD
        if p.kind in (p.KEYWORD_ONLY, p.POSITIONAL_OR_KEYWORD) and not p.name.startswith("_") and not is_self:
            names["%s(%s)" % (dotted, p.name)] = "parameter"


# Names of an older version, asked of modules that make names when they are asked for.
ASKED = {}


def unlisted(module, names):
    for name, kind in ASKED.items():
        owner, _, last = name.rpartition(".")
        if owner != module.__name__ or "(" in name:
            continue
        try:
            getattr(module, last)
        except BaseException:
            continue
        names[name] = kind


def look(top):
    names, opened = {}, set()
    try:
        importlib.import_module(top)
    except BaseException as error:
        return {"failed": str(error)}
    for dotted in modules_of(top):
        if dotted.startswith("?"):
            names[dotted[1:]] = "module"
            opened.add(dotted[1:])
            continue
        module = sys.modules[dotted]
        names[dotted] = "module"
        listed = getattr(module, "__all__", None)
        if hasattr(module, "__getattr__"):
            unlisted(module, names)
            if not ASKED:
                opened.add(dotted + "?")
        for name in sorted(set(dir(module)) | set(listed or ())):
            if not isinstance(name, str) or name.startswith("_"):
                continue
            try:
                thing = getattr(module, name)
            except BaseException:
                continue  # it raises when it is reached: it is not there
            full = dotted + "." + name
            home = str(getattr(thing, "__module__", None) or "")
            own = home.split(".")[0].lstrip("_") == top.split(".")[0] or home.startswith(top)
            if isinstance(thing, types.ModuleType):
                names.setdefault(full, "module" if thing.__name__ == full and name not in PRIVATE else "passing")
            elif inspect.isclass(thing):
                shown = own or (listed is not None and name in listed)
                names[full] = "class" if shown else "passing"
                if shown:
                    members(full, thing, names, opened)
            elif callable(thing) and home:
                names[full] = "function" if own or (listed is not None and name in listed) else "passing"
                if own:
                    signature(full, thing, 0, names, opened)
            else:
                names[full] = "value" if (listed is not None and name in listed) or dotted == top or name.isupper() else "passing"
    version = getattr(sys.modules[top], "__version__", None)
    return {"version": str(version), "names": names, "open": sorted(opened)}


def members(full, made, names, opened):
    if hasattr(made, "__getattr__"):
        opened.add(full)
    for member in dir(made):
        if member.startswith("_"):
            continue
        names[full + "." + member] = "method"
        try:
            value = inspect.getattr_static(made, member)
        except AttributeError:
            continue
        if isinstance(value, (types.FunctionType, classmethod, staticmethod)):
            signature(full + "." + member, getattr(value, "__func__", value), not isinstance(value, staticmethod), names, opened)
    signature(full, made.__init__, 1, names, opened)


def main():
    ask = []
    if sys.argv[1] == "--ask":
        ask = sys.argv[1:3]
        del sys.argv[1:3]
        for older in json.load(open(ask[1])).values():
            ASKED.update(older.get("names", {}))
    if sys.argv[1] == "--one":
        warnings.simplefilter("ignore")
        sys.setrecursionlimit(5000)
        out, sys.stdout = sys.stdout, sys.stderr
        json.dump(look(sys.argv[2]), out)
        out.flush()
        os._exit(0)
    found = {}
    for top in sys.argv[1:]:
        run = subprocess.Popen([sys.executable, __file__] + ask + ["--one", top], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        try:
            text = run.communicate(timeout=400)[0]
            found[top] = json.loads(text.decode())
        except Exception as error:
            run.kill()
            found[top] = {"failed": repr(error)}
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
