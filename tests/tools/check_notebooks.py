# Makes notebooks with nbformat, and holds their findings against those of their cells pasted into one module.
# SPDX-License-Identifier: MIT
#
#   check_notebooks.py BINARY [NOTEBOOKS]      needs Debian's python3-nbformat
import collections
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

import nbformat

binary, count = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 50
CODE = ["import imp\nimport numpy as np\n", "def f(d):\n    return d.has_key('x'), d.iteritems()\n", "import collections\nx = collections.Mapping\n",
        "import asyncore, cgi\n", "for i in range(3):\n    y = i\n", "import os\nos.getcwdu()\n", "class A(object):\n    def __nonzero__(self):\n        return True\n",
        "from distutils.core import setup\n", "text = '''\nmany\nlines\n'''\nprint(text)\n", "import unittest\nclass T(unittest.TestCase):\n    def test(self):\n        self.assertEquals(1, 1)\n",
        "try:\n    import tomllib\nexcept ImportError:\n    import tomli as tomllib\n", "match = {'\u00e9': 1}\nprint(match['\u00e9'])\n", "import string\nstring.maketrans('a', 'b')\n"]
MAGIC = [("%matplotlib inline\n", "pass\n"), ("!ls -l\n", "pass\n"), ("%load_ext autoreload\n", "pass\n"), ("?open\n", "pass\n"), ("np?\n", "pass\n")]
PYTHON_CELLS = ["%%time\n", "%%capture out\n", "%%timeit -n 3\n"]
OTHER_CELLS = ["%%bash\npython2 -c 'import imp'\n", "%%html\n<b>import imp</b>\n", "%%writefile x.py\nimport imp\n", "%%javascript\nimport x from 'y'\n"]


def make(chance):
    """The notebook, and (cell, lines) of what it comes to as a module."""
    version = chance.choice([4, 4, 4, 3])
    library = nbformat.v4 if version == 4 else nbformat.v3
    cells, module = [], []
    for number in range(1, chance.randrange(3, 14)):
        kind = chance.random()
        if kind < 0.2:
            cells.append(library.new_markdown_cell("import imp\n") if version == 4 else library.new_text_cell("markdown", source="import imp\n"))
            continue
        code = shown = chance.choice(CODE)
        if kind < 0.4:
            magic, instead = chance.choice(MAGIC)
            code, shown = magic + code, instead + shown
        elif kind < 0.5:
            head = chance.choice(PYTHON_CELLS)
            code, shown = head + code, "pass\n" + shown
        elif kind < 0.6:
            code, shown = chance.choice(OTHER_CELLS), "pass\n"
        cells.append(library.new_code_cell(code) if version == 4 else library.new_code_cell(input=code))
        module.append((number, shown))
    if version == 4:
        book = library.new_notebook(cells=cells)
        if chance.random() < 0.5:
            book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    else:
        book = library.new_notebook(worksheets=[library.new_worksheet(cells=cells)])
    return nbformat.writes(nbformat.from_dict(book), version=version), module


def findings(folder, name):
    done = subprocess.run([binary, "scan", name, "--no-cache", "--target", "all", "--from", "2.7", "--confidence", "possible", "--fail-on", "never", "--format", "json"],
                          cwd=folder, stdout=subprocess.PIPE)
    return json.loads(done.stdout)["findings"]


wrong = seen = 0
for number in range(count):
    text, module = make(random.Random(number))
    with tempfile.TemporaryDirectory() as folder:
        book = pathlib.Path(folder, "book.ipynb")
        book.write_text(text, encoding="utf-8")
        lines, places = [], []
        for cell, code in module:
            for at, line in enumerate(code.rstrip("\n").split("\n"), 1):
                lines.append(line)
                places.append((cell, at))
        pathlib.Path(folder, "pasted.py").write_text("\n".join(lines) + "\n", encoding="utf-8")
        mine = collections.Counter((f["rule"], f["symbol"], f["severity"], f["cell"], f["line"], f["column"]) for f in findings(folder, "book.ipynb"))
        theirs = collections.Counter((f["rule"], f["symbol"], f["severity"], *places[f["line"] - 1], f["column"]) for f in findings(folder, "pasted.py"))
        seen += sum(theirs.values())
        if mine != theirs:
            wrong += 1
            print("notebook", number, "only in the notebook:", sorted((mine - theirs).elements()), "only pasted:", sorted((theirs - mine).elements()))
print("%d notebooks, %d findings: %d differ" % (count, seen, wrong))
sys.exit(1 if wrong or seen == 0 else 0)
