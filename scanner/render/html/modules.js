// The heat map: a row a module, a column a version; arrow keys walk it, Enter or a click says why.
// SPDX-License-Identifier: MIT
"use strict";

const rowsAtOnce = 30;
const cellKinds = {
  imports: { sign: "·", words: "imports" },
  compiles: { sign: "–", words: "compiles, but does not import" },
  fails: { sign: "×", words: "does not compile" },
  unknown: { sign: "?", words: "not known" },
};

// Modules, and the scanned files that are none (scripts): these are only compiled.
const filesOfModules = new Set(modules.map((module) => module.file));
const heatRows = [
  ...modules,
  ...files.filter((file) => file.state === scanned && !filesOfModules.has(file))
    .map((file) => ({ name: file.path, file, imports: file.compiles ?? 0, unknown: file.compiles === null ? everyVersion : 0,
      why: file.reason, reasons: [], script: true })),
];

function cellKind(row, version) {
  if (has(row.imports, version)) return "imports";
  if (has(row.unknown, version)) return "unknown";
  return row.file && row.file.compiles !== null && has(row.file.compiles, version) ? "compiles" : "fails";
}

const bits = (mask) => mask.toString(2).replaceAll("0", "").length;
const failures = (row, mask) => bits(~row.imports & ~row.unknown & mask & everyVersion);

function reasonOf(row, version) {
  const where = row.script ? "" : ` on ${versionName(version)}`;
  const kind = cellKind(row, version);
  if (kind === "unknown") return [h("code", {}, row.name), `: not known${where}: ${row.why}`];
  if (kind === "imports") return [h("code", {}, row.name), row.script ? ` compiles on ${versionName(version)}.` : ` imports${where}.`];
  const reason = row.reasons.find((r) => has(r.versions, version));
  const what = row.script ? `does not compile on ${versionName(version)}` : `does not import${where}`;
  if (!reason) return [h("code", {}, row.name), ` ${what}.`];
  const way = reason.via.flatMap((name, i) => [i > 0 ? " → " : "", h("code", {}, name)]);
  return [h("code", {}, row.name), ` ${what}: `, way, ". ", h("code", {}, reason.cause), " at ",
    h("code", {}, `${reason.path}:${reason.line}`), "."];
}

function heatRow(row, tell) {
  return h("tr", {},
    h("th", { scope: "row", title: row.name }, row.name),
    report.versions.map((name, version) => {
      const kind = cellKind(row, version);
      const asked = has(report.target, version);
      return h("td", {
        class: `cell ${kind}${asked ? "" : " aside"}`, tabindex: "-1",
        "aria-label": `${row.name}, Python ${name}: ${cellKinds[kind].words}`,
        onclick: () => tell(row, version), onfocus: () => tell(row, version),
      }, cellKinds[kind].sign);
    }));
}

// One cell is in the tab order; the arrows move from it.
function walk(table, event) {
  const step = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
  const cell = event.target.closest("td");
  if (!step || !cell) return;
  const row = table.rows[cell.parentElement.rowIndex + step[0]];
  const next = row?.cells[cell.cellIndex + step[1]];
  if (next?.tagName !== "TD") return;
  event.preventDefault();
  cell.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

function chosenRows(state, mask) {
  const wanted = state.module.toLowerCase();
  const rows = heatRows.filter((row) => (!wanted || row.name.toLowerCase().includes(wanted)) &&
    (!state.failing || failures(row, mask) > 0));
  if (state.order === "name") return rows.sort((a, b) => (a.name < b.name ? -1 : 1));
  return rows.sort((a, b) => failures(b, mask) - failures(a, mask) || (a.name < b.name ? -1 : 1));
}

function showHeat(state) {
  const holder = byId("heat");
  const mask = state.version === null ? report.target : 1 << state.version;
  const rows = chosenRows(state, mask);
  const told = h("p", { class: "told", "aria-live": "polite" }, "Choose a cell to see why. Versions that were not asked are faint.");
  const tell = (row, version) => told.replaceChildren(...reasonOf(row, version).flat(Infinity));
  const body = h("tbody", {});
  const table = h("table", { class: "heat", onkeydown: (event) => walk(table, event) },
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, counted(rows.length, "row")),
      report.versions.map((name, version) => h("th", {
        scope: "col", class: `${has(report.target, version) ? "" : "aside"}${state.version === version ? " chosen" : ""}`,
      }, name)))), body);
  const more = paged(rows, (row) => heatRow(row, tell), rowsAtOnce, body, "rows");
  holder.replaceChildren(told, h("div", { class: "wide" }, table), more);
  const first = body.querySelector("td");
  if (first) first.tabIndex = 0;
}

function prepareModules(state, change) {
  if (heatRows.length === 0) return;
  const section = byId("modules");
  section.hidden = false;
  section.append(
    h("form", { class: "tools", onsubmit: (event) => event.preventDefault() },
      h("label", {}, "Find a module ", h("input", { type: "search", id: "module", value: state.module,
        oninput: settled(() => change({ module: byId("module").value })) })),
      h("label", {}, h("input", { type: "checkbox", id: "failing", checked: state.failing,
        onchange: () => change({ failing: byId("failing").checked }) }), " only those that fail"),
      h("label", {}, "Order ", h("select", { id: "order", onchange: () => change({ order: byId("order").value }) },
        h("option", { value: "worst" }, "worst first"), h("option", { value: "name" }, "by name")))),
    h("p", { class: "legend" }, Object.entries(cellKinds).map(([kind, { sign, words: text }]) =>
      [h("span", { class: `cell ${kind}`, "aria-hidden": "true" }, sign), ` ${text}  `])),
    h("div", { id: "heat" }));
  byId("order").value = state.order;
}
