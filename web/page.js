// The page: takes code, asks the worker, shows the report, the text and the fixes. Nothing is sent anywhere.
// SPDX-License-Identifier: MIT
"use strict";

const byId = (id) => document.getElementById(id);
const kSample = `import asyncio
import collections
import imp


class Feed(collections.Mapping):
    def load(self, name):
        return imp.load_source(name, name + ".py")


print "loaded", Feed
`;
const kMost = 512 * 1024 * 1024; // bytes of all files together

let dropped = null; // [{path, file}] of a folder, files or an archive
let worker = null;
let number = 0;

// Asks the worker. A worker that failed is not asked again: it may have run out of memory.
function ask(question) {
  worker ??= new Worker("worker.js");
  const id = ++number;
  return new Promise((resolve, reject) => {
    const failed = (problem) => {
      worker?.terminate();
      worker = null;
      reject(new Error(problem));
    };
    worker.onerror = (event) => failed(event.message || "the program could not be loaded");
    worker.onmessage = ({ data }) => data.id === id && (data.failed ? failed(data.failed) : resolve(data));
    worker.postMessage({ id, ...question });
  });
}

// What was dropped, folder by folder.
async function entries(entry, path, into) {
  if (entry.isFile) {
    into.push({ path: path + entry.name, file: await new Promise((resolve, reject) => entry.file(resolve, reject)) });
  } else if (entry.name !== ".git") {
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
      if (some.length === 0) break;
      for (const one of some) await entries(one, path + entry.name + "/", into);
    }
  }
}

// The paths without the folder that they all lie in.
function withoutTop(files) {
  const tops = new Set(files.map(({ path }) => path.split("/", 1)[0]));
  const inside = files.every(({ path }) => path.includes("/"));
  return tops.size === 1 && inside ? files.map(({ path, file }) => ({ path: path.slice(path.indexOf("/") + 1), file })) : files;
}

function take(files, name) {
  const size = files.reduce((sum, { file }) => sum + file.size, 0);
  const kept = files.length > 0 && size <= kMost;
  dropped = kept ? withoutTop(files) : null;
  byId("taken").hidden = false;
  byId("clear").hidden = !kept;
  byId("taken").firstElementChild.textContent =
    files.length === 0 ? "There is no file in it." :
    !kept ? `These are ${Math.round(size / 1048576)} MB, more than the ${kMost / 1048576} that a page can hold.` :
    `${files.length === 1 ? "1 file" : files.length + " files"} of ${name}, ${Math.max(1, Math.round(size / 1024))} kB` +
    (files.some(({ path }) => path.includes("/")) ? " (folders named .git are left out)." : ".");
}

async function filesToScan() {
  if (!dropped) return [{ path: "pasted.py", bytes: new TextEncoder().encode(byId("code").value).buffer }];
  return Promise.all(dropped.map(async ({ path, file }) => ({ path, bytes: await file.arrayBuffer() })));
}

const views = {
  Report: { path: "/out/report.html", save: "report.html" },
  Text: { path: "/out/report.txt", save: "report.txt" },
  Fixes: { path: "fixes", save: "fixes.patch" },
  JSON: { path: "/out/report.json", save: "report.json" },
  SARIF: { path: "/out/report.sarif", save: "report.sarif" },
  Markdown: { path: "/out/report.md", save: "report.md" },
};

function lineKind(line) {
  return /^(\+\+\+|---|@@)/.test(line) ? "at" : line.startsWith("+") ? "add" : line.startsWith("-") ? "cut" : "";
}

function showText(text, isDiff) {
  const lines = text.split("\n").map((line) => {
    const part = document.createElement("span");
    part.className = isDiff ? lineKind(line) : "";
    part.textContent = line + "\n";
    return part;
  });
  byId("text").replaceChildren(...(isDiff ? lines : [document.createTextNode(text)]));
}

function show(name, texts) {
  for (const tab of document.querySelectorAll(".tabs button")) tab.setAttribute("aria-selected", String(tab.textContent === name));
  byId("report").hidden = name !== "Report";
  byId("text").hidden = name === "Report";
  if (name === "Report") byId("report").srcdoc = texts[name];
  else showText(texts[name], name === "Fixes");
}

