// Opens the HTML report in real Chromium and uses it: `node check_html.mjs render_sample [FOLDER for pictures]`.
// SPDX-License-Identifier: MIT
//
// Loads nothing but itself, runs nothing that a file name brings, filters, searches, works by keyboard, can be read
// in light and dark, prints, and shows a page of 20,000 findings at a time. Exit status: 0 all good, 1 something is not.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Chromium, findChromium } from "./chromium.mjs";

if (!findChromium()) {
  console.log("skipped: no Chromium here");
  process.exit(0);
}
const folder = mkdtempSync(join(tmpdir(), "pymolt-html-"));
const pictures = process.argv[3];
const failures = [];
const expect = (good, what) => good || failures.push(what);
const same = (found, wanted, what) =>
  expect(JSON.stringify(found) === JSON.stringify(wanted), `${what}: ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`);

function write(name, target) {
  const path = join(folder, `${name}-${target}.html`);
  writeFileSync(path, execFileSync(process.argv[2], ["html", name, target], { maxBuffer: 1 << 30 }));
  return "file://" + path;
}

const count = (selector) => `document.querySelectorAll(${JSON.stringify(selector)}).length`;
const text = (selector) => `document.querySelector(${JSON.stringify(selector)}).textContent`;
const focused = "document.activeElement.id || document.activeElement.className || document.activeElement.tagName";

/** The least contrast of any text on the page with what lies behind it, and where. */
const leastContrast = `(() => {
  const parse = (color) => { const [r, g, b, a = 1] = color.match(/[\\d.]+/g).map(Number); return { r, g, b, a }; };
  const light = ({ r, g, b }) => { const f = (c) => (c /= 255) <= .03928 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4;
    return .2126 * f(r) + .7152 * f(g) + .0722 * f(b); };
  let least = [99, ""];
  for (const element of document.querySelectorAll("body *")) {
    if (element.closest(".aside, :disabled, script, .skip, noscript") || !element.checkVisibility()) continue;
    if (![...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
    let behind = element;
    while (behind && parse(getComputedStyle(behind).backgroundColor).a < 1) behind = behind.parentElement;
    const [a, b] = [light(parse(getComputedStyle(element).color)), light(parse(getComputedStyle(behind ?? document.body).backgroundColor))];
    const contrast = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (contrast < least[0]) least = [contrast, element.outerHTML.slice(0, 90)];
  }
  return least;
})()`;

async function checkQuiet(page, name) {
  same(page.problems, [], `${name}: problems`);
  same(page.requests.length, 1, `${name}: requests ${page.requests}`);
}

async function checkUse(browser) {
  const page = await browser.open(write("sample", "all"), { width: 1280, height: 1600 });
  same(await page.evaluate(text("h2")), "Python 2.7+: no-go", "headline");
  same(await page.evaluate(count(".card")), 18, "cards");
  same(await page.evaluate(count(".causes > li")), 3, "causes");
  same(await page.evaluate(count(".heat tbody tr")), 5, "rows of the map");
  same(await page.evaluate(count(".finding")), 7, "findings");
  same(await page.evaluate(text(".finding mark")), "imp", "the marked source");

  await page.press("/");
  same(await page.evaluate(focused), "text", "/ goes to the search");
  await page.type("iteritems rows");
  await page.until(`${count(".finding")} === 1`);
  same(await page.evaluate(text("#shown")), "1 of 7 findings", "how many are shown");
  same(await page.evaluate("location.hash"), "#text=iteritems+rows", "the address");
  await page.press("Escape");
  await page.evaluate("document.getElementById('clear').click()");
  same(await page.evaluate(count(".finding")), 7, "findings after Clear");

  await page.evaluate("document.getElementById('severity-critical').click()");
  same(await page.evaluate(count(".finding")), 2, "findings without the critical ones");
  await page.evaluate("document.getElementById('clear').click()");
  await page.evaluate("{ const rule = document.getElementById('rule'); rule.value = 'print-statement'; rule.dispatchEvent(new Event('change')); }");
  same(await page.evaluate(count(".finding")), 3, "findings of a rule");
  await page.evaluate("document.getElementById('clear').click()");
  await page.evaluate("{ const box = document.getElementById('folder'); box.value = 'store'; box.dispatchEvent(new Event('change')); }");
  same(await page.evaluate(count(".finding")), 2, "findings of a folder");
  await page.evaluate("document.getElementById('clear').click()");

  // By keyboard alone: to the third card (3.1), where `imp` does not matter, and into the map.
  await page.evaluate("document.querySelector('.card').focus()");
  await page.press("Tab");
  await page.press("Tab");
  await page.press("Enter");
  same(await page.evaluate("location.hash"), "#version=3.1", "a version chosen by keyboard");
  same(await page.evaluate(count(".finding")), 5, "findings of that version");
  expect(await page.evaluate("document.activeElement.getAttribute('aria-pressed') === 'true'"), "the chosen card keeps the focus");
  await page.evaluate("document.querySelector('.heat td[tabindex=\"0\"]').focus()");
  await page.press("ArrowDown");
  await page.press("ArrowRight");
  await page.press("ArrowRight");
  same(await page.evaluate(text(".told")), "quant.models.fit does not import on 3.1: quant.models.fit. walrus at models/fit.py:12.", "what the map tells");
  expect((await page.evaluate(focused)).startsWith("cell"), "the arrows move the focus");

  const reachable = await page.evaluate(`[...document.querySelectorAll("button, select, input, a[href], summary")]
    .filter((e) => e.checkVisibility() && e.tabIndex < 0).length`);
  same(reachable, 0, "controls that no key reaches");
  await checkQuiet(page, "use");
  const paper = await page.paper();
  expect(paper.subarray(0, 5).toString() === "%PDF-" && paper.length > 20000, "the page prints");
  same(await page.evaluate(count(".finding")), 5, "findings after printing");
  await page.close();

  const owned = await browser.open(write("owned", "3.13"));
  same(await owned.evaluate(count("#owners tbody tr")), 2, "rows of owners");
  await owned.evaluate("[...document.querySelectorAll('#owners button')].find((b) => b.textContent === '@bank/store').click()");
  same(await owned.evaluate(text("#shown")), "2 of 7 findings", "findings of an owner");
  same(await owned.evaluate("document.getElementById('owner').value"), "@bank/store", "the chosen owner");
  same(await owned.evaluate("location.hash"), "#owner=%40bank%2Fstore", "the address of an owner");
  await checkQuiet(owned, "owners");
  await owned.close();

  const bookmarked = await browser.open(write("sample", "3.13") + "#severity=high&text=feed");
  same(await bookmarked.evaluate(text("#shown")), "1 of 7 findings", "an address with filters");
  await bookmarked.close();
}

