#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Which classes of the standard library can be written `C[int]`, and since when: writes rules/text/generic_classes.txt.

    tools/generic_classes.py > rules/text/generic_classes.txt

Listed are those that some version has and cannot subscript. A version without an interpreter on the machine is taken to
be like the next older one that is, or else like the oldest.
"""
import json
import sys

sys.path.insert(0, __file__.rsplit("/", 1)[0])
import interpreters  # noqa: E402

ASK = r"""
import inspect, json, pkgutil, sys, warnings
warnings.simplefilter("ignore")
if sys.version_info[0] == 2:
    import __builtin__ as builtins
    sys.modules["builtins"] = builtins
names = set(sys.builtin_module_names) | {m[1] for m in pkgutil.iter_modules()} | {"builtins"}
names -= {"antigravity", "this", "idlelib", "test", "lib2to3", "pip", "setuptools", "pkg_resources", "turtle", "turtledemo"}
names |= {"collections.abc", "concurrent.futures", "importlib.abc", "importlib.metadata", "importlib.resources", "os.path",
          "unittest.mock", "unittest.case", "urllib.parse", "urllib.request", "http.cookies", "http.client", "logging.handlers",
          "multiprocessing.pool", "multiprocessing.managers", "multiprocessing.queues", "multiprocessing.shared_memory",
          "wsgiref.types", "xml.etree.ElementTree", "asyncio.queues", "asyncio.futures", "asyncio.tasks", "string.templatelib"}
keep = ["builtins", "collections", "contextlib", "concurrent", "http", "importlib", "urllib", "unittest", "multiprocessing"]
answers = {}
for module in sorted(n for n in names if not n.startswith("_") or n == "__builtin__"):
    try:
        __import__(module)
        found = vars(sys.modules[module])
    except BaseException:
        continue
    for name, value in sorted(found.items()):
        if name.startswith("_") or not inspect.isclass(value):
            continue
        home = getattr(value, "__module__", "")
        public = getattr(sys.modules[module], "__all__", ())
        if name not in public and home.split(".")[0].lstrip("_") != module.split(".")[0]:
            continue
        good = False
        for arguments in (int, (int, str), (int, str, None)):
            try:
                value[arguments]
                good = True
                break
            except BaseException:
                pass
        answers[module + "." + name] = good
print("\n@" + json.dumps(answers))
"""


def main():
    answers = {}
    for python in interpreters.found():
        done = python.run(code=ASK, timeout=600)
        lines = [l for l in done.stdout.decode().split("\n") if l.startswith("@")]
        if not lines:
            sys.exit("%s: %s" % (python.label, done.stderr.decode()))
        answers[python.version] = json.loads(lines[-1][1:])
        python.close()
    versions = sorted(answers, key=interpreters.version_key)
    print("# Classes that became generic: on which versions `C[int]` works. Written by tools/generic_classes.py.")
    for name in sorted({name for known in answers.values() for name in known}):
        known = [(v, answers[v][name]) for v in versions if name in answers[v]]
        good = [v for v, works in known if works]
        if good and not known[0][1] and all(works for v, works in known if v in versions[versions.index(good[0]):]):
            print("%s: %s+" % (name, good[0]))


if __name__ == "__main__":
    main()
