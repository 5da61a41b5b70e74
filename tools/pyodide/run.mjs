// Runs Python scripts on CPython 3.14 or 3.15 built to WebAssembly, as `python script.py args` would.
// SPDX-License-Identifier: MIT
//
//   node run.mjs 314 script.py arg ...      one script: stdin, stdout, stderr and the exit status pass through
//   node run.mjs 314 --serve                many: one JSON object a line on stdin, one a line on stdout
//        {"script": "/tmp/a.py", "args": ["x"], "stdin": "<base64>", "cwd": "/tmp"}   or "code" for "script"
//     -> {"returncode": 0, "stdout": "<base64>", "stderr": "<base64>"}
//
// Booting takes seconds, so a server keeps one interpreter and gives every job a clean sys.modules,
// sys.path, os.environ, working directory and set of built-ins. A job that kills the interpreter
// (a stack overflow inside WebAssembly) is answered with "fatal" and the next job gets a new one.
// The host's folders are visible under their own paths, so a path means the same inside and outside.
import fs from "node:fs";
import path from "node:path";
import readline from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const NOT_MOUNTED = new Set(["dev", "proc", "sys", "lib", "lib32", "lib64", "libx32"]);

const DRIVER = `
def _make_runner():
    import builtins, gc, os, sys, traceback, types, warnings
    import unicodedata  # stays loaded: the compiler keeps a pointer into it once a "\\N{...}" was seen
    baseline = set(sys.modules)
    known_builtins = dict(vars(builtins))
    path, flags, env = list(sys.path), list(warnings.filters), dict(os.environ)
    kept_hooks = list(sys.meta_path), list(sys.path_hooks)
    limit, excepthook, main = sys.getrecursionlimit(), sys.excepthook, sys.modules["__main__"]

    def restore():
        for name in [n for n in sys.modules if n not in baseline]:
            del sys.modules[name]
        for name in [n for n in vars(builtins) if n not in known_builtins]:
            delattr(builtins, name)
        vars(builtins).update(known_builtins)
        sys.path[:], warnings.filters[:] = path, flags
        sys.meta_path[:], sys.path_hooks[:] = kept_hooks
        sys.path_importer_cache.clear()
        sys.setrecursionlimit(limit)
        sys.excepthook = excepthook
        sys.modules["__main__"] = main
        os.environ.clear()
        os.environ.update(env)
        os.chdir("/")
        gc.collect()

    def run(script, code, args, cwd):
        os.chdir(cwd)
        module = types.ModuleType("__main__")
        module.__builtins__ = builtins
        sys.argv = [script or "-c", *args]
        sys.path.insert(0, os.path.dirname(os.path.abspath(script)) if script else "")
        sys.modules["__main__"] = module
        status = 0
        try:
            if script:
                module.__file__ = script
                with open(script, "rb") as f:
                    code = f.read()
            exec(compile(code, script or "<string>", "exec"), module.__dict__)
        except SystemExit as e:
            if isinstance(e.code, int):
                status = e.code & 255
            elif e.code is not None:
                print(e.code, file=sys.stderr)
                status = 1
        except BaseException:
            traceback.print_exc()
            status = 1
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except Exception:
                status = status or 120
        restore()
        return status
    return run
_make_runner()
`;

async function boot(which) {
  const folder = path.join(HERE, "node_modules", `pyodide-${which}`);
  const { loadPyodide } = await import(pathToFileURL(path.join(folder, "pyodide.mjs")).href);
  const pyodide = await loadPyodide({
    indexURL: folder + path.sep,
    env: { HOME: "/root", PYTHONHASHSEED: "0", PYTHONDONTWRITEBYTECODE: "1" },
    stdout: () => {},
    stderr: () => {},
  });
  for (const entry of fs.readdirSync("/", { withFileTypes: true })) {
    if (!entry.isDirectory() || NOT_MOUNTED.has(entry.name)) continue;
    const place = "/" + entry.name;
    pyodide.FS.mkdirTree(place);
    try {
      pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root: place }, place);
    } catch (error) {
      process.stderr.write(`run.mjs: ${place} is not visible inside: ${error.message}\n`);
    }
  }
  const run = pyodide.runPython(DRIVER);
  return { pyodide, run };
}

function runJob(python, job, onStdout, onStderr) {
  const input = job.stdin ?? Buffer.alloc(0);
  let at = 0;
  python.pyodide.setStdin({
    isatty: false,
    read(buffer) {
      const n = Math.min(buffer.length, input.length - at);
      buffer.set(input.subarray(at, at + n));
      at += n;
      return n;
    },
  });
  const writer = (take) => ({ isatty: false, write: (b) => (take(Buffer.from(b)), b.length) });
  python.pyodide.setStdout(writer(onStdout));
  python.pyodide.setStderr(writer(onStderr));
  const args = python.pyodide.toPy(job.args ?? []);
  return python.run(job.script ?? null, job.code ?? null, args, job.cwd ?? process.cwd());
}

async function serve(which) {
  let python = await boot(which);
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const job = JSON.parse(line);
    if (job.stdin) job.stdin = Buffer.from(job.stdin, "base64");
    const out = [], err = [];
    const answer = {};
    try {
      answer.returncode = runJob(python, job, (b) => out.push(b), (b) => err.push(b));
    } catch (error) {
      answer.returncode = 134;
      answer.fatal = String(error.message ?? error).slice(0, 2000);
      python = await boot(which);
    }
    answer.stdout = Buffer.concat(out).toString("base64");
    answer.stderr = Buffer.concat(err).toString("base64");
    process.stdout.write(JSON.stringify(answer) + "\n");
  }
}

async function once(which, script, args) {
  const python = await boot(which);
  const stdin = process.stdin.isTTY ? Buffer.alloc(0) : fs.readFileSync(0);
  const job = { script, args, stdin };
  process.exitCode = runJob(python, job, (b) => fs.writeSync(1, b), (b) => fs.writeSync(2, b));
}

const [which, script, ...args] = process.argv.slice(2);
if (!which || !script) {
  process.stderr.write("usage: node run.mjs 314|315 script.py [argument ...]\n       node run.mjs 314|315 --serve\n");
  process.exit(2);
}
if (script === "--serve") await serve(which);
else await once(which, script, args);
