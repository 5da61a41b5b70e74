// Reads JUnit's XML and the Markdown report with parsers of their own: `node check_documents.mjs render_sample`.
// SPDX-License-Identifier: MIT
//
// XML must be well-formed and count its cases rightly; Markdown from a hostile tree must give no element, link or
// table cell that was not meant. Exit status: 0 all good, 1 something is not.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
if (!existsSync(join(here, "node_modules/saxes"))) {
  console.error(`the validators are not installed: run \`npm ci --ignore-scripts\` in ${here}`);
  process.exit(1);
}
const { SaxesParser } = await import("saxes");
const { default: MarkdownIt } = await import("markdown-it");

const reports = [["sample", "3.13"], ["sample", "all"], ["hostile", "3.13"], ["empty", "3.13"]];
const render = (format, [name, target]) =>
  execFileSync(process.argv[2], [format, name, target], { maxBuffer: 1 << 30 }).toString("utf8");
const failures = [];
const expect = (good, what) => good || failures.push(what);

/** What is wrong with a JUnit file, and how many cases it holds. */
function readJunit(xml) {
  const parser = new SaxesParser();
  const wrong = [];
  const open = [];
  let cases = 0;
  parser.on("error", (error) => wrong.push(error.message));
  parser.on("opentag", (tag) => {
    const suite = open[open.length - 1];
    if (tag.name === "testcase") {
      cases += 1;
      suite.found.tests += 1;
    }
    const outcome = { failure: "failures", error: "errors", skipped: "skipped" }[tag.name];
    if (outcome) open[open.length - 2].found[outcome] += 1;
    open.push({ ...tag, found: { tests: 0, failures: 0, errors: 0, skipped: 0 } });
  });
  parser.on("closetag", () => {
    const tag = open.pop();
    if (tag.name !== "testsuite") return;
    for (const [key, count] of Object.entries(tag.found)) {
      if (String(count) !== tag.attributes[key]) wrong.push(`${tag.attributes.name}: ${key} is not ${count}`);
    }
  });
  parser.write(xml).close();
  return { wrong, cases };
}

// Reports made by hand, and those of the fixtures as they are recorded.
const golden = join(here, "../render/golden");
const documents = (format) => [
  ...reports.map((report) => [report.join(" "), render(format, report)]),
  ...readdirSync(golden).filter((name) => name.endsWith("." + format))
    .map((name) => [name, readFileSync(join(golden, name), "utf8")]),
];

for (const [name, xml] of documents("junit")) {
  const { wrong, cases } = readJunit(xml);
  expect(wrong.length === 0, `junit ${name}: ${wrong.join("; ")}`);
  expect(cases > 0 === !name.startsWith("empty"), `junit ${name}: ${cases} cases`);
}
expect(readJunit('<testsuites><testsuite name="a" tests="2" failures="0" errors="0" skipped="0"/></testsuites>')
  .wrong.length === 1, "a wrong count was not noticed");
expect(readJunit("<testsuites>").wrong.length > 0, "XML that is cut off was not noticed");

/** Every token of a Markdown text, nested ones too. */
function tokensOf(text) {
  const flat = (tokens) => tokens.flatMap((token) => [token, ...flat(token.children ?? [])]);
  return flat(new MarkdownIt({ html: true, linkify: false }).parse(text, {}));
}

for (const [report, markdown] of documents("markdown")) {
  const tokens = tokensOf(markdown);
  for (const token of tokens) {
    if (token.type === "html_block" || token.type === "html_inline") {
      expect(token.content === "<!-- -->", `markdown ${report}: HTML ${token.content}`);
    }
    if (token.type === "link_open") {
      expect(token.attrGet("href").startsWith("https://"), `markdown ${report}: a link to ${token.attrGet("href")}`);
    }
    expect(token.type !== "image" && token.type !== "fence", `markdown ${report}: ${token.type}`);
  }
  // As many cells in each row as in its table's head.
  let head = 0;
  let row = 0;
  for (const token of tokens) {
    if (token.type === "table_open") head = 0;
    if (token.type === "tr_open") row = 0;
    if (token.type === "th_open") head += 1;
    if (token.type === "td_open") row += 1;
    if (token.type === "tr_close" && row > 0) expect(row === head, `markdown ${report}: ${row} cells, not ${head}`);
  }
  expect(head > 0, `markdown ${report}: no table`);
}
const hostile = tokensOf(render("markdown", reports[2]));
expect(hostile.some((t) => t.type === "code_inline" && t.content.includes("a`|</script><img")), "the file name is lost");

for (const failure of failures) console.log(failure);
console.log(failures.length === 0 ? "all documents are good" : `${failures.length} faults`);
process.exit(failures.length === 0 ? 0 : 1);
