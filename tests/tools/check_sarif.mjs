// Holds SARIF against the official JSON schema: `node check_sarif.mjs render_sample`, a program that prints reports.
// SPDX-License-Identifier: MIT
//
// The schema is the one in Microsoft's npm package of the SARIF tools. Exit status: 0 all valid, 1 some not.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const schemaFile = join(here, "node_modules/@microsoft/sarif-multitool-linux/sarif-2.1.0.json");
if (!existsSync(schemaFile)) {
  console.error(`the validators are not installed: run \`npm ci --ignore-scripts\` in ${here}`);
  process.exit(1);
}
const { default: Ajv } = await import("ajv/dist/2020.js");
const { default: addFormats } = await import("ajv-formats");

const ajv = new Ajv({ allErrors: true, strict: false });
addFormats(ajv);
const valid = ajv.compile(JSON.parse(readFileSync(schemaFile, "utf8")));

const reports = [["sample", "3.13"], ["sample", "all"], ["hostile", "3.13"], ["empty", "3.13"], ["large", "all"]];
let failures = 0;
function check(name, log, bytes) {
  const good = valid(log);
  const packed = gzipSync(bytes).length;
  console.log(`${name}: ${log.runs?.[0]?.results?.length} results, ${packed} bytes compressed: ${good ? "valid" : "NOT VALID"}`);
  if (good && packed < 10_000_000) return;
  failures += 1;
  for (const error of valid.errors ?? []) console.log(`  ${error.instancePath} ${error.message}`);
}

for (const [name, target] of reports) {
  const bytes = execFileSync(process.argv[2], ["sarif", name, target], { maxBuffer: 1 << 30 });
  check(`${name} ${target}`, JSON.parse(bytes), bytes);
}

// The reports of the fixtures, as they are recorded.
const golden = join(here, "../render/golden");
for (const file of readdirSync(golden).filter((name) => name.endsWith(".sarif"))) {
  const bytes = readFileSync(join(golden, file));
  check(file, JSON.parse(bytes), bytes);
}

// The check itself must be able to fail.
const wrong = JSON.parse(execFileSync(process.argv[2], ["sarif", "sample", "3.13"]));
wrong.runs[0].results[0].level = "critical";
if (valid(wrong)) {
  console.log("a level that SARIF does not know was taken for valid");
  failures += 1;
}
process.exit(failures > 0 ? 1 : 0);
