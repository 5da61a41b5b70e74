#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes a project of many modules, to see how long the import summary takes:

    tools/large_project.py FOLDER chain 10000     each imports the next, the last one needs `imp`
    tools/large_project.py FOLDER cycle 5000      each takes a name of the next too early: none imports
    tools/large_project.py FOLDER modules 5000    a cycle of `import`: all import
    tools/large_project.py FOLDER package 5000    a cycle of `from . import`: all import from 3.5 on
    tools/large_project.py FOLDER tangle 5000     a cycle in which it matters who comes first: not followed to its end

    time build/pymolt scan FOLDER > /dev/null; time build/pymolt scan FOLDER > /dev/null     # the second finds the facts
"""
import os
import sys

TEXTS = {
    "chain": "from m{next} import x{next}\nx{this} = 1\n",
    "cycle": "from m{next} import x{next}\nx{this} = 1\n",
    "modules": "import m{next}\ndef f{this}():\n    return m{next}.f{next}()\n",
    "package": "from . import m{next}\ndef f{this}():\n    return m{next}.f{next}()\n",
    "tangle": "import m{next}\nfrom m{far} import x{far}\nx{this} = 1\n",
}


def main(folder, kind, count):
    if kind == "package":
        folder = os.path.join(folder, "pkg")
    os.makedirs(folder)
    if kind == "package":
        open(os.path.join(folder, "__init__.py"), "w").close()
    for i in range(count):
        text = TEXTS[kind].format(this=i, next=(i + 1) % count, far=(7 * i + 3) % count)
        if kind == "chain" and i == count - 1:
            text = "import imp\nx%d = 1\n" % i
        with open(os.path.join(folder, "m%d.py" % i), "w") as file:
            file.write(text)


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[2] not in TEXTS:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
