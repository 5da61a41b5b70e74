# Reads type stubs of the standard library and tells which names and parameters they show on which version.
# SPDX-License-Identifier: MIT
"""Public stubs (a typeshed folder, given by path; nothing of it is kept here) decide what is API.

    facts = stub_facts.read("…/typeshed/stdlib", ["3.10", "3.11", "3.12", "3.13", "3.14"])
    facts.names["os.scandir"]            -> {"3.10", ...}
    facts.parameters["os.walk"]["top"]   -> ({"3.10", ...}, {(0, True)})    positions, and whether by keyword
    facts.messages["datetime.datetime.utcnow"] -> (versions, what the @deprecated decorator says)

Only sys.version_info tests are evaluated; of platform tests both branches are taken.
"""
import ast
import os


def holds(test, version):
    """True, False, or None where the test is not about the version."""
    if isinstance(test, ast.BoolOp):
        parts = [holds(t, version) for t in test.values]
        if isinstance(test.op, ast.And):
            return False if False in parts else (True if all(p is True for p in parts) else None)
        return True if True in parts else (False if all(p is False for p in parts) else None)
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        inner = holds(test.operand, version)
        return None if inner is None else not inner
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        left = ast.unparse(test.left)
        if left in ("sys.version_info", "sys.version_info[0]") and isinstance(
                test.comparators[0], (ast.Tuple, ast.Constant)):
            want = ast.literal_eval(test.comparators[0])
            want = want if isinstance(want, tuple) else (want,)
            have = tuple(int(p) for p in version.split("."))[:len(want)]
            have = have + (0,) * (len(want) - len(have))
            return {ast.GtE: have >= want, ast.Lt: have < want, ast.Gt: have > want, ast.LtE: have <= want,
                    ast.Eq: have == want, ast.NotEq: have != want}[type(test.ops[0])]
    return None


class Facts:
    def __init__(self):
        self.names, self.parameters, self.messages, self.bases, self.kinds = {}, {}, {}, {}, {}

    def name(self, dotted, version, kind):
        self.names.setdefault(dotted, set()).add(version)
        self.kinds[dotted] = kind


def deprecation(node):
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func).endswith("deprecated"):
            try:
                return ast.literal_eval(decorator.args[0])
            except (ValueError, IndexError):
                return ""
    return None


class Module:
    """Walks one stub for one version."""

    def __init__(self, facts, module, version, is_package):
        self.facts, self.module, self.version, self.package = facts, module, version, is_package

    def body(self, statements, prefix):
        for node in statements:
            self.statement(node, prefix)

    def statement(self, node, prefix):
        in_class = prefix != self.module
        if isinstance(node, ast.If):
            truth = holds(node.test, self.version)
            if truth is not False:
                self.body(node.body, prefix)
            if truth is not True:
                self.body(node.orelse, prefix)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            self.function(node, prefix, in_class)
        elif isinstance(node, ast.ClassDef):
            name = prefix + "." + node.name
            self.facts.name(name, self.version, "class")
            self.facts.bases.setdefault(name, [ast.unparse(b) for b in node.bases])
            self.message(node, name)
            self.body(node.body, name)
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if isinstance(target, ast.Name):
                    self.facts.name(prefix + "." + target.id, self.version, "data")
        elif isinstance(node, ast.ImportFrom) and not in_class:
            self.imports(node, prefix)
        elif isinstance(node, ast.Try):
            self.body(node.body, prefix)

    def imports(self, node, prefix):
        source = node.module or ""
        if node.level:
            base = self.module.split(".")
            base = base[:len(base) - node.level + (1 if self.package else 0)]
            source = ".".join(base + ([source] if source else []))
        for alias in node.names:
            if alias.name == "*":
                self.facts.names.setdefault("*" + prefix, set()).add((source, self.version))
            elif alias.asname == alias.name or (self.package and node.level):
                self.facts.name(prefix + "." + (alias.asname or alias.name), self.version, "import")

    def message(self, node, name):
        text = deprecation(node)
        if text is not None:
            self.facts.messages.setdefault(name, [set(), text])[0].add(self.version)

    def function(self, node, prefix, in_class):
        name = prefix + "." + node.name
        self.facts.name(name, self.version, "function")
        overloaded = any(ast.unparse(d).endswith("overload") for d in node.decorator_list)
        if not overloaded:
            self.message(node, name)
        decorators = [ast.unparse(d) for d in node.decorator_list]
        bound = in_class and not any(d.endswith("staticmethod") for d in decorators)
        if any(d in ("property", "cached_property") or d.endswith(".setter") for d in decorators):
            return
        owner = prefix if node.name in ("__init__", "__new__") else name
        args = node.args
        position = 0
        positional = [(a, False) for a in args.posonlyargs] + [(a, True) for a in args.args]
        if bound or node.name == "__new__":
            positional = positional[1:]
        into = self.facts.parameters.setdefault(owner, {})
        for arg, keyword in positional:
            keyword = keyword and not (arg.arg.startswith("__") and not arg.arg.endswith("__"))
            self.parameter(into, arg.arg, position, keyword)
            position += 1
        for arg in args.kwonlyargs:
            self.parameter(into, arg.arg, None, True)
        if args.vararg:
            self.parameter(into, "*", None, False)
        if args.kwarg:
            self.parameter(into, "**", None, False)

    def parameter(self, into, name, position, keyword):
        versions, shapes = into.setdefault(name, (set(), set()))
        versions.add(self.version)
        shapes.add((self.version, position, keyword))


def read_versions(folder):
    """The VERSIONS file: module -> (first, last or None), both inclusive."""
    out, path = {}, os.path.join(folder, "VERSIONS")
    if os.path.exists(path):
        for line in open(path, encoding="utf-8"):
            line = line.split("#")[0].strip()
            if line:
                module, _, span = line.partition(":")
                first, _, last = span.strip().partition("-")
                out[module] = (first, last.strip() or None)
    return out


def read(folder, versions, facts=None):
    facts = facts or Facts()
    for root, _, files in os.walk(folder):
        for file in files:
            if not file.endswith(".pyi"):
                continue
            path = os.path.relpath(os.path.join(root, file), folder)[:-4].split(os.sep)
            package = path[-1] == "__init__"
            module = ".".join(path[:-1] if package else path)
            with open(os.path.join(root, file), encoding="utf-8") as f:
                try:
                    tree = ast.parse(f.read())
                except SyntaxError:
                    continue
            for version in versions:
                facts.name(module, version, "module")
                Module(facts, module, version, package).body(tree.body, module)
    spread_stars(facts)
    return facts


def spread_stars(facts):
    """`from x import *` in a stub shows x's public names."""
    for _ in range(3):
        for star in [n for n in facts.names if n.startswith("*")]:
            for source, version in facts.names[star]:
                for name in [n for n in facts.names if n.startswith(source + ".") and "." not in n[len(source) + 1:]]:
                    short = name[len(source) + 1:]
                    if not short.startswith("_") and version in facts.names[name]:
                        facts.name(star[1:] + "." + short, version, "import")
