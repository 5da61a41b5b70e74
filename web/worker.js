// Runs the program on files that the page hands over: each run is a fresh instance with a file system in memory.
// SPDX-License-Identifier: MIT
//
//   in   {id, files: [{path, bytes}], runs: [[word, …], …], take: [path, …]}
//   out  {id, status: [number, …], out: [text, …], error: [text, …], taken: {path: text}} or {id, failed: text}
"use strict";
importScripts("pymolt.js");

let compiled; // once for all runs

async function start(out, error) {
  compiled ??= WebAssembly.compileStreaming(fetch("pymolt.wasm"));
  const code = await compiled;
  return pymolt({
    print: (line) => out.push(line),
    printErr: (line) => error.push(line),
    instantiateWasm(imports, done) {
      WebAssembly.instantiate(code, imports).then((instance) => done(instance, code));
      return {};
    },
  });
}

async function answer({ files, runs, take }) {
  const told = { status: [], out: [], error: [], taken: {} };
  for (const words of runs) {
    const out = [], error = [];
    const program = await start(out, error);
    const { FS } = program;
    FS.mkdirTree("/project");
    FS.mkdirTree("/out");
    for (const { path, bytes } of files) {
      const whole = "/project/" + path;
      FS.mkdirTree(whole.slice(0, whole.lastIndexOf("/")));
      FS.writeFile(whole, new Uint8Array(bytes));
    }
    FS.chdir("/project");
    told.status.push(program.callMain(words));
    told.out.push(out.join("\n"));
    told.error.push(error.join("\n"));
    for (const path of take) {
      if (FS.analyzePath(path).exists) told.taken[path] = FS.readFile(path, { encoding: "utf8" });
    }
  }
  return told;
}

self.onmessage = ({ data }) => {
  answer(data).then((told) => self.postMessage({ id: data.id, ...told }),
                    (problem) => self.postMessage({ id: data.id, failed: String(problem?.message ?? problem) }));
};
