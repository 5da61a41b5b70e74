// The findings: narrowed by severity, rule, folder, version and free text; a hundred a page, grouped by file.
// SPDX-License-Identifier: MIT
"use strict";

const findingsAPage = 100;
const mostOnPaper = 2000;

// What the free text is looked for in, made once.
let haystacks = null;
function haystack(i) {
  haystacks ??= findings.map(({ file, kind, before, marked, after, scope }) =>
    [file.path, kind.rule, kind.symbol, kind.message, kind.instead, scope, before + marked + after].join("\n").toLowerCase());
  return haystacks[i];
}

const inFolder = (finding, folder) =>
  !folder || finding.file.folder === folder || finding.file.folder.startsWith(folder + "/");

/** The findings that fit the state, each with its weight there; severities are counted before they are chosen. */
function chosenFindings(state) {
  const words = state.text.toLowerCase().split(/\s+/).filter(Boolean);
  const counts = [0, 0, 0, 0];
  const chosen = [];
  findings.forEach((finding, i) => {
    const severity = severityOn(finding, state.version);
    if (severity < 0 || !inFolder(finding, state.folder)) return;
    if (state.rule && finding.kind.rule !== state.rule) return;
    if (state.owner && !finding.file.owners.includes(state.owner)) return;
    if (words.length > 0 && !words.every((word) => haystack(i).includes(word))) return;
    counts[severity] += 1;
    if (state.severities.includes(severity)) chosen.push({ finding, severity });
  });
  return { chosen, counts };
}

function findingCard({ finding, severity }) {
  const { kind } = finding;
  return h("article", { class: `finding ${severities[severity]}` },
    h("p", { class: "meta" },
      h("span", { class: `count ${severities[severity]}` }, severities[severity]),
      h("code", { class: "symbol" }, kind.symbol),
      kind.rule === kind.symbol ? null : h("span", { class: "soft" }, kind.rule),
      h("span", { class: "soft" }, `line ${finding.line}, column ${finding.column}`),
      finding.scope ? h("span", { class: "soft" }, "in ", h("code", {}, finding.scope)) : null,
      kind.confidence === "sure" ? null : h("span", { class: "soft" }, kind.confidence)),
    finding.before + finding.marked + finding.after === "" ? null
      : h("pre", { class: "code", tabindex: "0", "aria-label": `Line ${finding.line}` },
        h("span", { class: "line" }, String(finding.line)), h("code", {}, finding.before, h("mark", {}, finding.marked), finding.after)),
    h("p", {}, sentence(kind.message.replace(/([^.!?…])$/, "$1.")), kind.when ? h("span", { class: "soft" }, ` ${kind.when[0].toUpperCase()}${kind.when.slice(1)}.`) : null),
    kind.instead || kind.docs ? h("p", { class: "advice" },
      kind.instead ? [h("strong", {}, "Instead: "), sentence(kind.instead), " "] : null,
      kind.docs ? documentation(kind.docs) : null) : null);
}

function fileGroups(list) {
  const groups = [];
  for (const item of list) {
    if (groups[groups.length - 1]?.file !== item.finding.file) groups.push({ file: item.finding.file, items: [] });
    groups[groups.length - 1].items.push(item);
  }
  return groups.map(({ file, items }) => {
    const fails = file.compiles === null ? 0 : ~file.compiles & report.target;
    return h("section", { class: "file" },
      h("h3", {}, file.path, fails ? h("span", { class: "soft" }, ` does not compile on ${versionsText(fails)}`) : null),
      items.map(findingCard));
  });
}

function pager(page, pages, change) {
  if (pages < 2) return null;
  const to = (target, text) => h("button", { type: "button", disabled: target < 0 || target >= pages,
    onclick: () => { change({ page: target }); byId("findings").scrollIntoView(); } }, text);
  return h("nav", { class: "pager", "aria-label": "Pages" }, to(page - 1, "Previous"),
    h("span", {}, `page ${numberText(page + 1)} of ${numberText(pages)}`), to(page + 1, "Next"));
}

