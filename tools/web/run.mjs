// Runs the program for WebAssembly under node, on a copy of a folder in memory, as the page does.
// SPDX-License-Identifier: MIT
//
//   node tools/web/run.mjs BUILD [--from FOLDER] [--bring PATH FOLDER] [--variable NAME=VALUE] -- WORDS…
//
// FOLDER becomes /project, where the program runs. --bring copies what it wrote below PATH into FOLDER afterwards.
import { createRequire } from "node:module";
import { lstatSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const words = process.argv.slice(2);
const build = words.shift();
const asked = { from: null, bring: [], variables: {} };
while (words.length > 0 && words[0] !== "--") {
  const word = words.shift();
  if (word === "--from") asked.from = words.shift();
  else if (word === "--bring") asked.bring.push([words.shift(), words.shift()]);
  else if (word === "--variable") {
    const [name, value] = words.shift().split("=");
    asked.variables[name] = value;
  } else throw new Error(`unknown word ${word}`);
}
words.shift();

const load = createRequire(import.meta.url)(resolve(build, "pymolt.js"));
const program = await load({ print: (line) => process.stdout.write(line + "\n"), printErr: (line) => process.stderr.write(line + "\n"),
                             preRun: [({ ENV }) => Object.assign(ENV, asked.variables)] });
const { FS } = program;

function copyIn(from, to) {
  FS.mkdirTree(to);
  for (const name of readdirSync(from)) {
    const path = join(from, name);
    const kind = lstatSync(path);
    if (kind.isDirectory()) copyIn(path, `${to}/${name}`);
    else if (kind.isFile()) FS.writeFile(`${to}/${name}`, readFileSync(path));
  }
}

function copyOut(from, to) {
  mkdirSync(to, { recursive: true });
  for (const name of FS.readdir(from).filter((one) => one !== "." && one !== "..")) {
    const path = `${from}/${name}`;
    if (FS.isDir(FS.stat(path).mode)) copyOut(path, join(to, name));
    else writeFileSync(join(to, name), FS.readFile(path));
  }
}

FS.mkdirTree("/project");
FS.mkdirTree("/out");
if (asked.from) copyIn(asked.from, "/project");
FS.chdir("/project");
process.exitCode = program.callMain(words);
for (const [path, folder] of asked.bring) copyOut(path, folder);
