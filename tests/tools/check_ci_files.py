"""Lints action.yml, the GitLab component and what README.md shows of both, and runs their scripts with a real pymolt.

    check_ci_files.py PYMOLT

Exit status: 0 all good, 1 something is not.
"""
# SPDX-License-Identifier: MIT
import os
import pathlib
import re
import subprocess
import sys
import tempfile

try:
    import yaml
except ImportError:
    print("skipped: python3 has no yaml module")
    sys.exit(0)

root = pathlib.Path(__file__).resolve().parent.parent.parent
pymolt = os.path.realpath(sys.argv[1])
failures = []


def expect(good, what):
    if not good:
        failures.append(what)


def check_inputs(what, inputs, text, pattern):
    used = set(re.findall(pattern, text))
    expect(used == set(inputs), f"{what}: declared and used inputs differ: {used ^ set(inputs)}")
    for name, one in inputs.items():
        expect(isinstance(one.get("description"), str) and isinstance(one.get("default"), str),
               f"{what}: input {name} wants a description and a default, both texts")


def check_action():
    text = (root / "action.yml").read_text()
    action = yaml.safe_load(text)
    expect(set(action) == {"name", "description", "branding", "inputs", "outputs", "runs"}, "action.yml: keys")
    check_inputs("action.yml", action["inputs"], text, r"\binputs\.([a-z-]+)")
    expect(action["runs"]["using"] == "composite", "action.yml: not composite")
    identities = {step.get("id") for step in action["runs"]["steps"]}
    expect(set(re.findall(r"\bsteps\.([a-z-]+)\.", text)) <= identities, "action.yml: a step that is not there")
    for step in action["runs"]["steps"]:
        expect(set(step) <= {"id", "if", "uses", "with", "shell", "env", "run"}, f"action.yml: keys of {step}")
        expect(("uses" in step) != ("run" in step), f"action.yml: uses or run: {step}")
        if "run" not in step:
            expect(re.fullmatch(r"[\w.-]+/[\w./-]+@v\d+", step["uses"]), f"action.yml: {step['uses']}")
            continue
        expect(step.get("shell") == "bash", f"action.yml: no shell: {step}")
        expect("${{" not in step["run"], f"action.yml: a script holds an expression, which may be code: {step['run']}")
        expect(subprocess.run(["bash", "-n", "-c", step["run"]]).returncode == 0, f"action.yml: {step['run']}")
    return action


def run_action(action, folder, code, fork, isolated, fail_on="high"):
    """The status and the SARIF of the step `scan`, and the status of the last step."""
    (folder / "a.py").write_text(code)
    output = folder / "output"
    output.write_text("")
    scan = next(step for step in action["runs"]["steps"] if step.get("id") == "scan")
    env = {"PATH": os.environ["PATH"], "XDG_CACHE_HOME": str(folder), "GITHUB_OUTPUT": str(output), "PYMOLT": pymolt,
           "PATHS": ".", "TARGET": "3.13", "FROM": "", "FAIL_ON": fail_on, "ISOLATED": isolated,
           "IS_FORK": "true" if fork else "false", "ARGS": "--no-cache", "SARIF": "out.sarif"}
    expect(set(scan["env"]) == set(env) - {"PATH", "XDG_CACHE_HOME", "GITHUB_OUTPUT"}, "action.yml: env of the scan")
    done = subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", scan["run"]], cwd=folder, env=env,
                          capture_output=True, text=True)
    expect(done.returncode == 0, f"action.yml: the scan's step fails itself: {done.stderr}")
    status = output.read_text().strip()
    last = action["runs"]["steps"][-1]
    ended = subprocess.run(["bash", "-c", last["run"]], env={"STATUS": status.partition("=")[2]})
    return ended.returncode, (folder / "out.sarif").is_file(), done.stdout


def try_action(action, folder):
    spared = "import imp  # pymolt: ignore\n"
    for code, fork, isolated, fail_on, wanted in (
            ("x = 1\n", False, "auto", "high", 0), ("import imp\n", False, "auto", "high", 1),
            ("import imp\n", False, "auto", "never", 0), ("x = '\xff'\n", False, "auto", "high", 0),
            (spared, False, "auto", "high", 0), (spared, True, "auto", "high", 1), (spared, True, "false", "high", 0),
            (spared, False, "true", "high", 1)):
        status, sarif, out = run_action(action, folder, code, fork, isolated, fail_on)
        expect(status == wanted and sarif, f"action.yml: {code!r} {fork} {isolated}: {status}, not {wanted}: {out}")
    for path in folder.glob("*.py"):
        path.unlink()
    scan_nothing = run_action(action, folder, "", False, "auto")[0]
    expect(scan_nothing == 0, f"action.yml: an empty module: {scan_nothing}")


def check_component(folder):
    text = (root / "templates/pymolt.yml").read_text()
    head, body = yaml.safe_load_all(text.replace("$[[", "$[").replace("]]", "]"))
    inputs = head["spec"]["inputs"]
    check_inputs("templates/pymolt.yml", inputs, text, r"\$\[\[ inputs\.([a-z-]+) \]\]")
    job = body["pymolt"]
    expect(set(job) == {"stage", "image", "variables", "before_script", "script", "allow_failure", "artifacts"},
           "templates/pymolt.yml: keys of the job")
    expect(job["allow_failure"] == {"exit_codes": 1}, "templates/pymolt.yml: 1 is to warn")
    values = {name: re.sub(r"\$\[ inputs\.([a-z-]+) \]", lambda m: inputs[m[1]]["default"], value)
              for name, value in job["variables"].items()}
    binaries = folder / "bin"
    binaries.mkdir()
    (binaries / "pymolt").symlink_to(pymolt)
    env = {"PATH": f"{binaries}:{os.environ['PATH']}", "XDG_CACHE_HOME": str(folder), **values, "PYMOLT_TARGET": "3.13"}
    for code, wanted in (("x = 1\n", 0), ("import imp\n", 1)):
        (folder / "a.py").write_text(code)
        script = "\n".join(job["before_script"] + job["script"])
        done = subprocess.run(["sh", "-e", "-c", script], cwd=folder, env=env, capture_output=True, text=True)
        expect(done.returncode == wanted, f"templates/pymolt.yml: {code!r}: {done.returncode}: {done.stderr}")
        expect((folder / "gl-code-quality-report.json").is_file(), "templates/pymolt.yml: no report")
    return inputs


def check_readme(action, component):
    text = (root / "README.md").read_text()
    seen = set()
    for block in re.findall(r"^```yaml\n(.*?)^```", text, re.M | re.S):
        for document in yaml.safe_load_all(block):
            if not isinstance(document, dict):
                continue
            for job in (document.get("jobs") or {}).values():
                for step in job["steps"]:
                    if "/pymolt@" in step.get("uses", ""):
                        seen.add("action")
                        expect(set(step.get("with", {})) <= set(action["inputs"]), f"README.md: {step}")
            for one in document.get("include") or []:
                if isinstance(one, dict) and "pymolt" in one.get("component", ""):
                    seen.add("component")
                    expect(set(one.get("inputs", {})) <= set(component), f"README.md: {one}")
    expect(seen == {"action", "component"}, f"README.md shows {seen} only")


with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
    composite = check_action()
    try_action(composite, pathlib.Path(one))
    check_readme(composite, check_component(pathlib.Path(other)))
for failure in failures:
    print(failure)
sys.exit(1 if failures else 0)
