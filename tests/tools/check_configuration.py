# Four trees whose stated versions are known row by row, and 200 files that name no Python and must give none.
# SPDX-License-Identifier: MIT
#
#   check_configuration.py BINARY
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

binary = os.path.abspath(sys.argv[1])
failures = []

# Of each: its files, then the rows: path, line, kind, whether it allows 3.13 (None: it pins nothing).
TREES = {
    "twelve of twelve": (
        {
            "pyproject.toml": '[project]\nname = "x"\nrequires-python = ">=3.9"\nclassifiers = ["Programming Language :: Python :: 3.13"]\n[tool.mypy]\npython_version = "3.13"\n[tool.black]\ntarget-version = ["py313"]\n',
            "Dockerfile": "ARG PYTHON_VERSION=3.13\nFROM python:${PYTHON_VERSION}-slim\nCMD [\"python\", \"-m\", \"x\"]\n",
            ".python-version": "3.13.0\n",
            "tox.ini": "[tox]\nenvlist = py{312,313}\n",
            ".github/workflows/ci.yml": 'jobs:\n  t:\n    strategy:\n      matrix:\n        python-version: ["3.12", "3.13"]\n    steps:\n      - uses: actions/setup-python@v5\n        with:\n          python-version: ${{ matrix.python-version }}\n',
            ".pre-commit-config.yaml": "default_language_version:\n  python: python3.13\nrepos: []\n",
            ".readthedocs.yaml": 'version: 2\nbuild:\n  os: ubuntu-24.04\n  tools:\n    python: "3.13"\n',
            "docker-compose.yml": "services:\n  web:\n    image: python:3.13-slim\n",
            "runtime.txt": "python-3.13.0\n",
        },
        [
            (".github/workflows/ci.yml", 5, "matrix", True),
            (".pre-commit-config.yaml", 2, "pre-commit-language", True),
            (".python-version", 1, "python-version-file", True),
            (".readthedocs.yaml", 5, "readthedocs-python", True),
            ("Dockerfile", 1, "dockerfile-arg", True),
            ("docker-compose.yml", 3, "image", True),
            ("pyproject.toml", 3, "requires-python", True),
            ("pyproject.toml", 4, "classifiers", True),
            ("pyproject.toml", 6, "mypy-target", True),
            ("pyproject.toml", 8, "black-target", True),
            ("runtime.txt", 1, "runtime-txt", True),
            ("tox.ini", 2, "tox-envlist", True),
        ],
    ),
    "nine of twelve": (
        {
            "setup.cfg": "[options]\npython_requires = >=3.6,<3.12\n",
            "setup.py": 'from setuptools import setup\nsetup(name="x", python_requires=">=3.6")\n',
            ".gitlab-ci.yml": "image: python:3.13\ntest:\n  image: python:3.11-slim\n  script:\n    - python3.13 -m pytest\n",
            ".travis.yml": 'language: python\npython:\n  - "3.12"\n  - "3.13"\n',
            "environment.yml": "dependencies:\n  - python=3.13\n  - numpy\n",
            "Pipfile": '[requires]\npython_version = "3.9"\n',
            "Procfile": "web: python3.13 app.py\n",
            "serverless.yml": "provider:\n  name: aws\n  runtime: python3.13\n",
            ".tool-versions": "python 3.13.1\nnodejs 20\n",
            "run.sh": "#!/bin/sh\npython3.13 -m x\n",
        },
        [
            (".gitlab-ci.yml", 1, "image", True),
            (".gitlab-ci.yml", 3, "image", False),
            (".gitlab-ci.yml", 5, "interpreter", True),
            (".tool-versions", 1, "tool-versions", True),
            (".travis.yml", 2, "python-version", True),
            ("Pipfile", 2, "pipfile-python", False),
            ("Procfile", 1, "interpreter", True),
            ("environment.yml", 2, "conda-python", True),
            ("run.sh", 2, "interpreter", True),
            ("serverless.yml", 3, "lambda-runtime", True),
            ("setup.cfg", 2, "requires-python", False),
            ("setup.py", 2, "requires-python", True),
        ],
    ),
    "numbers without quotes": (
        {
            ".github/workflows/a.yml": "jobs:\n  t:\n    steps:\n      - uses: actions/setup-python@v5\n        with:\n          python-version: 3.10\n",
            ".circleci/config.yml": "jobs:\n  t:\n    docker:\n      - image: cimg/python:3.13\n",
            "azure-pipelines.yml": "steps:\n  - task: UsePythonVersion@0\n    inputs:\n      versionSpec: '3.13'\n",
        },
        [
            (".circleci/config.yml", 4, "image", True),
            (".github/workflows/a.yml", 6, "python-version", False),
            ("azure-pipelines.yml", 4, "python-version", True),
        ],
    ),
    "told, not judged": (
        {
            "README.md": "![python](https://img.shields.io/badge/python-3.8%20|%203.9-blue)\n",
            ".github/workflows/a.yml": "jobs:\n  t:\n    container: python:latest\n    steps:\n      - uses: actions/setup-python@v5\n        with:\n          python-version-file: pyproject.toml\n",
        },
        [
            (".github/workflows/a.yml", 3, "image", None),
            (".github/workflows/a.yml", 7, "python-version", None),
            ("README.md", 1, "badge", None),
        ],
    ),
}

