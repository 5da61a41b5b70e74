// Puts the page together: one state, kept in the address, and one way to change it.
// SPDX-License-Identifier: MIT
"use strict";

function firstState() {
  return { version: null, severities: [3, 2, 1, 0], rule: "", folder: "", owner: "", text: "", page: 0, module: "", failing: false, order: "worst" };
}

const state = firstState();

function readAddress() {
  const words = new URLSearchParams(location.hash.slice(1));
  Object.assign(state, firstState());
  for (const key of ["rule", "folder", "owner", "text", "module", "order"]) if (words.has(key)) state[key] = words.get(key);
  if (words.has("version")) state.version = report.versions.indexOf(words.get("version"));
  if (!has(report.target, state.version ?? -1)) state.version = null;
  if (words.has("severity")) state.severities = words.get("severity").split(",").map((s) => severities.indexOf(s)).filter((s) => s >= 0);
  if (words.has("page")) state.page = Math.max(0, (parseInt(words.get("page"), 10) || 1) - 1);
  state.failing = words.has("failing");
}

function writeAddress() {
  const words = new URLSearchParams();
  if (state.version !== null) words.set("version", versionName(state.version));
  if (state.severities.length < 4) words.set("severity", state.severities.map((s) => severities[s]).join(","));
  for (const key of ["rule", "folder", "owner", "text", "module"]) if (state[key]) words.set(key, state[key]);
  if (state.order !== "worst") words.set("order", state.order);
  if (state.page > 0) words.set("page", state.page + 1);
  if (state.failing) words.set("failing", "1");
  history.replaceState(null, "", "#" + words);
}

const concernsMap = ["version", "module", "failing", "order"];
const concernsFindings = ["version", "severities", "rule", "folder", "owner", "text", "page"];

function show(changed) {
  fillControls(state);
  if (changed.includes("version")) {
    showVerdicts(state, change);
    showCauses(state);
  }
  if (heatRows.length > 0 && changed.some((key) => concernsMap.includes(key))) showHeat(state);
  if (changed.some((key) => concernsFindings.includes(key))) showFindings(state, change);
}

function change(part) {
  const focused = document.activeElement?.closest(".card") ? verdicts.findIndex((_, i) => document.querySelectorAll(".card")[i] === document.activeElement) : -1;
  if ("version" in part && !("page" in part)) part.page = 0;
  Object.assign(state, part);
  writeAddress();
  show(Object.keys(part));
  if (focused >= 0) document.querySelectorAll(".card")[focused].focus();
}

function turnPage(step) {
  const pages = Math.ceil(chosenFindings(state).chosen.length / findingsAPage);
  const page = state.page + step;
  if (page >= 0 && page < pages) change({ page });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.closest("input, select, textarea")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (event.key === "/") {
    event.preventDefault();
    byId("text").focus();
  }
  if (event.key === "[") turnPage(-1);
  if (event.key === "]") turnPage(1);
});

byId("theme").addEventListener("click", () => {
  const dark = document.documentElement.dataset.theme
    ? document.documentElement.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "light" : "dark";
});

// On paper nothing can be opened: all is, and closed again afterwards.
let opened = [];
addEventListener("beforeprint", () => {
  printFindings(state);
  fillHashes();
  opened = [...document.querySelectorAll("details:not([open])")];
  for (const details of opened) details.open = true;
});
addEventListener("afterprint", () => {
  for (const details of opened) details.open = false;
  showFindings(state, change);
});
addEventListener("hashchange", () => {
  if (byId(location.hash.slice(1))) return;
  readAddress();
  show(Object.keys(state));
});

readAddress();
prepareModules(state, change);
prepareFindings(state, change);
showOwners(change);
showStated();
showUncounted();
showUnread();
showInputs();
show(Object.keys(state));
document.documentElement.dataset.ready = "yes";
