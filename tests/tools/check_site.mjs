// Opens the index of `pymolt docs` in Chromium and searches it.
// SPDX-License-Identifier: MIT
//
//   node check_site.mjs BINARY
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Chromium, findChromium } from "./chromium.mjs";

if (!findChromium()) {
  console.log("skipped: chromium is not installed");
  process.exit(0);
}
const folder = mkdtempSync(join(tmpdir(), "pymolt-site-"));
const failures = [];
try {
  execFileSync(process.argv[2], ["docs", folder], { stdio: ["ignore", "ignore", "ignore"] });
  const browser = await Chromium.start();
  const page = await browser.open(`file://${folder}/index.html`);
  const search = (words) =>
    page.evaluate(`(() => {
      const input = document.getElementById("words");
      input.value = ${JSON.stringify(words)};
      input.dispatchEvent(new Event("input"));
      return [...document.querySelectorAll("#found li")].map((item) => [item.textContent, item.querySelector("a")?.getAttribute("href") ?? ""]);
    })()`);
  const wanted = [
    ["imp", "rules/imp.html"],
    ["print-statement", "rules/print-statement.html"],
    ["assertEquals", "modules/unittest.html#unittest.TestCase.assertEquals"],
    ["find_module IMP", "modules/imp.html#imp.find_module"],
  ];
  for (const [words, address] of wanted) {
    const [first] = await search(words);
    if (first?.[1] !== address) failures.push(`${words}: ${JSON.stringify(first)}, not ${address}`);
    if (!existsSync(join(folder, address.split("#")[0]))) failures.push(`there is no ${address}`);
  }
  if ((await search("no-such-thing-at-all"))[0][0] !== "nothing is known by these words") failures.push("something was found for nothing");
  if (page.problems.length > 0) failures.push(...page.problems);
  await browser.stop();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const failure of failures) console.log(failure);
process.exit(failures.length > 0 ? 1 : 0);
