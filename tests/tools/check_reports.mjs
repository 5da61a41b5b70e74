// Opens the HTML reports that the program makes of both fixtures, whose findings are about more than modules, in Chromium.
// SPDX-License-Identifier: MIT
//
//   node check_reports.mjs PYMOLT FIXTURES
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Chromium, findChromium } from "./chromium.mjs";

if (!findChromium()) {
  console.log("skipped: no Chromium here");
  process.exit(0);
}
const [program, fixtures] = process.argv.slice(2).map((word) => resolve(word));
const folder = mkdtempSync(join(tmpdir(), "pymolt-reports-"));
const browser = await Chromium.start();
try {
  for (const name of ["legacy_app", "service_py38"]) {
    const file = join(folder, `${name}.html`);
    const { status } = spawnSync(program, ["scan", ".", "--target", "3.13", "--no-cache", "--style", "--format", `html=${file}`], { cwd: join(fixtures, name) });
    assert.equal(status, 1);
    const page = await browser.open("file://" + file);
    assert.deepEqual(page.problems, [], name);
    assert.ok(await page.evaluate("findings.length > 0 && findings.every((one) => one.file.path !== '')"), `${name}: a finding without a file`);
    assert.ok(await page.evaluate("document.querySelectorAll('#list *').length > 20"), `${name}: no findings shown`);
    await page.close();
  }
  console.log("the reports of both fixtures are shown");
} finally {
  await browser.stop();
  rmSync(folder, { recursive: true });
}
