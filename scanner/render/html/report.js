// The report's data by name, and what is worked out from it. The order of the rows is that of html_data.cc.
// SPDX-License-Identifier: MIT
"use strict";

const report = JSON.parse(byId("report").textContent);
const severities = ["low", "medium", "high", "critical"];
const [scanned, , failed] = [0, 1, 2];

const files = report.files.map(([path, state, sha256, lines, encoding, compiles, reason, owners]) =>
  ({ path, state, sha256, lines, encoding, compiles, reason, owners, folder: folderOf(path) }));
const kinds = report.kinds.map(([rule, symbol, confidence, breaks, breaksAs, warns, warnsAs, message, when, instead, docs]) =>
  ({ rule, symbol, confidence, breaks, breaksAs, warns, warnsAs, message, when, instead, docs }));
const noFile = { path: "", owners: [], folder: "." }; // of a finding about a file that is not listed
const findings = report.findings.map(([file, kind, severity, line, column, scope, before, marked, after]) =>
  ({ file: files[file] ?? noFile, kind: kinds[kind], severity, line, column, scope, before, marked, after }));
const modules = report.modules.map(([name, file, imports, unknown, why, reasons]) => ({
  name, file: files[file] ?? null, imports, unknown, why,
  reasons: reasons.map(([versions, cause, path, line, via]) => ({ versions, cause, path, line, via })),
}));
const verdicts = report.verdicts.map(([version, verdict, why, compile, imports]) =>
  ({ version, verdict, why, compile, imports }));

function folderOf(path) {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "." : path.slice(0, slash);
}

const versionName = (version) => report.versions[version];
const has = (mask, version) => (mask >> version & 1) === 1;
const everyVersion = (1 << report.versions.length) - 1;

/** For people: `3.0+`, `2.7, 3.3-3.11`. */
function versionsText(mask) {
  const runs = [];
  for (let v = 0; v < report.versions.length; ++v) {
    if (!has(mask, v)) continue;
    const run = runs[runs.length - 1];
    if (run && run[1] === v - 1) run[1] = v;
    else runs.push([v, v]);
  }
  return runs.map(([first, last]) => {
    if (last === report.versions.length - 1 && first < last) return versionName(first) + "+";
    return first === last ? versionName(first) : `${versionName(first)}-${versionName(last)}`;
  }).join(", ");
}

/** How severe a finding is on one version, or on the whole target; -1 when it does not concern it. */
function severityOn(finding, version) {
  if (version === null) return finding.severity;
  const { breaks, breaksAs, warns, warnsAs } = finding.kind;
  return Math.max(has(breaks, version) ? breaksAs : -1, has(warns, version) ? warnsAs : -1);
}

/** What keeps modules from importing on the asked versions, the cause that breaks most first. */
function causesOn(mask) {
  const found = new Map();
  for (const module of modules) {
    for (const reason of module.reasons) {
      const versions = reason.versions & mask;
      if (versions === 0) continue;
      const key = `${reason.path}\n${reason.line}\n${reason.cause}`;
      if (!found.has(key)) found.set(key, { ...reason, versions: 0, modules: new Set() });
      const cause = found.get(key);
      cause.versions |= versions;
      cause.modules.add(module.name);
    }
  }
  return [...found.values()].sort((a, b) => b.modules.size - a.modules.size);
}
