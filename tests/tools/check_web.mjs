// The page with the program in it, as a user has it: pasted code, a folder, an archive; its JSON is the native program's.
// SPDX-License-Identifier: MIT
//
//   node tests/tools/check_web.mjs build-web/site build/pymolt [PICTURES]
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, createReadStream, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { basename, extname, join, resolve } from "node:path";
import { Chromium, findChromium } from "./chromium.mjs";

const [site, program, pictures] = process.argv.slice(2).map((word) => resolve(word));
if (!existsSync(join(site, "index.html"))) { console.log(`skipped: ${site} is not there (make web)`); process.exit(77); }
if (!findChromium()) { console.log("skipped: chromium is not installed"); process.exit(77); }

const kinds = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".json": "application/json" };
const server = createServer((request, response) => {
  const path = join(site, decodeURIComponent(new URL(request.url, "http://x").pathname));
  if (!path.startsWith(site) || !existsSync(path)) return response.writeHead(404).end();
  response.writeHead(200, { "Content-Type": kinds[extname(path)] ?? "application/octet-stream" });
  createReadStream(path).pipe(response);
});
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
const address = `http://127.0.0.1:${server.address().port}/`;

const work = mkdtempSync(join(tmpdir(), "pymolt-web-"));
const undated = (text) => ({ ...JSON.parse(text), evidence: null });

// The native program's report of FOLDER, asked as the page asks.
function native(folder, what, words) {
  const answer = spawnSync(program, ["scan", ...what, ...words, "--jobs", "1", "--no-cache", "--format", "json"],
                           { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 });
  assert.ok(answer.status <= 1, answer.stderr);
  return answer.stdout;
}

const browser = await Chromium.start();
try {
  const page = await browser.open(address + "index.html", { width: 1200, height: 900 });
  const ask = async (target, from = "") => {
    await page.evaluate(`document.getElementById("answer").hidden = true; document.getElementById("target").value = ${JSON.stringify(target)};
      document.getElementById("from").value = ${JSON.stringify(from)}; document.getElementById("scan").click()`);
    await page.until(`!document.getElementById("scan").disabled`, 60000);
    assert.match(await page.evaluate(`document.getElementById("state").textContent`), /^Done in /);
  };
  const tab = async (name) => {
    await page.evaluate(`[...document.querySelectorAll(".tabs button")].find((one) => one.textContent === ${JSON.stringify(name)}).click()`);
    return page.evaluate(`document.getElementById("text").textContent`);
  };

  // Code that is pasted.
  const code = "import imp\nprint 'hello'\nd = {}\nif d.has_key(1): pass\nx = u'ü'\n";
  await page.evaluate(`document.getElementById("code").value = ${JSON.stringify(code)}`);
  await ask("3.13", "2.7");
  const pasted = join(work, "pasted");
  mkdirSync(pasted);
  writeFileSync(join(pasted, "pasted.py"), code);
  assert.deepEqual(undated(await tab("JSON")), undated(native(pasted, ["pasted.py"], ["--target", "3.13", "--from", "2.7"])));
  assert.match(await tab("Fixes"), /^\+print\('hello'\)$/m);
  assert.match(await page.evaluate(`document.getElementById("verdict").textContent`), /Python 3\.13: no-go/);
  await tab("Report");
  await page.until(`document.getElementById("report").contentDocument?.documentElement.dataset.ready === "yes"`);
  const report = await page.evaluate(`document.getElementById("report").contentDocument.querySelector("main").innerText`);
  assert.match(report, /Python 3\.13: no-go[^]*print-statement/, "the report is shown in the page");
  if (pictures) await page.picture(join(pictures, "web-pasted.png"), true);

  // Folders: both fixtures, for one version and for all.
  const { root } = await page.send("DOM.getDocument");
  const { nodeId } = await page.send("DOM.querySelector", { nodeId: root.nodeId, selector: "#folder" });
  for (const name of ["legacy_app", "service_py38"]) {
    const folder = join(work, name);
    cpSync(resolve(import.meta.dirname, "../../fixtures", name), folder, { recursive: true });
    await page.send("DOM.setFileInputFiles", { files: [folder], nodeId });
    await page.until(`document.getElementById("taken").textContent.includes(" of ${name}")`);
    for (const target of ["3.13", "all"]) {
      await ask(target);
      assert.deepEqual(undated(await tab("JSON")), undated(native(folder, ["."], ["--target", target])), `${name} ${target}`);
    }
    if (pictures) { await tab("Report"); await page.picture(join(pictures, `web-${name}.png`)); }
  }

  // An archive is scanned as it is.
  const archive = join(work, "app.zip");
  spawnSync("python3", ["-m", "zipfile", "-c", archive, join(work, "service_py38")]);
  const chosen = await page.send("DOM.querySelector", { nodeId: root.nodeId, selector: "#files" });
  await page.send("DOM.setFileInputFiles", { files: [archive], nodeId: chosen.nodeId });
  await page.until(`document.getElementById("taken").textContent.includes(" of app.zip")`);
  await ask("3.13");
  assert.deepEqual(undated(await tab("JSON")), undated(native(work, [basename(archive)], ["--target", "3.13"])));

  // Nothing but the page's own files is asked for, and nothing is complained about.
  assert.deepEqual([...new Set(page.requests.map((one) => new URL(one).origin))].filter((one) => one !== "null"), [new URL(address).origin]);
  assert.deepEqual(page.problems, []);
  console.log("the page answers as the program does: pasted code, 2 folders, 1 archive");
} finally {
  await browser.stop();
  server.close();
  rmSync(work, { recursive: true, force: true });
}
