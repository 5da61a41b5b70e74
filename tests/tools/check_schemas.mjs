// Holds what pymolt writes as JSON against schemas/, and the settings that the tests and the README show.
// SPDX-License-Identifier: MIT
//
//   node check_schemas.mjs PYMOLT
//
// Objects are closed in the schemas: a key that is written and not declared is a failure, and so is one that is declared
// as always there and is not. What no run below makes is named as unseen, so that the list stays honest.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
if (!existsSync(join(here, "node_modules/ajv"))) {
  console.error(`the validators are not installed: run \`npm ci --ignore-scripts\` in ${here}`);
  process.exit(1);
}
const { default: Ajv } = await import("ajv/dist/2020.js");
const ajv = new Ajv({ allErrors: false, strict: false });
const folder = join(here, "../../schemas");
const schemas = Object.fromEntries(readdirSync(folder).map((name) => {
  const schema = JSON.parse(readFileSync(join(folder, name), "utf8"));
  return [schema.$id, ajv.compile(schema)];
}));

let failures = 0;
const complain = (text) => { console.log(text); failures++; };
function hold(what, document) {
  const valid = schemas[document.$schema];
  if (!valid) return complain(`${what}: there is no schema ${document.$schema}`);
  if (!valid(document)) complain(`${what}: ${JSON.stringify(valid.errors).slice(0, 600)}`);
  return document;
}

const pymolt = resolve(process.argv[2]);
const work = mkdtempSync(join(tmpdir(), "pymolt-schemas-"));
function run(what, words, statuses = [0, 1]) {
  const done = spawnSync(pymolt, words, { cwd: work, encoding: "utf8", maxBuffer: 1 << 28 });
  if (!statuses.includes(done.status)) complain(`${what}: exit status ${done.status}: ${done.stderr}`);
  return done.stdout;
}
const json = (what, words, statuses) => hold(what, JSON.parse(run(what, [...words, "--format", "json"], statuses)));

cpSync(join(here, "../../fixtures"), join(work, "fixtures"), { recursive: true });
mkdirSync(join(work, "odd/pkg"), { recursive: true });
const write = (path, text) => writeFileSync(join(work, path), text);
write("odd/setup.py", 'from setuptools import setup, Extension\nsetup(name="x", python_requires=">=2.7", ext_modules=[Extension("fast", ["fast.c", "gone.c"])])\n');
write("odd/fast.c", '#include <Python.h>\nint f(void) { return PyEval_ThreadsInitialized(); }\n');
write("odd/broken.py", "x = (1\nprint 'a'\n");
write("odd/bytes.py", "x = '\xff'\n");
write("odd/book.ipynb", JSON.stringify({ cells: [{ cell_type: "code", metadata: {}, outputs: [], execution_count: 1, source: ["import imp\n", "print 1\n"] }], metadata: {}, nbformat: 4, nbformat_minor: 5 }));
write("odd/a.py", "import imp  # pymolt: ignore[imp]\nimport asyncore\nimport numpy\nprint('%d' % 1)\n");
write("odd/requirements.txt", "numpy[x]==1.26.4; python_version < '3.13'\n-e git+https://example.org/x#egg=y\n=== bad\n");
write("odd/Dockerfile", "FROM python:3.6-slim\nFROM python\n");
write("odd/pymolt.toml", 'fail-on = "never"\nexclude = ["pkg/"]\n[[per-path]]\npath = "a.py"\ntarget = "3.12"\n');