function showAnswer(texts, verdict) {
  byId("verdict").textContent = verdict;
  const tabs = Object.keys(texts).map((name) => {
    const tab = document.createElement("button");
    tab.type = "button";
    tab.setAttribute("role", "tab");
    tab.textContent = name;
    tab.addEventListener("click", () => show(name, texts));
    return tab;
  });
  document.querySelector(".tabs").replaceChildren(...tabs);
  const links = Object.keys(texts).map((name) => {
    const link = document.createElement("button");
    link.type = "button";
    link.textContent = "Save " + views[name].save;
    link.addEventListener("click", () => save(views[name].save, texts[name]));
    return link;
  });
  document.querySelector(".save").replaceChildren(...links);
  byId("answer").hidden = false;
  show("Report", texts);
}

function save(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/octet-stream" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

function verdictOf(report) {
  const { files, findings, verdict } = report.summary;
  const words = Object.entries(verdict).map(([version, word]) => `Python ${version}: ${word ?? "unknown"}`);
  const counts = ["critical", "high", "medium", "low"].map((severity) => `${findings[severity]} ${severity}`);
  return `${words.join(", ")}. ${files.scanned} of ${files.found} files scanned; findings: ${counts.join(", ")}.`;
}

async function scan() {
  byId("scan").disabled = true;
  byId("state").textContent = "Scanning …";
  const began = performance.now();
  try {
    const files = await filesToScan();
    const way = ["--target", byId("target").value, ...(byId("from").value ? ["--from", byId("from").value] : [])];
    const common = [...way, "--jobs", "1", "--no-cache"];
    const named = files.every(({ path }) => !path.includes("/")); // archives are scanned where they are named
    const what = named ? files.map(({ path }) => (path.startsWith("-") ? "./" : "") + path) : ["."];
    const scanned = ["scan", ...what, ...common, ...(byId("style").checked ? ["--style"] : [])];
    for (const [form, end] of [["text", "txt"], ["html", "html"], ["json", "json"], ["sarif", "sarif"], ["markdown", "md"]])
      scanned.push("--format", `${form}=/out/report.${end}`);
    const single = way[1].includes(",") || way[1] === "all" ? null : way;
    const runs = [scanned];
    if (single) runs.push(["fix", ...what, ...single, "--no-cache", ...(byId("unsafe").checked ? ["--unsafe"] : [])]);
    const told = await ask({ files, runs, take: Object.values(views).map(({ path }) => path) });
    if (!told.taken["/out/report.json"]) throw new Error(told.error[0] || "the scan made no report");
    const texts = {};
    for (const [name, { path }] of Object.entries(views))
      if (told.taken[path] !== undefined) texts[name] = told.taken[path];
    if (single) texts.Fixes = told.out[1] || told.error[1] || "There is nothing that can be fixed surely.";
    showAnswer(texts, verdictOf(JSON.parse(texts.JSON)));
    byId("state").textContent = `Done in ${((performance.now() - began) / 1000).toFixed(1)} s.`;
  } catch (problem) {
    byId("state").textContent = "It did not work: " + problem.message;
  }
  byId("scan").disabled = false;
}

// The versions, newest first, as the program itself names them.
async function begin() {
  byId("code").value = kSample;
  const told = await ask({ files: [{ path: "a.py", bytes: new ArrayBuffer(0) }], take: [],
                           runs: [["--version"], ["scan", "a.py", "--target", "all", "--format", "json", "--no-cache", "--jobs", "1"]] });
  byId("version").textContent = told.out[0].replace("pymolt ", "");
  const versions = JSON.parse(told.out[1]).target.reverse();
  for (const select of [byId("target"), byId("from")]) select.append(...versions.map((version) => new Option(version, version)));
  byId("target").append(new Option("all versions", "all"));
  byId("target").value = versions[Math.min(2, versions.length - 1)];
}

const drop = byId("drop");
drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
drop.addEventListener("dragleave", () => drop.classList.remove("over"));
drop.addEventListener("drop", async (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  const all = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean); // before anything is awaited
  const files = [];
  for (const entry of all) await entries(entry, "", files);
  take(files, all.length === 1 ? all[0].name : `${all.length} things`);
});
for (const id of ["folder", "files"]) {
  byId(id).addEventListener("change", ({ target }) => {
    const files = [...target.files].map((file) => ({ path: file.webkitRelativePath || file.name, file }))
      .filter(({ path }) => !path.split("/").includes(".git"));
    take(files, files[0]?.path.split("/")[0] ?? "nothing");
    target.value = "";
  });
}
byId("clear").addEventListener("click", () => { dropped = null; byId("taken").hidden = true; });
byId("scan").addEventListener("click", scan);
begin().catch((problem) => { byId("state").textContent = "The program could not be loaded: " + problem.message; })
  .finally(() => { document.documentElement.dataset.ready = "yes"; });
