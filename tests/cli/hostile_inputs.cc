// The table of hostile inputs, and how one is made from its row.
// SPDX-License-Identifier: MIT
#include "cli/hostile_inputs.h"

#include <algorithm>
#include <cstdint>

namespace pymolt::test {

namespace {

// before, then `opening` as often as it takes, middle, `closing` as often, after. `#` in what is repeated is its number.
struct Row {
  std::string name;
  std::string before;
  std::string opening;
  std::string middle;
  std::string closing;
  std::string after;
};

// DEPTH lines, each a step further in, that all begin a block; then the indentation of what goes inside.
std::string nested(std::string_view line, int depth) {
  std::string text;
  for (int i = 0; i < depth; ++i)
    text.append(static_cast<std::size_t>(i), ' ').append(line) += '\n';
  return text;
}

std::string repeated(std::string_view unit, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) {
    for (const char c : unit) {
      if (c == '#') {
        text += std::to_string(i);
      } else {
        text += c;
      }
    }
  }
  return text;
}

// One line, or one bracket, that goes on and on.
const std::vector<Row> kLong = {
    {"names", "x = [", "a, ", "]\n", "", ""},
    {"letters", "# coding: utf-8\nx = [", "\xC3\xA9, ", "]\n", "", ""},
    {"numbers", "x = [", "0777, 0xFFL, 1_0, ", "]\n", "", ""},
    {"starred", "[", "(*a), ", "]\n", "", ""},
    {"walrus", "[", "(a := 1), ", "]\n", "", ""},
    {"backticks", "[", "`a`, ", "]\n", "", ""},
    {"yields", "def f(): return [", "(yield a), ", "]\n", "", ""},
    {"lambdas", "[", "lambda a, (b, c): a, ", "]\n", "", ""},
    {"lists", "[", "[a for a in b], ", "a]\n", "", ""},
    {"dict items", "{", "'k#': v#, ", "}\n", "", ""},
    {"keywords", "f(", "a#=1, ", ")\n", "", ""},
    {"parameters", "def f(", "a#=1, ", "): pass\n", "", ""},
    {"private parameters", "class A:\n def f(", "__a#, ", "): pass\n", "", ""},
    {"same parameter", "def f(", "a, ", "): pass\n", "", ""},
    {"type parameters", "def f[", "T#, ", "](): pass\n", "", ""},
    {"subscripts", "a[", "*b, ", "]: int\n", "", ""},
    {"imports", "from a import (", "b, ", ")\n", "", ""},
    {"imported modules", "import ", "imp, ", "imp\n", "", ""},
    {"import on one line", "", "import imp; ", "\n", "", ""},
    {"globals", "def f():\n global ", "a#, ", "a\n", "", ""},
    {"with items", "with ", "a as b#, ", "c: pass\n", "", ""},
    {"exceptions", "try: pass\nexcept ", "A, ", "B: pass\n", "", ""},
    {"deleted", "del ", "a, ", "b\n", "", ""},
    {"print", "print ", "(a), ", "\n", "", ""},
    {"targets", "", "a, ", "b = c\n", "", ""},
    {"statements", "", "a = 1; ", "\n", "", ""},
    {"calls on one line", "", "string.join(x); ", "\n", "", ""},
    {"classes of a pattern", "match x:\n case A(", "a#=1, ", "): pass\n", "", ""},
    {"keys of a pattern", "match x:\n case {", "#: a#, ", "}: pass\n", "", ""},
    {"alternatives", "match x:\n case ", "1 | ", "2: pass\n", "", ""},
    {"string", "x = '", "a", "'\n", "", ""},
    {"escapes", "x = '", "\\d\\N{DIGIT ONE}\\x41", "'\n", "", ""},
    {"strings", "x = ", "'a' b'b' ", "\n", "", ""},
    {"fields", "f'", "{a!r:>{w}}", "'\n", "", ""},
    {"percent", "x = '", "%(a#)s", "' % {'a': 1}\n", "", ""},
    {"format", "x = '", "{a#}{}", "'.format(1)\n", "", ""},
    {"comment", "#", " pymolt: ignore[a]", "\n", "", ""},
    {"comparison", "x = a", " <> b < c", "\n", "", ""},
    {"commas", "", ",", "\n", "", ""},
    {"spaces", "", " ", "a\n", "", ""},
    {"tabs", "", "\t", "a\n", "", ""},
    {"nuls", "", std::string(1, '\0'), "\n", "", ""},
    {"quotes", "", "\"\"\"", "\n", "", ""},
    {"apostrophes", "", "'a ", "\n", "", ""},
    {"dots", "", ".", "\n", "", ""},
    {"text with apostrophes", "", "It's what \"they said\n", "\n", "", ""},
    {"C", "", "int f(void) { return 0; } /* it's */\n", "\n", "", ""},
    {"package uses", "import numpy as np\n", "a = np.float(np.int(b))\n", "\n", "", ""},
};

// Chains that a tree holds one inside the other.
const std::vector<Row> kDeep = {
    {"sums", "x = ", "a + ", "1\n", "", ""},
    {"powers", "x = ", "a ** ", "1\n", "", ""},
    {"ors", "x = ", "a or ", "1\n", "", ""},
    {"ands", "if ", "isinstance(a, b) and ", "a: a\n", "", ""},
    {"nots", "x = ", "not ", "1\n", "", ""},
    {"minus signs", "x = ", "-", "1\n", "", ""},
    {"conditions", "x = ", "a if b else ", "c\n", "", ""},
    {"assignments", "", "a = ", "b\n", "", ""},
    {"assigned names", "", "a# = ", "b\n", "", ""},
    {"attributes", "x = a", ".b", "\n", "", ""},
    {"imported attributes", "import os\nx = os", ".path", "\n", "", ""},
    {"calls", "a", "()", "\n", "", ""},
    {"method calls", "x = ''", ".encode('hex')", "\n", "", ""},
    {"items", "a", "[0]", "\n", "", ""},
    {"awaits", "async def f():\n await ", "a(await ", "b", ")", "\n"},
    {"lambda in lambda", "", "lambda: ", "1\n", "", ""},
    {"lambda parameters", "f(", "lambda a, b: ", "c for x in y)\n", "", ""},
    {"loops of a comprehension", "[a ", "for a in b if c ", "]\n", "", ""},
    {"parentheses", "", "(", "a", ")", "\n"},
    {"open parentheses", "", "(", "", "", ""},
    {"lists", "x = ", "[", "a", "]", "\n"},
    {"braces", "x = ", "{a: ", "b", "}", "\n"},
    {"brackets by turns", "", "f([{(", "", ")}])", "\n"},
    {"open brackets by turns", "", "f([{(", "", "", ""},
    {"closing brackets", "", ")]}", "\n", "", ""},
    {"arguments", "", "f(", "", ")", "\n"},
    {"generator arguments", "", "f(x for x in y, ", "", "", ""},
    {"comprehensions", "", "[", "a", " for a in b]", "\n"},
    {"print in print", "", "print(", "", "", ""},
    {"backticks", "", "`", "\n", "", ""},
    {"apart backticks", "", "` ", "\n", "", ""},
    {"open fields", "f\"", "{", "", "", ""},
    {"formatted strings", "", "f'{", "", "", ""},
    {"formatted strings by turns", "", "f'{f\"{", "a", "}\"}'", "\n"},
    {"with", "", "with (", "a", ")", ": pass\n"},
    {"patterns", "match x:\n case ", "[", "a", "]", ": pass\n"},
    {"stars", "x = ", "*", "a\n", "", ""},
    {"unpacked", "f(", "**", "a)\n", "", ""},
    {"conditional parentheses", "if ", "(not ", "0", ")", ": pass\n"},
    {"annotations", "x: ", "a[", "b", "]", " = 1\n"},
    {"decorators", "", "@a.b\n", "def f(): pass\n", "", ""},
    {"blocks on a line", "", "if a: ", "b\n", "", ""},
};

// Statements, thousands of them: what looks for earlier or later ones of its kind must not look at all of them.
const std::vector<std::string> kStatements = {
    "a = 1\n",
    "a# = a\n",
    "a += 1\n",
    "import imp\n",
    "import a#\n",
    "from a# import *\n",
    "from __future__ import division\n",
    "lazy import a\n",
    "print a\n",
    "exec a\n",
    "raise A, b\n",
    "assert isinstance(a, b)\n",
    "assert a.b\n",
    "def f(): pass\n",
    "def f#(a): return a\n",
    "class A#(object): pass\n",
    "class A(A): __metaclass__ = B\n",
    "if a: b = 1\n",
    "if a: b\nelse: c\n",
    "if sys.version_info > (3, #): import b\n",
    "if not isinstance(a, b): raise c\na.d\n",
    "try: import a\nexcept ImportError: import b\n",
    "try: a\nexcept B, c: c[0]\n",
    "try: a\nexcept B as c: c.message\n",
    "if hasattr(a, 'b#'): a.b#\n",
    "def f#():\n global a\n a = a\n",
    "try: pass\nfinally: a = 1\n",
    "with a as b: b = 1\n",
    "with suppress(A): import a\n",
    "for a in b: a\n",
    "while a: break\n",
    "a = [b for b in c]; b\n",
    "a = {b: c for b in d}; b\n",
    "a = b.keys(); a.sort()\n",
    "a = map(b, c); a[0]\n",
    "a = filter(b, c)\nfor d in a: d\n",
    "a = 1 / 2\n",
    "a = open('b', 'rU').read()\n",
    "a = '%s' % b\n",
    "a = '{}'.format(b)\n",
    "a = '\\d'\n",
    "a.has_key(b)\n",
    "import string; string.join(a)\n",
    "sys.modules['a#'] = b\n",
    "__all__ = ['a#']\n",
    "__all__ += ['a#']\n",
    "__import__('a#')\n",
    "globals()['a#'] = 1\n",
    "del a\n",
    "raise a\n",
    "sys.exit()\n",
    "a  # pymolt: ignore[b]\n",
    "# type: name\n",
    "match a:\n case b: pass\n",
    "type A# = a\n",
    "async def f(): await a\n",
    "lambda: a\n",
    "return a\n",
    "yield a\n",
    "break\n",
    "global a#\n",
    "a: b = c\n",
    "\n",
    "\\\n",
    "\r",
    "\f\n",
    " a\n",
    "a (\n",
    "a )\n",
    "if a:\n",
    "else:\n",
    "\"\"\"a\"\"\"\n",
    "\xC3\xA9 = 1\n",
    "\xFF\n",
};

struct Place {
  std::string name;
  std::string before;
  std::size_t indent;
};

Row row(const std::string& statement, const Place& place) {
  std::string name = place.name + ": ";
  for (const char c : statement) name += c == '\n' || c == '\r' ? '|' : c;
  const std::string indent(place.indent, ' ');
  std::string text = indent + statement;
  for (std::size_t at = text.find('\n'); at < text.size() - 1; at = text.find('\n', at + 1)) {
    text.insert(at + 1, indent);
  }
  return {name, place.before, text, "", "", ""};
}

std::vector<Row> rows() {
  std::vector<Row> all = kLong;
  all.insert(all.end(), kDeep.begin(), kDeep.end());
  const Place places[] = {
      {"module", "", 0},
      {"function", "import sys\ndef f(b, c):\n", 1},
      {"method", "import sys\nclass A(object):\n def f(self, b):\n", 2},
      {"deep", nested("if a:", 90), 90},
  };
  for (const Place& place : places) {
    for (const std::string& statement : kStatements) all.push_back(row(statement, place));
  }
  all.push_back({"elif", "if a: pass\n", "elif a == #:\n b# = 1\n", "", "", ""});
  all.push_back({"handlers", "try: pass\n", "except A#, b:\n c# = b\n", "", "", ""});
  all.push_back({"cases", "match x:\n", " case [a, #]: b# = a\n", "", "", ""});
  all.push_back(
      {"nonlocal", nested("def f():", 90), std::string(90, ' ') + "nonlocal a#\n", "", "", ""});
  all.push_back({"class cells", nested("class A:", 90),
                 std::string(90, ' ') + "[__class__ for a in b]\n", "", "", ""});
  all.push_back({"private globals", nested("class A:", 40), std::string(40, ' ') + "global __a#\n",
                 "", "", ""});
  all.push_back({"inner functions", "def f():\n", " def g#():\n  return a#\n", "", "", ""});
  all.push_back({"one name", "", "def f#():\n global a\n a = 1\n", "", "", ""});
  all.push_back({"latin-1", "# coding: latin-1\n", "\xE9", "", "", ""});
  all.push_back({"utf-7", "# coding: utf-7\n", "+AGE-", "", "", ""});
  all.push_back({"utf-16", "\xFF\xFE", "a\n", "", "", ""});
  return all;
}

std::string make(const Row& row, std::size_t size) {
  const std::size_t fixed = row.before.size() + row.middle.size() + row.after.size();
  const std::size_t unit = std::max<std::size_t>(1, row.opening.size() + row.closing.size());
  const std::size_t times = std::max<std::size_t>(1, (size - std::min(size, fixed)) / unit);
  return row.before + repeated(row.opening, times) + row.middle + repeated(row.closing, times) +
         row.after;
}

// Noise, of the letters of ALPHABET or of all bytes.
std::string noise(std::size_t size, std::string_view alphabet) {
  std::string text;
  std::uint64_t state = 88172645463325252ULL;
  while (text.size() < size) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    text += alphabet.empty() ? static_cast<char>(state >> 24)
                             : alphabet[(state >> 24) % alphabet.size()];
  }
  return text;
}

}  // namespace

