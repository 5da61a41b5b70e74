// Holds the answers of `pymolt gate` against schemas/pymolt-gate-1.schema.json, and its JUnit and HTML against an XML parser's eye.
// SPDX-License-Identifier: MIT
//
//   node check_gate.mjs PYMOLT
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync, cpSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
if (!existsSync(join(here, "node_modules/ajv"))) {
  console.error(`the validators are not installed: run \`npm ci --ignore-scripts\` in ${here}`);
  process.exit(1);
}
const { default: Ajv } = await import("ajv/dist/2020.js");
const { SaxesParser } = await import("saxes");
const valid = new Ajv({ allErrors: true, strict: false }).compile(
  JSON.parse(readFileSync(join(here, "../../schemas/pymolt-gate-1.schema.json"), "utf8")));

const pymolt = resolve(process.argv[2]);
const folder = mkdtempSync(join(tmpdir(), "pymolt-gate-"));
cpSync(join(here, "../gate/evidence"), folder, { recursive: true });
writeFileSync(join(folder, "a.py"), "import imp\n");
const hostile = '<b>"x" & `y` | \\u0000 \\u001b[31m';
const policies = {
  "no-go": ['{name = "tests", evidence = "junit.xml", python = "3.13", measure = "pass-rate", at-least = 0.99}', 1],
  "go": ['{name = "p95", evidence = "ab.txt", python = "3.13", measure = "p95-ms", at-most = 150}', 0],
  "not-enough-evidence": ['{name = "gone", evidence = "gone.xml", measure = "pass-rate", at-least = 0.99}', 2],
  "hostile": [`{name = "${hostile.replaceAll('"', "'")}", evidence = "<i>.xml", measure = "failed", at-most = -1.5e-7}, {name = "scan", measure = "findings.critical", equals = 0}`, 1],
};
let failures = 0;
const complain = (text) => { console.log(text); failures++; };
function run(name, format) {
  const done = spawnSync(pymolt, ["gate", "--no-cache", "--format", format, "--as-of", "2026-11-30"], { cwd: folder, encoding: "utf8" });
  if (done.status !== policies[name][1]) complain(`${name} (${format}): exit status ${done.status}, not ${policies[name][1]}: ${done.stderr}`);
  return done.stdout;
}
for (const [name, [criteria]] of Object.entries(policies)) {
  writeFileSync(join(folder, "pymolt-gate.toml"), `target = "3.13"\ncriterion = [${criteria}]\n`);
  const answer = JSON.parse(run(name, "json"));
  if (!valid(answer)) complain(`${name}: ${JSON.stringify(valid.errors)}`);
  if (name !== "hostile" && answer.verdict !== name) complain(`${name}: the verdict is ${answer.verdict}`);
  const parser = new SaxesParser();
  parser.on("error", (error) => complain(`${name} (junit): ${error.message}`));
  parser.write(run(name, "junit")).close();
  const page = run(name, "html");
  if (page.includes("<b>") || /<script|\sstyle=|\son\w+=/.test(page)) complain(`${name} (html): something unescaped`);
  run(name, "text");
  run(name, "markdown");
}
rmSync(folder, { recursive: true });
process.exit(failures > 0 ? 1 : 0);
