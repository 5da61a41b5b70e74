# Reads the names that Python sources bind at their top level: what mine_package_names.py compares. Runs on 2.7 and 3.
#
# Standard input: a line with a number of bytes, then as many bytes of source, repeated. Standard output: a line of JSON
# for each: null where it does not parse, else
#   {"names": {name: kind}, "imports": {name: [level, module, name]}, "stars": [[level, module]], "classes": {name:
#    {"bases": [...], "members": {name: kind}, "open": bool}}, "functions": {qualified: [parameters]}, "open": bool, "all": [...]|null}
from __future__ import print_function

import ast
import json
import sys


def dotted(node):
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        above = dotted(node.value)
        return above and above + "." + node.attr
    return None


def parameters(function):
    a = function.args
    found = []
    for arg in list(getattr(a, "posonlyargs", [])) + list(a.args):
        found.append(getattr(arg, "arg", None) or getattr(arg, "id", None) or "?")
    places = len(found)
    for arg in getattr(a, "kwonlyargs", []):
        found.append(arg.arg)
    return {"names": found, "places": places, "args": bool(a.vararg), "kwargs": bool(a.kwarg),
            "positional": len(getattr(a, "posonlyargs", [])),
            "decorated": [dotted(d.func if isinstance(d, ast.Call) else d) or "?" for d in function.decorator_list]}


def strings(node):
    """The words in a literal container: what `__getattr__` may ask of it."""
    found = []
    for one in ast.walk(node):
        text = getattr(one, "s", None) if type(one).__name__ == "Str" else getattr(one, "value", None)
        if isinstance(text, str) and text.replace("_", "a").isalnum():
            found.append(text)
    return found


def given_by(function, containers):
    """The names that a module's `__getattr__` gives, and whether there may be more: it hands the name on to something."""
    given, is_open = [], False
    argument = function.args.args[0]
    wanted = getattr(argument, "arg", None) or getattr(argument, "id", None)
    for node in ast.walk(function):
        if isinstance(node, ast.Name):
            given += containers.get(node.id, [])
        if isinstance(node, ast.Call):
            called = (dotted(node.func) or "").rpartition(".")[2]
            handed = list(node.args) + [k.value for k in node.keywords]
            passes = any(isinstance(one, ast.Name) and one.id == wanted for one in handed)
            is_open = is_open or (passes and called not in ("AttributeError", "ImportError", "repr", "format", "str", "warn", "get"))
            is_open = is_open or called in ("globals", "vars")
    words = [w for s in function.body for w in strings(s)]
    return given + words, is_open


def literal(node):
    try:
        value = ast.literal_eval(node)
        return [str(v) for v in value]
    except Exception:
        return None


