// Holds `pymolt portfolio --format json` against schemas/pymolt-portfolio-1.schema.json: with owners, with progress, with a report that is refused.
// SPDX-License-Identifier: MIT
//
//   node check_portfolio_schema.mjs PYMOLT
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
if (!existsSync(join(here, "node_modules/ajv"))) {
  console.error(`the validators are not installed: run \`npm ci --ignore-scripts\` in ${here}`);
  process.exit(1);
}
const { default: Ajv } = await import("ajv/dist/2020.js");
const valid = new Ajv({ allErrors: true, strict: false }).compile(
  JSON.parse(readFileSync(join(here, "../../schemas/pymolt-portfolio-1.schema.json"), "utf8")));

const pymolt = resolve(process.argv[2]);
const folder = mkdtempSync(join(tmpdir(), "pymolt-portfolio-"));
let failures = 0;
const complain = (text) => { console.log(text); failures++; };
function run(status, ...words) {
  const done = spawnSync(pymolt, words, { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 });
  if (done.status !== status) complain(`${words.join(" ")}: exit status ${done.status}, not ${status}: ${done.stderr}`);
  return done.stdout;
}
for (const name of ["legacy_app", "service_py38"])
  run(0, "scan", join(here, "../../fixtures", name), "--no-cache", "--target", "3.12,3.13", "--fail-on", "never", "--format", `json=${name}.json`);
writeFileSync(join(folder, "legacy_app.CODEOWNERS"), "* @a\n*.md\n");
function check(what, text) {
  const portfolio = JSON.parse(text);
  if (!valid(portfolio)) complain(`${what}: ${JSON.stringify(valid.errors)}`);
  return portfolio;
}
const first = run(0, "portfolio", "service_py38.json", "--format", "json");
check("one report", first);
writeFileSync(join(folder, "before.json"), first);
const owned = check("with owners and progress", run(0, "portfolio", "legacy_app.json", "service_py38.json", "--by-owner", "--before", "before.json", "--format", "json"));
if (!owned.owners?.length || !owned.progress?.added?.length) complain("owners or progress are missing");
writeFileSync(join(folder, "bad.json"), "{}");
const failed = check("with one that is refused", run(2, "portfolio", "bad.json", "legacy_app.json", "--format", "json"));
if (failed.failed.length !== 1) complain("the report that is refused is not named");
if (valid({ ...owned, repositories: [{}] })) complain("the schema takes anything");
rmSync(folder, { recursive: true });
process.exit(failures ? 1 : 0);
