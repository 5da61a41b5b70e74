// Elements and words: everything that is shown is made here, from text nodes, never from markup.
// SPDX-License-Identifier: MIT
"use strict";

/** An element: attributes by name, `on…` functions as listeners, children as nodes, texts or lists of them. */
function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

const byId = (id) => document.getElementById(id);
const numberText = (n) => n.toLocaleString("en-US");

/** `1 file`, `3 files`, `no files`. */
function counted(n, one, many = one + "s") {
  return n === 0 ? `no ${many}` : `${numberText(n)} ${n === 1 ? one : many}`;
}

/** A sentence in which `backticks` mark code. */
function sentence(text) {
  return text.split(/`([^`]+)`/).map((part, i) => (i % 2 ? h("code", {}, part) : part));
}

/** A link to a page of documentation, which opens elsewhere; what is no web address is shown and leads nowhere. */
function documentation(url) {
  if (!/^https?:\/\//.test(url)) return h("span", { class: "soft" }, url);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, "Documentation");
}

/** Calls `action` when nothing has called it again for a moment. */
function settled(action, milliseconds = 120) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(action, milliseconds);
  };
}

/** Puts the first `step` items into the container; returns what to place below it: a button for the next ones. */
function paged(items, make, step, container, what) {
  let shown = 0;
  const text = h("span", {});
  const button = h("button", { type: "button", onclick: () => show() }, "Show more");
  const more = h("p", { class: "more" }, button, " ", text);
  const show = () => {
    container.append(...items.slice(shown, shown + step).map(make));
    shown = Math.min(shown + step, items.length);
    more.hidden = shown === items.length;
    text.textContent = `${numberText(shown)} of ${numberText(items.length)} ${what} are shown`;
  };
  show();
  return more;
}
