// Drives a headless Chromium over a pipe, with nothing installed for it: opens a page, asks it things, takes pictures.
// SPDX-License-Identifier: MIT
//
//   const browser = await Chromium.start();
//   const page = await browser.open("file:///tmp/report.html", { dark: true, width: 1200, height: 900 });
//   await page.evaluate("document.title");
//   page.problems      // what the console, the content policy and the network had to say
//   await browser.stop();
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** The browser's command, or nothing when there is none here. */
export function findChromium() {
  return names.find((name) => spawnSync(name, ["--version"], { stdio: "ignore" }).status === 0);
}

export class Chromium {
  static async start() {
    const browser = new Chromium();
    browser.profile = mkdtempSync(join(tmpdir(), "pymolt-chromium-"));
    browser.process = spawn(findChromium(), [
      "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars",
      "--remote-debugging-pipe", `--user-data-dir=${browser.profile}`,
    ], { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
    browser.#listen();
    return browser;
  }

  #asked = new Map();
  #listeners = [];
  #next = 1;

  #listen() {
    let text = "";
    this.process.stdio[4].setEncoding("utf8").on("data", (data) => {
      text += data;
      for (let end = text.indexOf("\0"); end >= 0; end = text.indexOf("\0")) {
        const message = JSON.parse(text.slice(0, end));
        text = text.slice(end + 1);
        if (!message.id) this.#listeners.forEach((listener) => listener(message));
        const asked = this.#asked.get(message.id);
        this.#asked.delete(message.id);
        if (asked) message.error ? asked.reject(new Error(message.error.message)) : asked.resolve(message.result);
      }
    });
    this.process.on("exit", () => this.#asked.forEach(({ reject }) => reject(new Error("the browser ended"))));
  }

  send(method, params = {}, sessionId = undefined) {
    const id = this.#next++;
    this.process.stdio[3].write(JSON.stringify({ id, method, params, sessionId }) + "\0");
    return new Promise((resolve, reject) => this.#asked.set(id, { resolve, reject }));
  }

  /** Opens a page and waits until it says it is ready. */
  async open(url, { dark = false, width = 1280, height = 900 } = {}) {
    const { targetId } = await this.send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true });
    const page = new Page(this, sessionId, targetId);
    this.#listeners.push((message) => message.sessionId === sessionId && page.hear(message));
    for (const domain of ["Page", "Runtime", "Log", "Network"]) await page.send(`${domain}.enable`);
    await page.send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: false });
    await page.send("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }] });
    await page.send("Page.navigate", { url });
    await page.until("document.documentElement.dataset.ready === 'yes'");
    return page;
  }

  async stop() {
    await this.send("Browser.close").catch(() => {});
    await new Promise((resolve) => (this.process.exitCode === null ? this.process.on("exit", resolve) : resolve()));
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

class Page {
  problems = [];
  requests = [];

  constructor(browser, session, target) {
    Object.assign(this, { browser, session, target });
  }

  send(method, params) {
    return this.browser.send(method, params, this.session);
  }

  hear({ method, params }) {
    if (method === "Runtime.exceptionThrown") this.problems.push(params.exceptionDetails.exception?.description ?? params.exceptionDetails.text);
    if (method === "Runtime.consoleAPICalled") this.problems.push(params.args.map((arg) => arg.value).join(" "));
    if (method === "Log.entryAdded") this.problems.push(params.entry.text);
    if (method === "Network.requestWillBeSent") this.requests.push(params.request.url);
    if (method === "Page.javascriptDialogOpening") {
      this.problems.push(`a dialog: ${params.message}`);
      this.send("Page.handleJavaScriptDialog", { accept: false });
    }
  }

  async evaluate(expression) {
    const { result, exceptionDetails } = await this.send("Runtime.evaluate", { expression, returnByValue: true, awaitPromise: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  async until(expression, milliseconds = 20000) {
    for (const end = Date.now() + milliseconds; Date.now() < end;) {
      if (await this.evaluate(expression).catch(() => false)) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`waited in vain for ${expression}; ${this.problems.join("; ")}`);
  }

  /** A key as a user presses it: "Tab", "Enter", "ArrowDown", or a letter. */
  async press(key) {
    const codes = { Tab: 9, Enter: 13, " ": 32, Escape: 27, ArrowLeft: 37, ArrowUp: 38, ArrowRight: 39, ArrowDown: 40 };
    const text = key === "Enter" ? "\r" : key.length === 1 ? key : undefined;
    const common = { key, text, windowsVirtualKeyCode: codes[key] ?? key.toUpperCase().charCodeAt(0) };
    await this.send("Input.dispatchKeyEvent", { type: text ? "keyDown" : "rawKeyDown", ...common });
    await this.send("Input.dispatchKeyEvent", { type: "keyUp", ...common });
  }

  async type(text) {
    for (const letter of text) await this.press(letter);
  }

  /** A picture of the window, or of the whole page; the bytes of a PNG, also written to a file. */
  async picture(file, whole = false) {
    const { data } = await this.send("Page.captureScreenshot", { format: "png", captureBeyondViewport: whole });
    const bytes = Buffer.from(data, "base64");
    if (file) writeFileSync(file, bytes);
    return bytes;
  }

  async paper() {
    const { data } = await this.send("Page.printToPDF", { printBackground: true });
    return Buffer.from(data, "base64");
  }

  close() {
    return this.browser.send("Target.closeTarget", { targetId: this.target });
  }
}
