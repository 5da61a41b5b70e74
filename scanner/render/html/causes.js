// Causes that break modules: one thing to fix, and how many modules it brings back.
// SPDX-License-Identifier: MIT
"use strict";

function causeRow(cause, most) {
  const bar = h("span", { class: "bar", "aria-hidden": "true" }, h("span", {}));
  bar.firstChild.style.width = `${(100 * cause.modules.size) / most}%`;
  return h("li", {}, h("details", {},
    h("summary", {},
      h("span", { class: "number" }, numberText(cause.modules.size)), bar,
      h("code", {}, cause.cause), " at ", h("code", { class: "path" }, `${cause.path}:${cause.line}`),
      h("span", { class: "soft" }, ` on ${versionsText(cause.versions)}`)),
    h("p", { class: "names" }, [...cause.modules].sort().map((name) => [h("code", {}, name), " "]))));
}

function showCauses(state) {
  const section = byId("causes");
  const causes = causesOn(state.version === null ? report.target : 1 << state.version);
  section.hidden = causes.length === 0;
  section.replaceChildren(section.firstElementChild);
  if (causes.length === 0) return;
  const list = h("ol", { class: "causes" });
  section.append(h("p", { class: "lead" }, "Each line is one place in the code; the number says how many modules fail because of it."), list,
  paged(causes, (cause) => causeRow(cause, causes[0].modules.size), 12, list, "causes"));
}
