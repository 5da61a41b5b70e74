// What an auditor asks at the end: what was not read, what was read (by its hash), and how to run it again.
// SPDX-License-Identifier: MIT
"use strict";

function longList(items, make, what) {
  const list = h("ul", { class: "names" });
  const more = paged(items, make, 100, list, what);
  return [list, more];
}

function byReason(items) {
  const reasons = new Map();
  for (const [reason, name] of items) {
    if (!reasons.has(reason)) reasons.set(reason, []);
    reasons.get(reason).push(name);
  }
  return [...reasons].map(([reason, names]) => h("details", { open: names.length <= 5 },
    h("summary", {}, `${reason} `, h("span", { class: "soft" }, `(${numberText(names.length)})`)),
    longList(names, (name) => h("li", {}, h("code", {}, name)), "names")));
}

/** Whose the findings are, by CODEOWNERS; what several own counts for each. */
function showOwners(change) {
  const section = byId("owners");
  section.hidden = report.owners.length === 0;
  const body = h("tbody", {});
  const more = paged(report.owners, ([name, inFiles, counts]) => h("tr", {},
    h("td", {}, h("button", { type: "button", onclick: () => { change({ ...firstState(), owner: name }); byId("findings").scrollIntoView(); } }, name)),
    h("td", { class: "number" }, numberText(inFiles)), [3, 2, 1, 0].map((s) => h("td", { class: "number" }, numberText(counts[s])))), 100, body, "owners");
  section.append(h("div", { class: "wide" }, h("table", { class: "plain" },
    h("thead", {}, h("tr", {}, ["owner", "files", "critical", "high", "medium", "low"].map((head) => h("th", { scope: "col" }, head)))), body)), more);
}

/** What configuration files state about versions; those that exclude the target first. */
function showStated() {
  const section = byId("stated");
  section.hidden = report.configuration.length === 0;
  const rows = [...report.configuration].sort((a, b) => Number(b[5]) - Number(a[5]));
  const body = h("tbody", {});
  const more = paged(rows, ([path, line, kind, stated, stand, excludes, instead]) => h("tr", {},
    h("td", {}, h("code", {}, `${path}:${line}`)), h("td", {}, kind), h("td", {}, h("code", {}, stated)),
    h("td", {}, excludes ? h("strong", {}, stand) : stand), h("td", {}, instead ? h("code", {}, instead) : "")), 100, body, "statements");
  section.append(...report.sums.map((line) => h("p", {}, line)),
    h("div", { class: "wide" }, h("table", { class: "plain" },
      h("thead", {}, h("tr", {}, ["file", "kind", "stated", "", "write"].map((head) => h("th", { scope: "col" }, head)))), body)), more);
}

/** Findings that are in no sum, with what took them out. */
function showUncounted() {
  const section = byId("uncounted");
  section.hidden = report.uncounted.length === 0;
  section.append(...report.uncounted.map(([title, findings]) => {
    const body = h("tbody", {});
    const more = paged(findings, ([path, line, severity, rule, symbol, message, why]) => h("tr", {},
      h("td", {}, h("code", {}, `${path}:${line}`)), h("td", {}, severity), h("td", {}, rule === symbol ? rule : `${rule} ${symbol}`),
      h("td", {}, message), h("td", {}, why)), 100, body, "findings");
    return h("details", { open: findings.length <= 20 },
      h("summary", {}, `${title} `, h("span", { class: "soft" }, `(${counted(findings.length, "finding")})`)),
      h("div", { class: "wide" }, h("table", { class: "plain" },
        h("thead", {}, h("tr", {}, ["where", "severity", "what", "message", "why not counted"].map((head) => h("th", { scope: "col" }, head)))), body)), more);
  }));
}

function showUnread() {
  const items = [
    ...files.filter((f) => f.state === failed).map((f) => [`failed: ${f.reason}`, f.path]),
    ...files.filter((f) => f.state === scanned && f.compiles === null).map((f) => [`not analysed: ${f.reason}`, f.path]),
    ...modules.filter((m) => (m.unknown & report.target) !== 0).map((m) => [`import unknown: ${m.why}`, m.name]),
    ...files.filter((f) => f.state !== scanned && f.state !== failed).map((f) => [`skipped: ${f.reason}`, f.path]),
  ];
  const section = byId("unread");
  section.hidden = items.length + report.externals.length === 0;
  section.append(...byReason(items));
  if (report.externals.length === 0) return;
  section.append(h("details", {},
    h("summary", {}, "third-party modules, assumed importable ", h("span", { class: "soft" }, `(${numberText(report.externals.length)})`)),
    longList(report.externals, ([name, from]) => h("li", {}, h("code", {}, name),
      h("span", { class: "soft" }, ` imported by ${from[0]}${from.length > 1 ? ` and ${counted(from.length - 1, "file")} more` : ""}`)),
    "modules")));
}

const readFiles = files.filter((file) => file.sha256 !== "");

/** Fills the list of hashes, once: nobody waits for what nobody looks at. */
function fillHashes() {
  const body = byId("hashes");
  if (!body || body.rows.length > 0) return;
  body.append(...readFiles.map((file) => h("tr", {}, h("td", {}, h("code", {}, file.path)),
    h("td", { class: "number" }, numberText(file.lines)), h("td", {}, file.encoding), h("td", {}, h("code", { class: "hash" }, file.sha256)))));
}

function showInputs() {
  const list = h("details", { ontoggle: fillHashes },
    h("summary", {}, "SHA-256 of what was read ", h("span", { class: "soft" }, `(${counted(readFiles.length, "file")})`)),
    h("div", { class: "wide" }, h("table", { class: "plain" },
      h("thead", {}, h("tr", {}, ["file", "lines", "encoding", "SHA-256"].map((head) => h("th", { scope: "col" }, head)))),
      h("tbody", { id: "hashes" }))));
  byId("inputs").append(...[
    report.command ? h("p", {}, "To run it again:") : null,
    report.command ? h("pre", { class: "command", tabindex: "0" }, h("code", {}, report.command)) : null,
    readFiles.length > 0 ? list : null,
  ].filter(Boolean));
  byId("colophon").append(`Made by pymolt ${report.tool} (rules ${report.rules}) for Python ${versionsText(report.target)}`,
    report.from ? `, from ${report.from}` : "", report.evidence ? `, ${report.evidence}` : "", ".", h("span", { class: "screen" }, " Keys: / search, [ and ] turn pages, arrows walk the map."));
}