WORDS = "alpha server port image node redis nginx version name run cache key matrix exclude build go java ruby env target runtime base services script latest".split()
VALUES = ["3.8", "3.10", "2.7", "18", "1.21", "node:18-alpine", "nginx:1.27", "redis:7.2", "ruby:3.3-slim", "golang:1.22", "eclipse-temurin:17", "nodejs18.x", "java17", "go1.x",
          "ruby3.2", "postgres:16", "true", "some text with 3.9", "${{ matrix.node }}", "~3.8", "^3.9", ">=3.8", "py", "pipe", "copy", "happy3.8", "spy27", "numpy-like", "v3.8.1"]
YAML = ["ci.yml", ".github/workflows/w.yml", "docker-compose.yml", "values.yaml", "k8s/d.yaml", ".gitlab-ci.yml", ".circleci/config.yml", "azure-pipelines.yml", "meta.yaml", "environment.yml"]
INI = ["setup.cfg", "tox.ini", "app.ini", "supervisord.conf", ".flake8"]
TOML = ["netlify.toml", "fly.toml", "mise.toml", "Cargo.toml", "config.toml", "pixi.toml"]


def yaml(chance, depth=0):
    lines = []
    for _ in range(chance.randrange(2, 6)):
        key, value, kind = "  " * depth + chance.choice(WORDS) + str(len(lines)), chance.choice(VALUES), chance.random()
        if kind < 0.5:
            lines.append("%s: %s" % (key, value if value[0] not in "~^>$" and chance.random() < 0.5 else "'%s'" % value))
        elif kind < 0.75 and depth < 3:
            lines += [key + ":"] + yaml(chance, depth + 1)
        else:
            lines.append("%s: [%s]" % (key, ", ".join("'%s'" % chance.choice(VALUES) for _ in range(3))))
    return lines


def sections(chance, quote):
    lines = []
    for number in range(chance.randrange(1, 4)):
        lines.append("[%s%d]" % (chance.choice(WORDS), number))
        lines += ["%s%d = %s%s%s" % (chance.choice(WORDS), i, quote, chance.choice(VALUES), quote) for i in range(chance.randrange(2, 6))]
    return lines


def nothing(chance):
    kind = chance.choice(["yaml", "yaml", "ini", "toml"])
    if kind == "yaml":
        return chance.choice(YAML), yaml(chance)
    return (chance.choice(INI), sections(chance, "")) if kind == "ini" else (chance.choice(TOML), sections(chance, '"'))


def rows(files):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            path = pathlib.Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        done = subprocess.run([binary, "config-files", ".", "--no-cache", "--target", "3.13", "--format", "json"], cwd=folder, stdout=subprocess.PIPE)
        return sorted((r["path"], r["line"], r["kind"], r["allows"]["3.13"] if r["allows"] else None) for r in json.loads(done.stdout)["configuration"])


for name, (files, expected) in TREES.items():
    found = rows(files)
    if found != sorted(expected, key=lambda row: row[:3]):
        failures.append("%s: missing %s, extra %s" % (name, [r for r in expected if r not in found], [r for r in found if r not in expected]))
chance = random.Random(7)
none = {}
for number in range(200):
    name, lines = nothing(chance)
    none["t%03d/%s" % (number, name)] = "\n".join(lines) + "\n"
if found := rows(none):
    failures.append("rows of files that name no Python: %s" % found)
print("\n".join(failures) or "4 trees, row by row, and 200 files without Python: as expected")
sys.exit(1 if failures else 0)
