// Starts `factlint lsp`, which does all the work, and starts it anew where it is asked to or its settings change.
"use strict";

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

/** What factlint reads. */
const LANGUAGES = ["markdown", "html", "plaintext"];

let client;

async function start() {
  const settings = vscode.workspace.getConfiguration("factlint");
  const server = { command: settings.get("path"), args: ["lsp", ...settings.get("arguments")] };
  const options = {
    // Text that no file has has no folder whose articles it could be held against.
    documentSelector: LANGUAGES.map((language) => ({ scheme: "file", language })),
    synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("**/*") },
  };
  client = new LanguageClient("factlint", "factlint", server, options);
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    const told = `factlint does not start: ${error.message}. Install it, or say where it is in factlint.path.`;
    vscode.window.showErrorMessage(told);
  }
}

async function stop() {
  const running = client;
  client = undefined;
  await running?.dispose();
}

async function restart() {
  await stop();
  await start();
}

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("factlint.restart", restart),
    vscode.workspace.onDidChangeConfiguration((change) => change.affectsConfiguration("factlint") && restart()),
  );
  await start();
}

module.exports = { activate, deactivate: stop };
