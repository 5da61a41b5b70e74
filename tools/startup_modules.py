#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Which modules an interpreter has built in or has loaded when a script starts: writes rules/text/startup_modules.txt.

    tools/startup_modules.py > rules/text/startup_modules.txt

A file of the project with such a name is never found by an import. Versions without an interpreter on the machine are
taken to be like the next newer one that is, or else like the newest.
"""
import subprocess
import sys
import tempfile

sys.path.insert(0, __file__.rsplit("/", 1)[0])
import interpreters  # noqa: E402

# Packages installed on the machine may load more through their .pth files, which are passed over.
ASK = """
import sys
if sys.version_info > (3,):
    import site
    site.addpackage = lambda *args, **more: None
    site.main()
print(' '.join(set(sys.builtin_module_names) | set(sys.modules)))
"""
AXIS = ["2.7"] + ["3.%d" % minor for minor in range(17)]


def ask(python):
    options = ["-B", "-s"] + ([] if python.version == "2.7" else ["-S"])
    with tempfile.NamedTemporaryFile("w", suffix=".py") as script:  # 3.13 loads more for `-c`
        script.write(ASK)
        script.flush()
        command = [python.executable] + options + [script.name]
        names = subprocess.run(command, stdout=subprocess.PIPE).stdout.decode().split()
    return {name for name in names if "." not in name and name not in ("__main__", "sitecustomize", "usercustomize")}


def main():
    asked = {python.version: ask(python) for python in interpreters.found() if not python.wasm}
    known = sorted(asked, key=AXIS.index)
    on = {}
    for version in AXIS:
        newer = [v for v in known if AXIS.index(v) >= AXIS.index(version)]
        for name in asked[version if version in asked else newer[0] if newer else known[-1]]:
            on.setdefault(name, []).append(version)
    print("# Modules that an interpreter has built in or loads at its start. Written by tools/startup_modules.py.")
    print("# Asked of %s on Linux; the others are taken to be like their neighbours." % ", ".join(known))
    for name in sorted(on):
        print(name + ": " + ", ".join(spans(on[name])))


def spans(versions):
    """3.6, 3.7, 3.8 as 3.6-3.8."""
    out = []
    for version in versions:
        at = AXIS.index(version)
        if out and out[-1][1] == at - 1 and at > 1:
            out[-1][1] = at
        else:
            out.append([at, at])
    return [AXIS[a] if a == b else AXIS[a] + "-" + AXIS[b] for a, b in out]


if __name__ == "__main__":
    main()