class Reader(object):
    def __init__(self):
        self.names, self.imports, self.stars, self.classes, self.functions = {}, {}, [], {}, {}
        self.open, self.all = False, None
        self.containers, self.getattr = {}, None

    def targets(self, node, names, kind="value"):
        if isinstance(node, ast.Name):
            names[node.id] = kind
        elif isinstance(node, (ast.Tuple, ast.List)):
            for one in node.elts:
                self.targets(one, names, kind)
        elif hasattr(ast, "Starred") and isinstance(node, ast.Starred):
            self.targets(node.value, names, kind)

    def body(self, statements, names, owner):
        for s in statements:
            self.statement(s, names, owner)

    def statement(self, s, names, owner):
        if isinstance(s, (ast.FunctionDef, getattr(ast, "AsyncFunctionDef", ast.FunctionDef))):
            names[s.name] = "function"
            key = (owner + "." if owner else "") + s.name
            made = parameters(s)
            if key in self.functions and not any("overload" in d for d in made["decorated"]):
                made["again"] = True
            if not any("overload" in d for d in made["decorated"]):
                self.functions[key] = made
            elif key not in self.functions:
                made["again"] = True
                self.functions[key] = made
            if not owner and s.name == "__getattr__":
                self.getattr = s
        elif isinstance(s, ast.ClassDef):
            names[s.name] = "class"
            if not owner:
                members = {}
                before = self.open
                made = {"bases": [dotted(b) for b in s.bases], "members": members,
                        "open": bool(getattr(s, "keywords", None)) or bool(getattr(s, "starargs", None)) or bool(s.decorator_list)}
                self.body(s.body, members, s.name)
                if "__getattr__" in members or "__getattribute__" in members or "__metaclass__" in members:
                    made["open"] = True
                for node in ast.walk(s):  # what is put on self counts as a member
                    if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
                        if isinstance(node.value, ast.Name) and node.value.id in ("self", "cls"):
                            members.setdefault(node.attr, "value")
                    if isinstance(node, ast.Call) and dotted(node.func) in ("setattr", "vars", "locals"):
                        made["open"] = True
                self.open = before
                if s.name in self.classes:
                    made["members"].update(self.classes[s.name]["members"])
                    made["open"] = True
                self.classes[s.name] = made
        elif isinstance(s, ast.Assign):
            for t in s.targets:
                self.targets(t, names)
                if not owner and isinstance(t, ast.Name):
                    self.containers[t.id] = strings(s.value)
                if not owner and isinstance(t, ast.Name) and t.id == "__all__":
                    self.all = literal(s.value)
                if not owner and isinstance(t, ast.Attribute):
                    top = dotted(t)
                    if top and top.count(".") == 1 and top.split(".")[0] in self.classes:
                        self.classes[top.split(".")[0]]["members"][t.attr] = "value"
                if not owner and isinstance(t, ast.Subscript) and "globals" in ast.dump(t):
                    self.open = True
        elif isinstance(s, (ast.AugAssign, getattr(ast, "AnnAssign", ast.AugAssign))):
            self.targets(s.target, names)
        elif isinstance(s, ast.Import):
            for alias in s.names:
                if not owner:
                    self.imports[alias.asname or alias.name.split(".")[0]] = [0, alias.name if alias.asname else alias.name.split(".")[0], ""]
                names[alias.asname or alias.name.split(".")[0]] = "import"
        elif isinstance(s, ast.ImportFrom):
            for alias in s.names:
                if alias.name == "*":
                    self.stars.append([s.level or 0, s.module or ""])
                    continue
                names[alias.asname or alias.name] = "import"
                if not owner:
                    self.imports[alias.asname or alias.name] = [s.level or 0, s.module or "", alias.name]
        elif isinstance(s, (ast.If, ast.For, ast.While)):
            if isinstance(s, ast.For):
                self.targets(s.target, names)
            if not (isinstance(s, ast.If) and (dotted(s.test) or "").endswith("TYPE_CHECKING")):
                self.body(s.body, names, owner)
            self.body(s.orelse, names, owner)
        elif isinstance(s, ast.With):
            self.body(s.body, names, owner)
        elif type(s).__name__ in ("Try", "TryExcept", "TryFinally", "TryStar"):
            self.body(s.body, names, owner)
            for h in getattr(s, "handlers", []):
                self.body(h.body, names, owner)
            self.body(getattr(s, "orelse", []), names, owner)
            self.body(getattr(s, "finalbody", []), names, owner)
        elif isinstance(s, ast.Delete):
            for t in s.targets:
                if isinstance(t, ast.Name):
                    names.pop(t.id, None)
                    self.imports.pop(t.id, None)
        if not isinstance(s, (ast.FunctionDef, ast.ClassDef)) and not owner:
            for node in ast.walk(s):
                if isinstance(node, ast.Call):
                    called = dotted(node.func) or ""
                    if called in ("globals", "vars", "locals", "exec", "setattr", "execfile"):
                        self.open = True
                    if "attach" in called or "lazy" in called.lower() or "deprecat" in called.lower() and called.endswith("module"):
                        self.open = True
                if type(node).__name__ == "Exec":
                    self.open = True
                if isinstance(node, ast.Attribute) and node.attr == "modules" and dotted(node) == "sys.modules":
                    self.open = True


def read(source):
    if sys.version_info[0] == 2 and False:
        return None
    try:
        tree = ast.parse(source)
    except Exception:
        return None
    reader = Reader()
    reader.body(tree.body, reader.names, "")
    if reader.getattr is not None:
        given, opened = given_by(reader.getattr, reader.containers)
        reader.open = reader.open or opened
        for name in given:
            reader.names.setdefault(name, "value")
    for node in ast.walk(tree):
        if isinstance(node, ast.Global):  # a function binds it
            for name in node.names:
                reader.names.setdefault(name, "value")
    return {"names": reader.names, "imports": reader.imports, "stars": reader.stars, "classes": reader.classes,
            "functions": reader.functions, "open": reader.open, "all": reader.all}


def main():
    sys.setrecursionlimit(10000)
    if sys.version_info[0] >= 3:
        import warnings
        warnings.simplefilter("ignore")
    stdin = getattr(sys.stdin, "buffer", sys.stdin)
    while True:
        line = stdin.readline()
        if not line:
            return
        source = stdin.read(int(line))
        try:
            text = json.dumps(read(source))
        except Exception:
            text = "null"
        sys.stdout.write(text + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
