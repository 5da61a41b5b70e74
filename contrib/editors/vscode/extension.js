// pymolt for VS Code: starts `pymolt lsp` and hands it the settings.
// SPDX-License-Identifier: MIT
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

function makeClient() {
  const configuration = vscode.workspace.getConfiguration("pymolt");
  const args = ["lsp", ...configuration.get("arguments", [])];
  if (!vscode.workspace.isTrusted) args.push("--isolated");
  return new LanguageClient(
    "pymolt",
    "pymolt",
    { command: configuration.get("path", "pymolt"), args },
    {
      documentSelector: [
        { scheme: "file", language: "python" },
        { scheme: "untitled", language: "python" },
      ],
      initializationOptions: { settings: configuration.get("settings", {}) },
      synchronize: { configurationSection: "pymolt" },
    },
  );
}

async function start() {
  client = makeClient();
  try {
    await client.start();
  } catch (error) {
    vscode.window.showErrorMessage(`pymolt: ${error.message} (the setting pymolt.path names the program)`);
  }
}

async function stop() {
  const old = client;
  client = undefined;
  if (old && old.isRunning()) await old.stop();
}

async function activate(context) {
  const restart = async () => {
    await stop();
    await start();
  };
  context.subscriptions.push(
    vscode.commands.registerCommand("pymolt.restart", restart),
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("pymolt.path") || event.affectsConfiguration("pymolt.arguments")) restart();
    }),
  );
  await start();
}

module.exports = { activate, deactivate: stop };
