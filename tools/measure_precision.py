# Uses what lived unchanged from 3.8 to 3.15, and counts what pymolt says about it: nothing critical or high may come.
# SPDX-License-Identifier: MIT
"""Precision on names, methods and parameters that every Python from 3.8 on has.

    python tools/measure_precision.py [--names 4000]

The interpreters are asked what their modules hold: names, attributes of classes, parameters. What 3.8 and all later
ones here have in common is used in small files, in several styles; pymolt scans them for 3.13 and 3.14.
"""
import argparse
import collections
import json
import os
import random
import subprocess
import sys
import tempfile

import interpreters

HERE = os.path.dirname(os.path.abspath(__file__))
PYMOLT = os.path.join(HERE, "..", "build", "pymolt")

# Runs on each version: reads module names, writes what can be used of them.
PROBE = r'''
import importlib, inspect, json, sys, warnings
warnings.simplefilter("ignore")
found = {"name": [], "method": [], "parameter": []}
def public(name):
    return not name.startswith("_")
def parameters(name, thing):
    try:
        signature = inspect.signature(thing)
    except (TypeError, ValueError):
        return
    for p in signature.parameters.values():
        if p.kind.name in ("POSITIONAL_OR_KEYWORD", "KEYWORD_ONLY") and p.name != "self":
            found["parameter"].append("%s(%s)" % (name, p.name))
saved, sys.stdout = sys.stdout, sys.stderr
for module in json.load(sys.stdin):
    try:
        m = importlib.import_module(module)
    except BaseException:
        continue
    names = getattr(m, "__all__", None) or [n for n in dir(m) if public(n) and not inspect.ismodule(getattr(m, n, None))]
    for name in names:
        thing = getattr(m, name, None)
        if thing is None or getattr(thing, "__module__", module) not in (module, "builtins", None, "_" + module):
            continue
        dotted = module + "." + name
        found["name"].append(dotted)
        if inspect.isclass(thing):
            for attribute in dir(thing):
                if public(attribute) and callable(getattr(thing, attribute, None)):
                    found["method"].append(dotted + "." + attribute)
        elif callable(thing):
            parameters(dotted, thing)
sys.stdout = saved
json.dump(found, sys.stdout)
'''
MODULES = ("argparse array ast asyncio base64 bdb binascii bisect builtins bz2 calendar cmath cmd code codecs codeop "
           "collections collections.abc colorsys concurrent.futures configparser contextlib contextvars copy copyreg csv "
           "dataclasses datetime decimal difflib dis doctest email email.message email.utils email.header enum errno "
           "filecmp fileinput fnmatch fractions ftplib functools gc getopt getpass gettext glob graphlib gzip hashlib heapq "
           "hmac html html.parser http http.client http.cookies http.server imaplib importlib importlib.util "
           "importlib.machinery inspect io ipaddress itertools json keyword linecache locale logging logging.handlers "
           "logging.config lzma mailbox math mimetypes modulefinder multiprocessing netrc numbers operator optparse os "
           "os.path pathlib pdb pickle pickletools pkgutil platform plistlib poplib posixpath pprint profile pstats "
           "py_compile pyclbr queue quopri random re reprlib sched secrets selectors shelve shlex shutil signal site "
           "smtplib socket socketserver sqlite3 ssl stat statistics string stringprep struct subprocess symtable sys "
           "sysconfig tabnanny tarfile tempfile textwrap threading time timeit token tokenize trace traceback "
           "tracemalloc types typing unicodedata unittest unittest.mock urllib.error urllib.parse urllib.request "
           "urllib.robotparser uuid warnings wave weakref webbrowser wsgiref.headers wsgiref.util xml.dom.minidom "
           "xml.etree.ElementTree xml.sax xmlrpc.client zipapp zipfile zipimport zlib").split()


