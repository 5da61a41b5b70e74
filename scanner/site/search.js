// Looks through the names as one types; everything it needs is in the page.
// SPDX-License-Identifier: MIT
"use strict";
(() => {
  const MOST = 60;
  const rows = JSON.parse(document.getElementById("data").textContent);
  const input = document.getElementById("words");
  const list = document.getElementById("found");

  // Better is less: the name itself, its beginning, its last part, anywhere in it, in what is said of it.
  function rank(row, words) {
    const name = row[0].toLowerCase();
    const whole = words.join(" ");
    if (name === whole) return 0;
    if (name.startsWith(whole)) return 1;
    if (name.endsWith("." + whole)) return 2;
    if (words.every((word) => name.includes(word))) return 3;
    const all = name + " " + row[2].toLowerCase();
    return words.every((word) => all.includes(word)) ? 4 : 9;
  }

  function show() {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    list.replaceChildren();
    if (words.length === 0) return;
    const found = rows
      .map((row) => [rank(row, words), row])
      .filter(([place]) => place < 9)
      .sort((a, b) => a[0] - b[0] || a[1][0].length - b[1][0].length);
    for (const [, row] of found.slice(0, MOST)) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = row[1];
      link.textContent = row[0];
      item.append(link, ` ${row[2]}`);
      list.append(item);
    }
    const rest = document.createElement("li");
    if (found.length === 0) rest.textContent = "nothing is known by these words";
    if (found.length > MOST) rest.textContent = `and ${found.length - MOST} more`;
    if (rest.textContent) list.append(rest);
  }

  input.addEventListener("input", show);
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) input.value = asked;
  show();
  input.focus();
  document.documentElement.dataset.ready = "yes";
})();