function showFindings(state, change) {
  const { chosen, counts } = chosenFindings(state);
  severities.forEach((name, i) => { byId(`count-${name}`).textContent = numberText(counts[i]); });
  const pages = Math.max(1, Math.ceil(chosen.length / findingsAPage));
  const page = Math.min(state.page, pages - 1);
  byId("shown").textContent = chosen.length === findings.length ? counted(findings.length, "finding")
    : `${numberText(chosen.length)} of ${counted(findings.length, "finding")}`;
  byId("list").replaceChildren(...[
    ...fileGroups(chosen.slice(page * findingsAPage, (page + 1) * findingsAPage)), pager(page, pages, change),
    chosen.length === 0 ? h("p", { class: "nothing" }, findings.length === 0 ? "Nothing was found." : "Nothing fits these filters.") : null,
  ].filter(Boolean));
}

/** Paper has no pages to turn: all that is chosen goes there, up to a bound that is said. */
function printFindings(state) {
  const { chosen } = chosenFindings(state);
  byId("list").replaceChildren(...fileGroups(chosen.slice(0, mostOnPaper)));
  if (chosen.length > mostOnPaper) {
    byId("list").append(h("p", {}, `${numberText(chosen.length - mostOnPaper)} more findings are not printed; narrow the filters to see them.`));
  }
}

function options(names, every) {
  const counts = new Map();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [h("option", { value: "" }, every),
    ...[...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, n]) => h("option", { value: name }, `${name} (${numberText(n)})`))];
}

// A folder counts for the folders above it as well, unless it is the only thing in them.
function foldersOf(finding) {
  const parts = finding.file.folder.split("/");
  return parts.map((_, i) => parts.slice(0, i + 1).join("/"));
}

function prepareFindings(state, change) {
  const toggle = (severity) => change({ page: 0, severities: state.severities.includes(severity)
    ? state.severities.filter((s) => s !== severity) : [...state.severities, severity] });
  byId("findings").append(
    h("form", { class: "tools", role: "search", onsubmit: (event) => event.preventDefault() },
      h("fieldset", {}, h("legend", {}, "Severity"), [3, 2, 1, 0].map((s) =>
        h("label", { class: `count ${severities[s]}` },
          h("input", { type: "checkbox", id: `severity-${severities[s]}`, onchange: () => toggle(s) }),
          ` ${severities[s]} `, h("span", { id: `count-${severities[s]}` })))),
      h("label", {}, "Rule ", h("select", { id: "rule", onchange: () => change({ page: 0, rule: byId("rule").value }) },
        options(findings.map((f) => f.kind.rule), "every rule"))),
      h("label", {}, "Folder ", h("select", { id: "folder", onchange: () => change({ page: 0, folder: byId("folder").value }) },
        options(findings.flatMap(foldersOf), "every folder"))),
      report.owners.length === 0 ? null
        : h("label", {}, "Owner ", h("select", { id: "owner", onchange: () => change({ page: 0, owner: byId("owner").value }) },
          options(findings.flatMap((f) => f.file.owners), "every owner"))),
      h("label", {}, "Text ", h("input", { type: "search", id: "text", placeholder: "name, file, line of code …  ( / )",
        oninput: settled(() => change({ page: 0, text: byId("text").value })) })),
      h("button", { type: "button", id: "clear", onclick: () => change(firstState()) }, "Clear"),
      h("output", { id: "shown", "aria-live": "polite" })),
    h("div", { id: "list" }));
}

/** Puts what the state says into the controls. */
function fillControls(state) {
  severities.forEach((name, i) => { byId(`severity-${name}`).checked = state.severities.includes(i); });
  for (const id of ["rule", "folder", "owner", "text"]) if (byId(id) && byId(id).value !== state[id]) byId(id).value = state[id];
  if (!byId("module")) return;
  if (byId("module").value !== state.module) byId("module").value = state.module;
  byId("order").value = state.order;
  byId("failing").checked = state.failing;
}