def in_common():
    """What 3.8 and every later Python here has, by kind."""
    common = None
    for python in interpreters.found():
        if interpreters.version_key(python.version) < (3, 8):
            continue
        done = python.run(code=PROBE, stdin=json.dumps(MODULES).encode("utf-8"), timeout=900)
        python.close()
        if done.returncode:
            print("%s: %s" % (python.label, done.stderr.decode("utf-8", "replace")[-300:]))
            continue
        found = {kind: set(names) for kind, names in json.loads(done.stdout.decode("utf-8")).items()}
        # What WebAssembly lacks proves nothing; what it has counts.
        if common is None:
            common = found
        elif python.version not in ("3.14", "3.15"):
            common = {kind: common[kind] & found[kind] for kind in common}
        else:
            modules = {n.rpartition(".")[0] for n in found["name"]}
            common = {kind: {n for n in common[kind] if n in found[kind] or not any(
                n.startswith(m + ".") for m in modules)} for kind in common}
    return common


def module_of(dotted):
    return max((m for m in MODULES if dotted.startswith(m + ".")), key=len)


def programs(kind, dotted):
    module = module_of(dotted)
    rest = dotted[len(module) + 1:]
    if module == "builtins":
        owner, _, method = rest.partition(".")
        if kind == "method":
            return ["def f(x: %s):\n    return x.%s\n" % (owner, method), "x = %s.%s\n" % (owner, method)]
        if kind == "parameter":
            function, _, parameter = rest.rstrip(")").partition("(")
            return ["x = %s(%s=1)\n" % (function, parameter)]
        return ["x = %s\n" % rest, "def f(x=%s):\n    return %s\n" % (rest, rest)]
    if kind == "name":
        return ["import %s\nx = %s\n" % (module, dotted), "from %s import %s as k\nx = k\n" % (module, rest),
                "import %s as m\nx = getattr(m, '%s')\n" % (module, rest), "from %s import *\nx = %s\n" % (module, rest)]
    if kind == "method":
        owner, _, method = dotted.rpartition(".")
        return ["import %s\nx = %s()\nx.%s()\n" % (module, owner, method),
                "import %s\ndef f(x: %s):\n    return x.%s\n" % (module, owner, method),
                "import %s\nclass D(%s):\n    def f(self):\n        return self.%s()\n" % (module, owner, method)]
    function, _, parameter = dotted.rstrip(")").partition("(")
    return ["import %s\n%s(%s=1)\n" % (module, function, parameter),
            "import %s as m\nm.%s(**{'%s': 1})\n" % (module, function[len(module) + 1:], parameter)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--names", type=int, default=4000)
    options = parser.parse_args()
    common = in_common()
    everything = sorted((kind, name) for kind, names in common.items() for name in names)
    random.Random(4).shuffle(everything)
    chosen = everything[:options.names]
    written = {}
    with tempfile.TemporaryDirectory() as folder:
        for kind, dotted in chosen:
            for program in programs(kind, dotted):
                path = "use_%05d.py" % len(written)
                written[path] = (kind, dotted, program)
                with open(os.path.join(folder, path), "w", encoding="utf-8") as f:
                    f.write(program)
        done = subprocess.run([PYMOLT, "scan", folder, "--target", "3.13,3.14", "--format", "json", "--no-cache"],
                              stdout=subprocess.PIPE)
    report = json.loads(done.stdout.decode("utf-8"))
    grave = [f for f in report["findings"] if f["severity"] in ("critical", "high")]
    for finding in grave:
        print("%s: %s %s" % (written[finding["path"]][1], finding["rule"], finding["symbol"]))
    counts = collections.Counter(kind for kind, _ in chosen)
    print("%d of %d that live on 3.8 and later (%s), in %d programs: %d critical or high findings" % (
        len(chosen), len(everything), ", ".join("%d %ss" % (n, k) for k, n in sorted(counts.items())), len(written),
        len(grave)))
    return 1 if grave else 0


if __name__ == "__main__":
    sys.exit(main())