async function checkLooks(browser) {
  for (const [dark, width] of [[false, 1280], [true, 1280], [false, 390], [true, 390]]) {
    const page = await browser.open(write("sample", "all"), { dark, width, height: 1600 });
    const name = `${dark ? "dark" : "light"}-${width}`;
    const [contrast, where] = await page.evaluate(leastContrast);
    expect(contrast >= 4.5, `${name}: a contrast of ${contrast.toFixed(2)} at ${where}`);
    same(await page.evaluate("document.documentElement.scrollWidth"), width, `${name}: width`);
    const picture = await page.picture(pictures && join(pictures, `${name}.png`));
    expect(picture.length > 20000, `${name}: an empty picture`);
    const before = await page.evaluate("getComputedStyle(document.body).backgroundColor");
    await page.evaluate("document.getElementById('theme').click()");
    expect(before !== await page.evaluate("getComputedStyle(document.body).backgroundColor"), `${name}: the switch does nothing`);
    await checkQuiet(page, name);
    await page.close();
  }
}

async function checkHostile(browser) {
  const page = await browser.open(write("hostile", "3.13"));
  same(await page.evaluate(count("img, svg, iframe, object, embed, form[action], b, [onload], [onerror]")), 0, "elements from hostile texts");
  const ours = await page.evaluate(count("script"));
  same(ours, 9, "scripts");
  same(await page.evaluate("[...document.links].filter((a) => !/^https:|#findings$/.test(a.href)).length"), 0, "links from hostile texts");
  expect((await page.evaluate(text("h3"))).startsWith("a`|</script><img src=x onerror=alert(1)>\\x0a::error::\\x1b[2J\\xff"), "the file name");
  await checkQuiet(page, "hostile");
  // The content policy is in force: what is not known by its hash does not run.
  const ran = await page.evaluate(`(() => { const s = document.createElement("script"); s.textContent = "window.ran = 1";
    document.body.append(s); return window.ran === 1; })()`);
  expect(!ran && page.problems.length === 1, "a script without a hash ran");
  await page.close();
}

async function checkLarge(browser) {
  const url = write("large", "all");
  let start = performance.now();
  const page = await browser.open(url);
  const times = { load: performance.now() - start };
  same(await page.evaluate(count(".finding")), 100, "findings on a page");
  expect(await page.evaluate(count("*")) < 12000, "elements on the page");
  const time = async (name, action) => {
    times[name] = await page.evaluate(`(() => { const start = performance.now(); ${action}; return performance.now() - start; })()`);
  };
  await time("filter", "change({ severities: [2] })");
  same(await page.evaluate(text("#shown")), "5,000 of 20,000 findings", "large: one severity");
  await time("search", "change({ severities: [3, 2, 1, 0], text: 'rows.iteritems(): # 19996' })");
  same(await page.evaluate(count(".finding")), 1, "large: one found");
  await time("page", "change({ text: '', page: 150 })");
  same(await page.evaluate(text(".pager span")), "page 151 of 200", "large: a page");
  await checkQuiet(page, "large");
  console.log("20,000 findings, in ms:", Object.entries(times).map(([name, ms]) => `${name} ${ms.toFixed(0)}`).join(", "));
  await page.close();
}

async function checkEmpty(browser) {
  const page = await browser.open(write("empty", "3.13"));
  same(await page.evaluate(text(".nothing")), "Nothing was found.", "empty");
  await checkQuiet(page, "empty");
  await page.close();
}

const browser = await Chromium.start();
try {
  for (const check of [checkUse, checkLooks, checkHostile, checkLarge, checkEmpty]) {
    await check(browser).catch((error) => failures.push(`${check.name}: ${error.message}`));
  }
} finally {
  await browser.stop();
  rmSync(folder, { recursive: true });
}
for (const failure of failures) console.log(failure);
console.log(failures.length === 0 ? "the page is good" : `${failures.length} faults`);
process.exit(failures.length === 0 ? 0 : 1);
