#!/usr/bin/env python3
"""Measures what a megabyte made to be expensive costs: each shape of every kind of file, as a table, the dear ones marked.

    tools/measure_hostile.py PYMOLT [--size BYTES] [--over] [SHAPE…]

SHAPE is a part of a name; --over shows only what takes more than 2 seconds of processor or 150 MB. Shapes of Python stand in
tests/cli/hostile_inputs.cc as well, where `make test` holds how they grow; here is what one file costs, of whatever kind.
"""
# SPDX-License-Identifier: MIT
import argparse
import os
import resource
import sys
import tempfile

MOST_SECONDS = 2.0
MOST_MEGABYTES = 150.0
GIVEN_SECONDS = 20  # of processor; then the scan is ended


def shape(part, before="", after="", middle="", closing=""):
    """BEFORE, PART as often as it takes, MIDDLE, CLOSING as often, AFTER; `~` in PART is its number."""
    def make(size):
        parts, length = [], len(before) + len(middle) + len(after)
        while length < size:
            parts.append(part.replace("~", str(len(parts))))
            length += len(parts[-1]) + len(closing)
        return before + "".join(parts) + middle + closing * len(parts) + after
    return make


def long_name(part, before, after=""):
    """Half of it is one name, `@` in BEFORE; the rest are uses of it."""
    return lambda size: shape(part, before.replace("@", "a" * (size // 2)), after)(size)


def c_shape(part, before="", after=""):
    return shape(part, "#include <Python.h>\n" + before, after)


def cell(source, kind="code"):
    return '{"cell_type": "%s", "metadata": {}, "outputs": [], "execution_count": null, "source": %s}' % (kind, source)


def notebook(part, inner=True):
    end = '], "metadata": {"language_info": {"name": "python"}}, "nbformat": 4, "nbformat_minor": 5}'
    if inner:
        return shape(part, '{"cells": [' + cell('["a = 1\\n"')[:-1], "]}" + end)
    return shape(part + ", ", '{"cells": [', part + end)


NESTED = "".join(" " * i + "if a:\n" for i in range(90))

PYTHON = {
    "type comment name": shape("# type: name\n"),
    "type annotated number": shape("~ type: name\n"),
    "type annotated number in function": shape(" ~ type: name\n", "def f():\n"),
    "type annotated number deep": shape(" " * 90 + "~ type: name\n", NESTED),
    "type comment list": shape("a = [] # type: List[int]\n"),
    "type comment broken": shape("a = b # type: a b c (\n"),
    "type comment in function": shape(" # type: name\n", "def f():\n"),
    "type comment def": shape("def f~(a):\n  # type: (int) -> str\n  pass\n"),
    "type comment for": shape("for a in b: # type: int\n  pass\n"),
    "type comment ignore": shape("a # type: ignore[b]\n"),
    "except comma": shape("try: a\nexcept B, c: c[0]\n"),
    "except comma pass": shape("try: a\nexcept B, c: pass\n"),
    "except comma named": shape("try: a\nexcept B, c~: c~\n"),
    "except comma one try": shape("except B, c~: c\n", "try: a\n"),
    "except comma in function": shape(" try: a\n except B, c: c[0]\n", "def f():\n"),
    "except comma tuple": shape("try: a\nexcept (B, C), c: raise D, c\n"),
    "except as": shape("try: a\nexcept B as c: c[0]\n"),
    "except as message": shape("try: a\nexcept B as c: c.message\n"),
    "comprehensions": shape("a = [b for b in c]; b\n"),
    "comprehensions nested": shape("a = [[b for b in c] for c in d]; b\n"),
    "comprehensions dict": shape("a = {b: c for b in d}; b\n"),
    "comprehensions named": shape("a~ = [b~ for b~ in c]; b~\n"),
    "comprehensions generator": shape("a = list(b for b in c); b\n"),
    "comprehensions in function": shape(" a = [b for b in c]; b\n", "def f(c):\n"),
    "comprehensions one line": shape("[a for a in b], ", "x = (", ")\n"),
    "comprehensions walrus": shape("a = [(y := b) for b in c]\n"),
    "unclosed double": shape('a = "b\n'),
    "unclosed single": shape("a = 'b c d\n"),
    "unclosed apostrophes": shape("'a "),
    "unclosed quote letters": shape("don't\n"),
    "unclosed f": shape("a = f'{b\n"),
    "unclosed triple by turns": shape("'''a\"\"\"b\n"),
    "unclosed text": shape("It's what \"they said\n"),
    "unclosed u": shape("u'a\nb'c\n"),
    "imports": shape("import a\n"),
    "imports named": shape("import a~\n"),
    "imports one line": shape("a~,", "import ", "a\n"),
    "imports from one": shape("a,", "from b import (", "a)\n"),
    "imports from named": shape("a~,", "from b import (", "a)\n"),
    "imports from removed": shape("Mapping,", "from collections import (", "Mapping)\n"),
    "imports from os": shape("getcwdu as a~,", "from os import (", "path)\n"),
    "imports dotted": shape("import a.b.c~\n"),
    "imports short": shape("a,", "import ", "a\n"),
    "imports imp": shape("imp,", "import ", "imp\n"),
    "imports semicolon": shape("import a;"),
    "imports in function": shape(" import a~\n", "def f():\n"),
    "imports in try": shape("try: import a~\nexcept ImportError: a~ = None\n"),
    "imports star": shape("from a~ import *\n"),
    "imports relative": shape("from . import a~\n"),
    "imports strings": shape("__import__('a~')\n"),
    "imports importlib": shape("importlib.import_module('a~')\n", "import importlib\n"),
    "imports used": shape("import a~; a~.b()\n"),
    "assigned names": shape("a~ = a\n"),
    "assigned one": shape("a = a\n"),
    "assigned chain": shape("a~ = b~\nb~ = a~\n"),
    "assigned attribute": shape("a.b~ = a.b\n"),
    "assigned tuple": shape("a, b = b, a\n"),
    "augmented": shape("a += 1\n"),
    "comparison": shape(" < b", "x = a", "\n"),
    "comparison mixed": shape(" <> b < c", "x = a", "\n"),
    "comparison in": shape(" in b not in c", "x = a", "\n"),
    "calls on receivers": shape("a~.has_key(b)\n"),
    "calls of keys": shape("a = b.keys(); a.sort()\n"),
    "call arguments": shape("a~=1, ", "f(", ")\n"),
    "callbacks": shape("a.b(lambda c: c.d(e), ", "", ")\n", "0"),
    "decorators": shape("@a.b(c)\n", "", "def f(): pass\n"),
    "decorated functions": shape("@a\ndef f(): pass\n"),
    "properties": shape(" @property\n def f~(self): return self.f\n", "class A:\n"),
    "classes chained": shape("class A~(A): pass\nA = A~\n"),
    "class attributes": shape(" a~ = a\n", "class A:\n"),
    "self attributes": shape("  self.a~ = self.a\n", "class A:\n def f(self):\n"),
    "methods": shape(" def f~(self): return self.f()\n", "class A:\n"),
    "version guards": shape("if sys.version_info[0] == ~: import b\n", "import sys\n"),
    "version guards nested else": shape("if sys.version_info > (3,~): a\nelse: b\n", "import sys\n"),
    "version flags": shape("PY~ = sys.version_info[0] >= 3\nif PY~: a~\n", "import sys\n"),
    "version and": shape("PY2 and ", "import sys\nPY2 = sys.version_info[0] == 2\nx = ", "1\n"),
    "hasattr": shape("if hasattr(a, 'b~'): a.b~\n"),
    "elif": shape("elif a == ~: b = a\n", "if a: pass\n"),
    "early exits": shape(" if a: return b~\n", "def f(a):\n"),
    "asserts": shape("assert (a, b)\n"),
    "global": shape("def f~():\n global a\n a = a\n"),
    "lambda": shape("a = lambda b: a(b)\n"),
    "lambda defaults": shape("f(lambda a=lambda b: c: d)\n"),
    "conditional functions": shape("if a:\n def f(): pass\nelse:\n def f(): pass\n"),
    "with suppress": shape("with suppress(A): import a\n", "from contextlib import suppress\n"),
    "isinstance": shape("if isinstance(a, str): a.decode('b')\n"),
    "text and bytes": shape("a = 'b'.encode('c') + a\n"),
    "percent": shape("a = '%s' % a\n"),
    "percent dict": shape("%(a~)s", "a = '", "' % b\n"),
    "format fields": shape("{a[~]!r:>{b}}", "a = '", "'.format(b)\n"),
    "f-string fields": shape("{a[~]!r:>{b}}", "a = f'", "'\n"),
    "f-string nested": shape("f'{f\"{a}\"}'\n"),
    "escapes": shape("a = '\\d\\w'\n"),
    "octals": shape("0777L, ", "a = [", "]\n"),
    "backticks": shape("`a`, ", "a = [", "]\n"),
    "print": shape("print 'a', b\n"),
    "print chevron": shape("print >>a, b,\n"),
    "exec": shape("exec a in b, c\n"),
    "raise": shape("raise A, b, c\n"),
    "match": shape(" case A(b=~, c=[d, *e]): d\n", "match x:\n"),
    "match keys": shape("'a~': b, ", "match x:\n case {", "**c}: pass\n"),
    "or patterns": shape("A(~) | ", "match x:\n case ", "B(): pass\n"),
    "walrus": shape("if (a~ := a): a~\n"),
    "annotations": shape("a~: List[int] = b\n"),
    "annotated functions": shape("def f~(a: 'A', b: int | None = None) -> list[int]: ...\n"),
    "type statements": shape("type A~[T] = list[T]\n"),
    "generics": shape("class A~[T: int, *U, **V](B[T]): pass\n"),
    "async": shape("async def f~(): return [await a async for a in b]\n"),
    "yield": shape(" yield a\n", "def f():\n"),
    "del": shape("a = 1; del a; a\n"),
    "all": shape("__all__ += ['a~']\na~ = 1\n", "__all__ = []\n"),
    "all list": shape("'a~', ", "__all__ = [", "]\n"),
    "globals": shape("globals()['a~'] = a~\n"),
    "sys.modules": shape("sys.modules['a~'] = a~\n", "import sys\n"),
    "setattr": shape("setattr(A, 'b~', c)\n"),
    "doctest": shape(">>> print a~\n", '"""\n', '"""\n'),
    "doctest blocks": shape('def f~():\n """\n >>> a\n b\n """\n'),
    "ignore comments": shape("import imp  # pymolt: ignore[removed-module]\n"),
    "ignore nothing": shape("a  # pymolt: ignore[b~]\n"),
    "noqa": shape("import imp  # noqa: F401\n"),
    "indents": shape("if a:\n  b\n c\n"),
    "mixed tabs": shape("if a:\n\tb\n        c\n"),
    "brackets by turns": shape("([{"),
    "closing": shape(")]}\n"),
    "deep attributes": shape(".b", "import os\nx = os", "\n"),
    "deep calls": shape("f(", "x = ", "\n", "1", ")"),
    "deep subscripts": shape("[0]", "x = a", "\n"),
    "dicts": shape("{'a': 1, 'b': [2]}, ", "x = [", "]\n"),
    "numbers": shape("1,", "x = [", "]\n"),
    "subprocess": shape("subprocess.Popen(['python', '-c', 'print 1'])\n", "import subprocess\n"),
    "os.system": shape("os.system('python2.7 -m a; pip install b==~')\n", "import os\n"),
    "open": shape("a = open('b', 'rU').read(); a.decode('c')\n"),
    "division": shape("a = 1 / 2 / a\n"),
    "map": shape("a = map(b, a); a[0]\n"),
    "unicode names": shape("\u00e9~ = \u00e9\n"),
    "long string": shape("a\\n", "x = '", "'\n"),
    "string joins": shape("'a' b'b' ", "x = ", "\n"),
    "string concat": shape("'a~' + ", "x = ", "b\n"),
    "semicolons": shape(";a"),
    "backslashes": shape("a = \\\nb\n"),
    "form feeds": shape("\f\na\n"),
    "broken": shape("x = = ~\n"),
    "broken def": shape("def f(:\n"),
    "broken class": shape("class\n"),
    "broken lines": shape("a b c d e\n"),
    "html": shape("<a href=\"b\">c</a>\n"),
    "json": shape('{"a": [1, 2, {"b": null}]},\n'),
    "prose": shape("Lorem ipsum dolor sit amet, consectetur (adipiscing) elit; it's ~.\n"),
    "c code": shape("int main(void) { return 0; } /* it's */\n"),
    "dots": shape("."),
    "at signs": shape("@a\n"),
    "stars": shape("*a, ", "f(", ")\n"),
    "colons": shape("a: "),
    "if on a line": shape("if a: b\n"),
    "try finally": shape("try: a\nfinally: b\n"),
    "except star": shape("try: a\nexcept* B: c\n"),
    "while else": shape("while a: break\nelse: b\n"),
    "unittest": shape(" def test_~(self): self.assertEquals(a, b)\n", "import unittest\nclass A(unittest.TestCase):\n"),
    "removed calls": shape("time.clock()\n", "import time\n"),
    "removed names": shape("collections.Mapping\n", "import collections\n"),
    "string module": shape("string.join(a, b~)\n", "import string\n"),
    "asyncio loop": shape("asyncio.sleep(1, loop=a)\n", "import asyncio\n"),
    "numpy": shape("a = np.float(np.int(b))\n", "import numpy as np\n"),
    "aliases": shape("a~ = os.getcwdu\na~()\n", "import os\n"),
    "alias of alias": shape("if c: a = a.b\n", "import os\na = os\n"),
    "two aliases": shape("if c: a, b = b, a\na.b()\n"),
    "loops": shape("for a in a: a = a[0]\n"),
    "containers": shape("a.append(a)\na[0].b()\n", "a = []\n"),
    "calls of functions": shape("def f~(a): return f(a)\nf = f~\n"),
    "returns": shape("def f~(a): return a.keys()\nf~({}).sort()\n"),
    "long module": long_name("b,", "from @ import (", "b)\n"),
    "long module used": long_name("q.b()\n", "from a.@ import q\n"),
    "long alias": long_name("z.b\n", "import @ as z\n"),
    "long class": long_name(" def f~(self): return self.x.iteritems()\n", "class @:\n"),
    "long classes": long_name("  print 'a'\n", "class @:\n class b:\n"),
    "long import by text": long_name("__import__(x)\n", "x = '@'\n"),
    "nested functions": shape(" def g~(): return a~\n a~ = 1\n", "def f():\n"),
}

OTHER = {
    "x.pyi": {
        "stubs": shape("def f~(a: int, b: str = ...) -> List[A~]: ...\n"),
        "stub overloads": shape("@overload\ndef f(a: int) -> str: ...\n"),
        "stub guards": shape("if sys.version_info >= (3, ~): a~: int\n", "import sys\n"),
    },
    "x.ipynb": {
        "notebook lines": notebook(', "print a\\n"'),
        "notebook imports": notebook(', "import a\\n"'),
        "notebook magics": notebook(', "!pip install a~\\n"'),
        "notebook line magics": notebook(', "%time a\\n"'),
        "notebook cells": notebook(cell('"a = ~"'), False),
        "notebook print cells": notebook(cell('["print a\\n"]'), False),
        "notebook short cells": notebook('{"cell_type":"code","source":"a"}', False),
        "notebook cell magics": notebook(cell('["%%bash\\n", "python2 a\\n"]'), False),
        "notebook brackets": shape("[", '{"cells": '),
        "notebook numbers": shape("1,", '{"cells": [', "1]}"),
        "notebook objects": shape("{},", '{"cells": [', "{}]}"),
        "notebook outputs": shape('{"a":1},', '{"cells": [{"cell_type": "code", "source": [], "outputs": [', '{}]}], "nbformat": 4}'),
        "notebook keys": shape('"a~":1,', '{"cells": [], "metadata": {', '"z":1}, "nbformat": 4}'),
    },
    "pyproject.toml": {
        "toml numbers": shape("1,", "a = [", "1]\n"),
        "toml long numbers": shape("1000, ", "a = [", "1]\n"),
        "toml texts": shape('"a", ', "a = [", '"b"]\n'),
        "toml lists": shape("[],", "a = [", "[]]\n"),
        "toml tables inline": shape("{},", "a = [", "{}]\n"),
        "toml keys": shape("a~ = 1\n"),
        "toml texts of keys": shape('a~ = "b"\n'),
        "toml dotted": shape("a.b~ = 1\n"),
        "toml tables": shape("[a~]\n"),
        "toml deep tables": shape("[a.b.c~]\nd = 1\n"),
        "toml arrays of tables": shape("[[a]]\n"),
        "toml dates": shape("1979-05-27,", "a = [", "1979-05-27]\n"),
        "toml dotted deep": shape(".a", "a", " = 1\n"),
        "toml comments": shape("# a\n"),
        "toml nested": shape("[", "a = "),
        "toml broken": shape("a = \n"),
        "toml dependencies": shape('"a~>=1.~",\n', '[project]\nname = "a"\nversion = "1"\ndependencies = [\n', "]\n"),
        "toml one dependency": shape('"a",\n', '[project]\nname = "a"\nversion = "1"\ndependencies = [\n', "]\n"),
        "toml specifier": shape(">=3.8,", '[project]\nname = "a"\nrequires-python = "', '<4"\n'),
        "toml marker": shape(" or python_version < '3.~'", '[project]\nname="a"\ndependencies = ["a; os_name == \'b\'', '"]\n'),
        "toml marker brackets": shape("(", '[project]\nname="a"\ndependencies = ["a; '),
        "toml extras": shape('a~ = ["b~"]\n', '[project]\nname="a"\n[project.optional-dependencies]\n'),
        "toml classifiers": shape('"Programming Language :: Python :: 3.8",\n', '[project]\nname="a"\nclassifiers = [\n', "]\n"),
        "toml poetry": shape('a~ = "^1.~"\n', "[tool.poetry.dependencies]\n"),
        "toml poetry tables": shape('a~ = {version = "^1.~", python = "^3.8"}\n', "[tool.poetry.dependencies]\n"),
        "toml escapes": shape("\\u00e9", 'a = "', '"\n'),
        "toml floats": shape("1.5e3,", "a = [", "1]\n"),
        "toml booleans": shape("true,", "a = [", "true]\n"),
        "toml long extra": long_name('"a~",', '[project]\nname = "a"\n[project.optional-dependencies]\n@ = [', "]\n"),
        "toml long group": long_name('a~ = "1"\n', "[tool.poetry.group.@.dependencies]\n"),
        "toml lines": shape("1,\n", "a = [\n", "1]\n"),
    },
    "poetry.lock": {
        "lock packages": shape('[[package]]\nname = "a~"\nversion = "1.~"\npython-versions = ">=3.8"\n'),
        "lock files": shape('{file = "a-~-py3-none-any.whl", hash = "b"},\n',
                            '[[package]]\nname = "a"\nversion = "1"\nfiles = [\n', "]\n"),
        "lock numbers": shape("1,", "a = [", "1]\n"),
    },
    "uv.lock": {
        "uv packages": shape('[[package]]\nname = "a~"\nversion = "1.~"\n'),
        "uv dependencies": shape('{name = "a~", marker = "python_version < \'3.9\'"},\n',
                                 'version = 1\n[[package]]\nname = "a"\nversion = "1"\ndependencies = [\n', "]\n"),
    },
    "Pipfile.lock": {
        "pipfile packages": shape('"a~": {"version": "==1.~", "hashes": []},\n', '{"default": {', '"z": {"version": "==1"}}}'),
        "pipfile numbers": shape("1,", '{"default": [', "1]}"),
        "pipfile brackets": shape("[", ""),
        "pipfile objects": shape('{"a":', "", "", "1", "}"),
    },
    "Pipfile": {"pipfile lines": shape('a~ = "*"\n', "[packages]\n")},
    ".pre-commit-config.yaml": {
        "yaml brackets": shape("["),
        "yaml closed brackets": shape("[", "", "", "", "]"),
        "yaml braces": shape("{"),
        "yaml braces by turns": shape("[{a: "),
        "yaml dashes": shape("- "),
        "yaml dash lines": shape("- a\n"),
        "yaml empty": shape("-\n"),
        "yaml flow": shape("a,", "python: [", "a]\n"),
        "yaml flow numbers": shape("1,", "- [", "1]\n"),
        "yaml flow lists": shape("[],", "python: [", "a]\n"),
        "yaml flow maps": shape("{},", "python: [", "a]\n"),
        "yaml pairs": shape("a~: b\n"),
        "yaml one key": shape("a: b\n"),
        "yaml questions": shape("? "),
        "yaml colons": shape(": "),
        "yaml nested keys": shape("a:\n", ""),
        "yaml anchors": shape("- &a~ b\n"),
        "yaml aliases": shape("- *a\n", "- &a python3.8\n"),
        "yaml documents": shape("---\n"),
        "yaml comments": shape("# a\n"),
        "yaml tags": shape("- !!str a\n"),
        "yaml quotes": shape("- 'a\n"),
        "yaml folded": shape("- >\n a\n"),
        "yaml long scalar": shape("a b\n  "),
        "yaml merges": shape("a~:\n  <<: *a\n", "a: &a\n  b: c\n"),
        "yaml long alias": long_name("  - repo: *a\n    hooks:\n      - id: b\n        language_version: *a\n", "a: &a @\nrepos:\n"),
        "yaml steps": "steps",
        "yaml hooks": shape("  - repo: a~\n    hooks:\n      - id: b\n        language_version: python3.8\n", "repos:\n"),
        "yaml additional": shape("a~==1,", "repos:\n  - repo: b\n    hooks:\n      - id: mypy\n        additional_dependencies: [", "b]\n"),
    },
    ".github/workflows/a.yml": {
        "workflow versions": shape('"3.8", ', "on: push\njobs:\n  a:\n    runs-on: b\n    strategy:\n      matrix:\n        python-version: [", '"3.9"]\n'),
        "workflow steps": shape("      - uses: actions/setup-python@v4\n        with:\n          python-version: 3.8\n",
                                "on: push\njobs:\n  a:\n    runs-on: b\n    steps:\n"),
        "workflow runs": shape("      - run: python3.8 -m pip install a~\n", "on: push\njobs:\n  a:\n    runs-on: b\n    steps:\n"),
        "workflow one run": shape("          python3.8 -m pip install a~\n", "on: push\njobs:\n  a:\n    runs-on: b\n    steps:\n      - run: |\n"),
        "workflow brackets": shape("[", "on: "),
    },
    "environment.yml": {
        "conda": shape("  - a~=1.~\n", "name: a\ndependencies:\n"),
        "conda pip": shape("    - a~==1.~\n", "name: a\ndependencies:\n  - pip:\n"),
        "conda one": shape("  - python=3.8\n", "name: a\ndependencies:\n"),
    },
    "setup.cfg": {
        "cfg keys": shape("a~ = b\n", "[metadata]\n"),
        "cfg one key": shape("a = b\n", "[metadata]\n"),
        "cfg sections": shape("[a~]\n"),
        "cfg continued": shape("  a~>=1\n", "[options]\ninstall_requires =\n"),
        "cfg continued same": shape("  a\n", "[options]\ninstall_requires =\n"),
        "cfg blank": shape("\n", "[a]\nb = c\n"),
        "cfg indents": shape(" b\n", "[a]\n"),
        "cfg interpolation": shape("%(a)s", "[a]\na = ", "\n"),
        "cfg classifiers": shape("  Programming Language :: Python :: 3.8\n", "[metadata]\nclassifiers =\n"),
        "cfg long extra": long_name("  a~\n", "[options.extras_require]\n@ =\n"),
        "cfg long marker": long_name("  a~\n", "[options.extras_require]\nb:os_name == '@' =\n"),
        "cfg broken": shape("a\n", "[a]\n"),
    },
    "tox.ini": {
        "tox factors": shape("py38,", "[tox]\nenvlist = ", "py39\n"),
        "tox braces": shape("{py38,py39}-", "[tox]\nenvlist = ", "a\n"),
        "tox open braces": shape("py{", "[tox]\nenvlist = ", "\n"),
        "tox deps": shape("  a~==1\n", "[testenv]\ndeps =\n"),
        "tox long": long_name("  a~\n", "[testenv:@]\ndeps =\n"),
        "tox sections": shape("[testenv:py38-a~]\nbasepython = python3.8\n"),
        "tox conditions": shape("  py38-a~: b\n", "[testenv]\ndeps =\n"),
    },
    "requirements.txt": {
        "requirements": shape("a~==1.~\n"),
        "requirements one": shape("a\n"),
        "requirements specifiers": shape(",>=1.~", "a>=1", "\n"),
        "requirements markers": shape("a~; python_version < '3.8'\n"),
        "requirements one marker": shape(" and python_version < '3.~'", "a; os_name == 'b'", "\n"),
        "requirements hashes": shape("a~==1 --hash=sha256:0123\n"),
        "requirements hash lines": shape(" \\\n --hash=sha256:0123", "a==1", "\n"),
        "requirements backslashes": shape("a \\\n"),
        "requirements broken": shape("a b c\n"),
        "requirements extras": shape("b~,", "a[", "c]==1\n"),
        "requirements includes": shape("-r b~.txt\n"),
        "requirements self": shape("-r requirements.txt\n"),
        "requirements urls": shape("a~ @ https://x.example/a-~.whl\n"),
        "requirements comments": shape("# a\n"),
        "requirements options": shape("--index-url a\n"),
        "requirements long version": shape("1.", "a==", "1\n"),
        "requirements digits": shape("1", "a==", "\n"),
        "requirements brackets": shape("(", "a; ", "\n"),
        "requirements conflicts": shape("a>=~\na<~\n"),
        "requirements known": shape("numpy==1.26.~\n"),
    },
    "Dockerfile": {
        "docker from": shape("FROM python:3.~\n"),
        "docker run": shape("RUN pip install a~\n", "FROM python:3.8\n"),
        "docker one run": shape("&& pip install a~ \\\n", "FROM python:3.8\nRUN a \\\n", " b\n"),
        "docker args": shape("ARG A~=3.8\nFROM python:${A~}\n"),
        "docker nested args": shape("${A:-", "FROM python:", "\n"),
        "docker arg chain": shape("ARG A=$A$A\n", "FROM python:3.8\n"),
        "docker env": shape("ENV A~ $A\n", "FROM python:3.8\n"),
        "docker heredoc": shape("python a\n", "FROM python:3.8\nRUN <<EOF\n", "EOF\n"),
        "docker heredocs": shape("RUN <<EOF~\nEOF~\n", "FROM python:3.8\n"),
        "docker quotes": shape("RUN python -c 'print 1\n", "FROM python:3.8\n"),
        "docker continued": shape("\\\n", "FROM python:3.8\nRUN a ", "b\n"),
        "docker pip packages": shape("a~==1 ", "FROM python:3.8\nRUN pip install ", "\n"),
    },
    "a.sh": {
        "shell python": shape("python2.7 -c 'print a'\n", "#!/bin/sh\n"),
        "shell heredocs": shape("python <<EOF\nprint a\nEOF\n", "#!/bin/sh\n"),
        "shell open heredocs": shape("python <<EOF~\n", "#!/bin/sh\n"),
        "shell substitutions": shape("$(", "#!/bin/sh\npython "),
        "shell backticks": shape("`", "#!/bin/sh\npython "),
        "shell quotes": shape("\"$(python '", "#!/bin/sh\n"),
        "shell if": shape("if python; then\n", "#!/bin/sh\n"),
        "shell pip": shape("pip install a~\n", "#!/bin/sh\n"),
        "shell cases": shape("case a in b) python;;\n", "#!/bin/sh\n"),
        "shell braces": shape("${a", "#!/bin/sh\npython "),
        "shell words": shape("python ", "#!/bin/sh\n", "\n"),
        "shell pipes": shape("python | ", "#!/bin/sh\n", "a\n"),
        "shell arithmetic": shape("$((", "#!/bin/sh\npython "),
    },
    "a.c": {
        "c calls": c_shape("PyString_FromString(a);\n", "void f(void) {\n", "}\n"),
        "c ifs": c_shape("#if PY_MAJOR_VERSION >= 3\n"),
        "c closed ifs": c_shape("#if PY_VERSION_HEX < 0x03000000\na\n#else\nPyInt_Check(b)\n#endif\n"),
        "c elifs": c_shape("#elif PY_VERSION_HEX == ~\nPyInt_Check(a);\n", "#if 0\n", "#endif\n"),
        "c conditions": c_shape(" && PY_MAJOR_VERSION < 3", "#if 1", "\nPyInt_Check(a);\n#endif\n"),
        "c brackets": c_shape("(", "#if "),
        "c ors": c_shape("(A || B) && ", "#if ", "1\nPyInt_Check(a);\n#endif\n"),
        "c defines": c_shape("#define A~ PyInt_Check\n"),
        "c define chain": c_shape("#define A~ (A~ + A~)\n#define A A~\n", "", "#if A1\nPyInt_Check(a);\n#endif\n"),
        "c comments": c_shape("/*"),
        "c quotes": c_shape("\"a\n"),
        "c backslashes": c_shape("\\\n", "#define A "),
        "c nots": c_shape("!", "#if ", "A\nPyInt_Check(a);\n#endif\n"),
        "c identifiers": c_shape("PyA~ "),
        "c ternaries": c_shape("A ? B : ", "#if ", "1\n#endif\n"),
        "c raw strings": c_shape("R\"a("),
        "c one call": c_shape("PyInt_Check(", "void f(void) {\n"),
        "c tables": c_shape("{\"a~\", PyInt_Check, 0},\n", "PyMethodDef a[] = {\n", "};\n"),
    },
    "a.pyx": {
        "cython": shape("cdef int a~ = <int>b\n"),
        "cython print": shape("print a\n"),
    },
    ".gitignore": {
        "gitignore names": shape("a~\n"),
        "gitignore stars": shape("*a*b*c*d~\n"),
        "gitignore one pattern": shape("*a", "", "\n"),
        "gitignore double stars": shape("**/", "", "a\n"),
        "gitignore classes": shape("[a-z]", "", "\n"),
        "gitignore open class": shape("[", "", "\n"),
        "gitignore negated": shape("!a~\n"),
        "gitignore questions": shape("?", "", "\n"),
        "gitignore python": shape("*.py[a]~\n"),
        "gitignore short": shape("*b\n"),
        "gitignore slash stars": shape("**/*b*/**/~\n"),
    },
    "setup.py": {
        "setup requires": shape("'a~>=1',", "from setuptools import setup\nsetup(install_requires=[", "])\n"),
        "setup names": shape("a~ = ['b~']\n", "from setuptools import setup\n", "setup(install_requires=a1 + a2)\n"),
        "setup concat": shape("['a~'] + ", "from setuptools import setup\nsetup(install_requires=", "[])\n"),
        "setup classifiers": shape("'Programming Language :: Python :: 3.8',", "from setuptools import setup\nsetup(classifiers=[", "])\n"),
        "setup appended": shape("a.append('b~')\n", "from setuptools import setup\na = []\n", "setup(install_requires=a)\n"),
        "setup calls": shape("setup(name='a~', python_requires='>=3.8')\n", "from setuptools import setup\n"),
        "setup extras": shape("'a~': ['b'],", "from setuptools import setup\nsetup(extras_require={", "})\n"),
    },
    "noxfile.py": {
        "nox open lists": shape("python=["),
        "nox lists": shape("python=['3.8'];"),
        "nox one list": shape("'3.8',", "python=[", "]\n"),
    },
    "package.json": {"json keys": shape('"a~":1,', "{", '"z":1}'), "json brackets": shape("[")},
    "pyrightconfig.json": {
        "pyright brackets": shape("["), "pyright objects": shape('{"a":', "", "", "1", "}"),
        "pyright numbers": shape("1,", '{"a": [', "1]}"), "pyright keys": shape('"a~":1,', "{", '"pythonVersion":"3.8"}'),
        "pyright comments": shape("// a\n", "{"),
    },
    "runtime.txt": {"runtime": shape("python-3.8.~\n")},
    ".python-version": {"python version": shape("3.8.~\n")},
    "a.md": {"markdown code": shape("```python\nprint a\n```\n"), "markdown open": shape("```\n")},
    "a.rst": {"rst code": shape("::\n\n  >>> print a\n\n"), "rst": shape(".. code:: python\n\n  print a\n\n")},
    "a.html": {"html": shape("<a>")},
    "a.sql": {"sql": shape("select a;\n")},
    "CODEOWNERS": {"owners": shape("*a*b*c/ @d\n")},
}


def steps(size):
    lines, length = [], 0
    while length < size:
        lines.append(" " * len(lines) + "a:\n")
        length += len(lines[-1])
    return "".join(lines)


MADE = {"steps": steps}


def shapes():
    for name, make in PYTHON.items():
        yield name, "x.py", make
    for path, all_of_it in OTHER.items():
        for name, make in all_of_it.items():
            yield name, path, MADE[make] if isinstance(make, str) else make


def cost(pymolt, folder):
    """Seconds of the processor and MB of one scan of FOLDER, and how it ended."""
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (GIVEN_SECONDS, GIVEN_SECONDS))
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, 1)
        os.dup2(sink, 2)
        os.execv(pymolt, [pymolt, "scan", folder, "--isolated", "--no-cache", "--target", "all", "--jobs", "1", "--quiet"])
    _, status, used = os.wait4(child, 0)
    ended = "signal %d" % os.WTERMSIG(status) if os.WIFSIGNALED(status) else "exit %d" % os.WEXITSTATUS(status)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, ended


def measure(pymolt, path, text):
    with tempfile.TemporaryDirectory() as folder:
        target = os.path.join(folder, path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "w", encoding="utf-8", errors="surrogateescape") as out:
            out.write(text)
        if path in (".gitignore", "CODEOWNERS"):
            for i in range(20):
                with open(os.path.join(folder, "aabbccddaabbccddaabbccdd%d.py" % i), "w") as out:
                    out.write("a = 1\n")
        return cost(pymolt, folder)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pymolt")
    parser.add_argument("shapes", nargs="*")
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--over", action="store_true")
    asked = parser.parse_args()
    pymolt = os.path.abspath(asked.pymolt)
    tried = dear = 0
    for name, path, make in shapes():
        if asked.shapes and not any(word in name for word in asked.shapes):
            continue
        seconds, megabytes, ended = measure(pymolt, path, make(asked.size))
        is_dear = seconds > MOST_SECONDS or megabytes > MOST_MEGABYTES or ended not in ("exit 0", "exit 1", "exit 2")
        tried += 1
        dear += is_dear
        if is_dear or not asked.over:
            print("%-2s %-30s %-26s %6.2f s %5.0f MB  %s" % ("!" if is_dear else "", name, path, seconds, megabytes, ended), flush=True)
    print("%d shapes, %d over %g s or %g MB" % (tried, dear, MOST_SECONDS, MOST_MEGABYTES))
    return 1 if dear else 0


if __name__ == "__main__":
    sys.exit(main())