namespace {

// Half of the text is one name, `@` in what comes first; the other half are uses of it.
struct LongName {
  std::string file;
  std::string first;
  std::string use;
  std::string last;
};

const std::vector<LongName> kLongNames = {
    {"x.py", "from @ import (", "b,", "b)\n"},
    {"x.py", "import @ as z\n", "z.b\n", ""},
    {"x.py", "from a.@ import q\n", "q.b()\n", ""},
    {"x.py", "class @:\n", " def f(self): return self.x.iteritems()\n", ""},
    {"x.py", "class @:\n class @:\n", "  print 'a'\n", ""},
    {"x.py", "from os import getcwdu as @\ny = @\n", "y()\n", ""},
    {"x.py", "x = '@'\n", "__import__(x)\n", ""},
    {"x.py", "import importlib\nx = 'a.@'\n", "importlib.import_module(x)\n", ""},
    {"pyproject.toml", "[project]\nname = 'a'\n[project.optional-dependencies]\n@ = [", "'a',",
     "]\n"},
    {"pyproject.toml", "[tool.poetry.group.@.dependencies]\n", "a# = '1'\n", ""},
    {"setup.cfg", "[options.extras_require]\n@ =\n", "  a\n", ""},
    {"tox.ini", "[testenv:@]\ndeps =\n", "  a\n", ""},
    {"setup.cfg", "[options.extras_require]\nb:os_name == '@' =\n", "  a\n", ""},
    {".pre-commit-config.yaml", "a: &a @\nrepos:\n", "  - repo: *a\n", ""},
    {"Dockerfile", "ARG A=@\n", "FROM python:$A\n", ""},
};

std::string make(const LongName& row, std::size_t size) {
  std::string text;
  for (const char c : row.first) text += c == '@' ? std::string(size / 2, 'a') : std::string(1, c);
  for (std::size_t i = 0; text.size() < size; ++i) {
    for (const char c : row.use) text += c == '#' ? std::to_string(i) : std::string(1, c);
  }
  return text + row.last;
}

}  // namespace