json("legacy_app", ["scan", "fixtures/legacy_app", "--no-cache", "--from", "2.7", "--target", "2.7,3.13"]);
const before = run("service_py38", ["scan", "fixtures/service_py38", "--no-cache", "--target", "3.8-3.14", "--format", "json"]);
hold("service_py38", JSON.parse(before));
write("before.json", before);
const odd = json("odd", ["scan", "odd", "--no-cache", "--from", "3.10", "--target", "3.13", "--docs"], [0, 1, 2]);
json("nothing", ["scan", "odd/pkg", "--no-cache", "--no-config", "--target", "3.13"], [2]);
json("not there", ["scan", "odd/gone.py", "--no-cache", "--target", "3.13"], [2]);
run("baseline", ["scan", "odd", "--no-cache", "--target", "3.13", "--write-baseline=base.json"], [0, 1, 2]);
json("with a baseline", ["scan", "odd", "--no-cache", "--target", "3.13", "--baseline", "base.json"], [0, 1, 2]);
write("odd/CODEOWNERS", "*.py @a @b\n");
const owned = json("by owner", ["scan", "odd", "--no-cache", "--target", "3.13", "--by-owner"], [0, 1, 2]);
if (!owned.owners?.length || !owned.findings.some((one) => one.owners?.includes("@b"))) complain("no run made owners");
const steps = json("plan by owner", ["plan", "odd", "--no-cache", "--target", "3.13", "--by-owner"], [0, 1, 2]);
if (!steps.owners?.length) complain("no plan made owners");
json("plan", ["plan", "fixtures/legacy_app", "--no-cache", "--from", "2.7", "--target", "3.13"]);
write("now.json", run("now", ["scan", "fixtures/service_py38", "--no-cache", "--target", "3.8-3.13", "--ignore", "imp", "--format", "json"]));
json("diff", ["diff", "before.json", "now.json"]);
mkdirSync(join(work, "reports"));
cpSync(join(work, "before.json"), join(work, "reports/one.json"));
if (spawnSync("python3", ["-c", ""]).status === 0) {
  mkdirSync(join(work, "verified"), { recursive: true });
  write("verified/good.py", "x = 1\n");
  write("verified/ends.py", "import os\nos._exit(3)\n");
  json("verify", ["verify", "--python", "python3", "--imports", "verified"]);
}
const portfolio = run("portfolio", ["portfolio", "reports", "--by-owner", "--format", "json"]);
hold("portfolio", JSON.parse(portfolio));
write("earlier.json", portfolio);
json("portfolio with progress", ["portfolio", "reports", "--before", "earlier.json"]);

// Optional sections of the report must have been seen by now, or nothing holds their keys to be right.
for (const key of ["evidence", "extensions"]) if (!(key in odd)) complain(`no run made ${key}`);

const settings = schemas["urn:pymolt:settings:1"];
const good = [{ target: ["3.12", "3.13"], from: "2.7", "fail-on": "medium", severity: { "distutils.*": "low" }, format: ["text", "sarif=out.sarif"],
  "per-path": [{ path: "plugins/", target: "3.8" }], gate: {} }, {}];
const bad = [{ tarket: "3.12" }, { target: [] }, { "fail-on": "sometimes" }, { severity: { imp: "never" } }, { "per-path": [{ target: "3.8" }] }, { format: "pdf" }];
for (const one of good) if (!settings(one)) complain(`settings ${JSON.stringify(one)}: ${JSON.stringify(settings.errors)}`);
for (const one of bad) if (settings(one)) complain(`settings ${JSON.stringify(one)} are taken`);
// And pymolt agrees with the schema about each.
const toml = (value) => Array.isArray(value) ? `[${value.map(toml).join(", ")}]`
  : typeof value === "object" ? `{${Object.entries(value).map(([k, v]) => `${JSON.stringify(k)} = ${toml(v)}`).join(", ")}}` : JSON.stringify(value);
for (const [one, status] of [...good.map((g) => [g, 0]), ...bad.map((b) => [b, 2])]) {
  write("settings.toml", Object.entries(one).map(([key, value]) => `${key} = ${toml(value)}`).join("\n") + "\n");
  const done = spawnSync(pymolt, ["config", "odd/a.py", "--config", "settings.toml"], { cwd: work, encoding: "utf8" });
  if (done.status !== status) complain(`pymolt takes ${JSON.stringify(one)} with ${done.status}, not ${status}: ${done.stderr}`);
}

rmSync(work, { recursive: true });
process.exit(failures > 0 ? 1 : 0);
