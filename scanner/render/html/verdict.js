// The verdict: a card a version, which is also the switch that narrows everything below to that version.
// SPDX-License-Identifier: MIT
"use strict";

const manyVersions = verdicts.length > 6;

function share(label, count, unit) {
  if (!count) return h("span", { class: "share" }, h("span", {}, label), h("span", {}, "not analysed"));
  const [ok, of, unknown] = count;
  const bar = h("span", { class: "bar", "aria-hidden": "true" }, h("span", {}));
  bar.firstChild.style.width = `${of === 0 ? 100 : (100 * ok) / of}%`;
  const number = `${numberText(ok)} of ${numberText(of)}` + (unknown ? `, ${numberText(unknown)} unknown` : "");
  return h("span", { class: "share", title: `${number} ${unit}` }, h("span", {}, label),
    h("span", {}, manyVersions ? `${numberText(ok)}/${numberText(of)}` : number), bar);
}

function verdictCard(verdict, chosen, choose) {
  const counts = [0, 0, 0, 0];
  for (const finding of findings) {
    const severity = severityOn(finding, verdict.version);
    if (severity >= 0) counts[severity] += 1;
  }
  const tally = [3, 2, 1, 0].filter((s) => !manyVersions || s >= 2).map((severity) => h("span", {
    class: `count ${severities[severity]}${counts[severity] ? "" : " none"}`, title: `${numberText(counts[severity])} ${severities[severity]}`,
  }, numberText(counts[severity])));
  return h("button", {
    type: "button", class: `card ${verdict.verdict}`, "aria-pressed": String(chosen === verdict.version),
    title: verdict.why || `Show what concerns Python ${versionName(verdict.version)}`,
    onclick: () => choose(chosen === verdict.version ? null : verdict.version),
  },
  h("span", { class: "python" }, manyVersions ? versionName(verdict.version) : `Python ${versionName(verdict.version)}`),
  h("span", { class: "word" }, verdict.verdict),
  share(manyVersions ? "files" : "files compile", verdict.compile, "files compile"),
  share(manyVersions ? "modules" : "modules import", verdict.imports, "modules import"),
  h("span", { class: "tally" }, tally),
  verdict.why && !manyVersions ? h("span", { class: "why" }, verdict.why) : null);
}

function showVerdicts(state, change) {
  const section = byId("verdict");
  section.querySelector(".cards")?.remove();
  section.querySelector(".facts")?.remove();
  const [found, read, skipped, bad] = report.counts;
  section.append(
    h("div", { class: manyVersions ? "cards many" : "cards" }, verdicts.map((verdict) => verdictCard(verdict, state.version, (version) => change({ version })))),
    h("p", { class: "facts" },
      manyVersions || verdicts.length > 1 ? "Choose a version to see only what concerns it. " : "",
      `${counted(found, "file")} found: ${numberText(read)} scanned, ${numberText(skipped)} skipped, ${numberText(bad)} failed. `,
      report.hidden.map((sentence) => `${sentence}. `).join(""),
      h("span", { class: "legend" }, [3, 2, 1, 0].map((s) => h("span", { class: `count ${severities[s]}` }, severities[s])))));
}