std::vector<HostileInput> hostile_files() {
  const std::vector<Row> kFiles = {
      {"pyproject.toml", "a = [", "1,", "1]\n", "", ""},
      {"pyproject.toml", "a = [", "'\xC3\xA9',", "1]\n", "", ""},
      {"pyproject.toml", "a", ".a", " = 1\n", "", ""},
      {"poetry.lock", "a = [", "{},", "{}]\n", "", ""},
      {".pre-commit-config.yaml", "", "[", "", "", ""},
      {".pre-commit-config.yaml", "", "[{a: ", "", "", ""},
      {".pre-commit-config.yaml", "a: [", "1,", "1]\n", "", ""},
      {".python-version", "", "3.8.#\n", "", "", ""},
      {"setup.py", "setup(classifiers=[", "'Programming Language :: Python :: 3.8',", "])\n", "",
       ""},
      {"noxfile.py", "", "python=[", "\n", "", ""},
      {"noxfile.py", "", "python='", "\n", "", ""},
      {"a.sh", "", "case a in b) python;;\n", "", "", ""},
      {"a.sh", "python ", "${a", "\n", "", ""},
      {"Dockerfile", "FROM python:3.8\n", "RUN python -c 'print 1\n", "", "", ""},
  };
  std::vector<HostileInput> all;
  for (const Row& row : kFiles) {
    all.push_back({row.name, [row](std::size_t size) { return make(row, size); }});
  }
  for (const LongName& row : kLongNames) {
    all.push_back({row.file, [row](std::size_t size) { return make(row, size); }});
  }
  return all;
}

std::vector<HostileInput> hostile_inputs() {
  std::vector<HostileInput> all;
  for (const Row& row : rows()) {
    all.push_back({row.name, [row](std::size_t size) { return make(row, size); }});
  }
  all.push_back(
      {"steps", [](std::size_t size) {
         int depth = 1;
         while (static_cast<std::size_t>(depth) * static_cast<std::size_t>(depth + 10) / 2 < size)
           ++depth;
         return nested("if a:", depth);
       }});
  for (const std::string alphabet :
       {"", "()[]{}", "a \n\\", "'\"{}f\n", "abc=+-*/ ()[]{}.,:;@<>!%&|^~`'\"#\\\n\t0123456789"}) {
    all.push_back(
        {"noise of " + alphabet, [alphabet](std::size_t size) { return noise(size, alphabet); }});
  }
  return all;
}

}  // namespace pymolt::test
