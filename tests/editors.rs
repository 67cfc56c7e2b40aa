/*! The ways into editors that `docs/editors.md` and `editors/` give: each configuration reads in its own language, and the command that
it names is a language server. */

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The only block of code of a language in the guide.
fn snippet(language: &str) -> String {
    let guide = std::fs::read_to_string(root().join("docs/editors.md")).unwrap();
    let (_, rest) = guide.split_once(&format!("\n```{language}\n")).unwrap_or_else(|| panic!("no {language}"));
    rest.split_once("```").unwrap().0.to_owned()
}

/// A program that `.ci/run` installs; elsewhere it may be missing.
fn program(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path).flat_map(|dir| names.iter().map(move |name| dir.join(name)));
    let found = found.into_iter().find(|it| it.is_file());
    assert!(found.is_some() || std::env::var("CI").as_deref() != Ok("true"), "CI has one of {names:?}");
    found
}

/// What a script prints.
fn run(program: &Path, argument: &str, script: &str) -> String {
    let output = Command::new(program).args([argument, script]).current_dir(root()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Starts the command that an editor is told to, and says hello.
#[track_caller]
fn answers(command: &[&str]) {
    assert_eq!(command[0], "factlint");
    let mut server = Command::new(env!("CARGO_BIN_EXE_factlint"))
        .args(&command[1..])
        .current_dir(env!("CARGO_TARGET_TMPDIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut to = server.stdin.take().unwrap();
    for message in [
        r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"processId":null,"rootUri":null,"capabilities":{}}}"#,
        r#"{"jsonrpc":"2.0","method":"initialized","params":{}}"#,
        r#"{"jsonrpc":"2.0","id":2,"method":"shutdown"}"#,
        r#"{"jsonrpc":"2.0","method":"exit"}"#,
    ] {
        write!(to, "Content-Length: {}\r\n\r\n{message}", message.len()).unwrap();
    }
    to.flush().unwrap();
    let mut told = String::new();
    server.stdout.take().unwrap().read_to_string(&mut told).unwrap();
    assert!(server.wait().unwrap().success());
    for says in ["\"hoverProvider\":true", "\"definitionProvider\":true", "\"codeActionProvider\""] {
        assert!(told.contains(says), "{command:?} does not say {says}: {told}");
    }
}

#[test]
fn any_client_starts_it_with_or_without_a_flag() {
    answers(&["factlint", "lsp"]);
    answers(&["factlint", "lsp", "--stdio"]);
}

#[test]
fn neovim_reads_its_configuration() {
    let Some(lua) = program(&["lua5.4", "lua", "luajit", "lua5.1"]) else { return };
    let script = format!(
        "vim = {{lsp = {{config = function(name, it) told = it end, enable = function(name) on = name end}}}}\n{}\n\
         print(on); print(table.concat(told.cmd, ' ')); print(#told.filetypes, #told.root_markers)",
        snippet("lua")
    );
    let told = run(&lua, "-e", &script);
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!((lines[0], lines[2]), ("factlint", "3\t2"), "{told}");
    answers(&lines[1].split(' ').collect::<Vec<_>>());
}

#[test]
fn helix_reads_its_configuration() {
    let languages: toml::Table = snippet("toml").parse().unwrap();
    let server = &languages["language-server"]["factlint"];
    let args = server["args"].as_array().unwrap().iter().map(|word| word.as_str().unwrap());
    let command: Vec<&str> = std::iter::once(server["command"].as_str().unwrap()).chain(args).collect();
    answers(&command);
    assert!(languages["language"][0]["language-servers"].as_array().unwrap().contains(&"factlint".into()));
}

#[test]
fn emacs_is_told_the_command() {
    let lisp = snippet("elisp");
    assert_eq!(lisp.matches('(').count(), lisp.matches(')').count(), "{lisp}");
    let (_, command) = lisp.split_once(". (").unwrap();
    let words: Vec<&str> = command.split(')').next().unwrap().split(' ').map(|word| word.trim_matches('"')).collect();
    answers(&words);
}

/// VS Code and its language client, as far as the extension speaks to them; what it starts is printed.
const HOST: &str = r#"
const Module = require("module");
const settings = { "path": "factlint", "arguments": ["--isolated"] };
let shown = [], listeners = [], commands = {};
class LanguageClient {
  constructor(id, name, server, options) { Object.assign(this, { server, options }); }
  async start() { console.log(JSON.stringify([this.server.command, ...this.server.args])); console.log(JSON.stringify(this.options.documentSelector)); }
  async dispose() { console.log("ended"); }
}
const stubs = {
  "vscode": {
    workspace: {
      getConfiguration: () => ({ get: (key) => settings[key] }),
      createFileSystemWatcher: () => ({}),
      onDidChangeConfiguration: (listener) => listeners.push(listener),
    },
    commands: { registerCommand: (name, run) => { commands[name] = run; } },
    window: { showErrorMessage: (text) => shown.push(text) },
  },
  "vscode-languageclient/node": { LanguageClient },
};
const load = Module._load;
Module._load = (name, ...rest) => stubs[name] ?? load(name, ...rest);
const extension = require(process.cwd() + "/editors/vscode/extension.js");
(async () => {
  const context = { subscriptions: [] };
  await extension.activate(context);
  await commands["factlint.restart"]();
  await extension.deactivate();
  if (shown.length || listeners.length !== 1) throw new Error(JSON.stringify(shown));
})();
"#;

#[test]
fn the_extension_of_vs_code_starts_the_server() {
    let manifest = std::fs::read_to_string(root().join("editors/vscode/package.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    assert_eq!(manifest["version"], env!("CARGO_PKG_VERSION"));
    let file = format!("factlint-{}.vsix", env!("CARGO_PKG_VERSION"));
    assert!(snippet("sh").contains(&file), "the guide installs {file}");
    let properties = &manifest["contributes"]["configuration"]["properties"];
    assert_eq!(properties["factlint.path"]["default"], "factlint");
    let Some(node) = program(&["node", "nodejs"]) else { return };
    let told = run(&node, "-e", HOST);
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!((lines.len(), lines[2], lines[5]), (6, "ended", "ended"), "{told}");
    let command: Vec<String> = serde_json::from_str(lines[0]).unwrap();
    answers(&command.iter().map(String::as_str).collect::<Vec<_>>());
    let selector: Vec<serde_json::Value> = serde_json::from_str(lines[1]).unwrap();
    let languages = manifest["activationEvents"].as_array().unwrap();
    assert_eq!(selector.len(), languages.len());
    for language in selector {
        let event = format!("onLanguage:{}", language["language"].as_str().unwrap());
        assert!(languages.contains(&event.as_str().into()), "{event}");
    }
}
