/*! The language server as an editor meets it: a process that is spoken to in framed JSON-RPC over its standard input and output. */

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};

/// Far longer than any answer takes, on the slowest machine.
const PATIENCE: Duration = Duration::from_secs(60);

const FEWER: &str = "---\ndate: 2024-03-04\n---\n\n# The ballot\n\nIt was cold.\n\n🗳 Nearly 37,000 nurses voted in the Port Ellis ballot.\n";
const MORE: &str = " date 2024-03-05 Nearly 40,000 nurses voted in the Port Ellis ballot.\n";

/// An editor with a folder open.
struct Editor {
    server: Child,
    to: Option<ChildStdin>,
    from: Receiver<Value>,
    directory: PathBuf,
    last: u64,
    /// The diagnostics that it shows, by the name of the file.
    shown: std::collections::BTreeMap<String, Vec<Value>>,
}

/// Reads the messages of the server, one after the other, as a thread of its own.
fn listen(from: ChildStdout) -> Receiver<Value> {
    let (tell, told) = channel();
    std::thread::spawn(move || {
        let mut from = BufReader::new(from);
        loop {
            let mut length = 0;
            loop {
                let mut line = String::new();
                if from.read_line(&mut line).unwrap_or(0) == 0 {
                    return;
                }
                if let Some(n) = line.strip_prefix("Content-Length: ") {
                    length = n.trim().parse().expect("a length");
                }
                if line == "\r\n" {
                    break;
                }
            }
            let mut body = vec![0; length];
            from.read_exact(&mut body).expect("a whole message");
            if tell.send(serde_json::from_slice(&body).expect("JSON")).is_err() {
                return;
            }
        }
    });
    told
}

impl Editor {
    fn start(name: &str, files: &[(&str, &str)], encodings: &[&str]) -> (Self, Value) {
        let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lsp").join(name);
        let _ = std::fs::remove_dir_all(&directory);
        std::fs::create_dir_all(&directory).unwrap();
        for (name, text) in files {
            std::fs::write(directory.join(name), text).unwrap();
        }
        let mut server = Command::new(env!("CARGO_BIN_EXE_factlint"))
            .arg("lsp")
            .current_dir(env!("CARGO_TARGET_TMPDIR"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let (to, from) = (server.stdin.take(), listen(server.stdout.take().unwrap()));
        let mut editor = Self { server, to, from, directory, last: 0, shown: Default::default() };
        let folder = format!("file://{}", editor.directory.display());
        let answer = editor.ask(
            "initialize",
            json!({
                "processId": null, "rootUri": folder, "workspaceFolders": [{"uri": folder, "name": "news"}],
                "capabilities": {"general": {"positionEncodings": encodings}},
            }),
        );
        editor.tell("initialized", json!({}));
        (editor, answer)
    }

    fn uri(&self, name: &str) -> String {
        format!("file://{}/{name}", self.directory.display())
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        let to = self.to.as_mut().expect("the server listens");
        write!(to, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
        to.flush().unwrap();
    }

    fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Takes the next message; diagnostics are shown.
    fn next(&mut self) -> Value {
        let message = self
            .from
            .recv_timeout(PATIENCE)
            .unwrap_or_else(|error| panic!("the server is silent: {error}; shown is {:#?}", self.shown));
        if message["method"] == "textDocument/publishDiagnostics" {
            let uri = message["params"]["uri"].as_str().unwrap();
            let name = uri.rsplit('/').next().unwrap().to_owned();
            self.shown.insert(name, message["params"]["diagnostics"].as_array().unwrap().clone());
        }
        message
    }

    fn request(&mut self, method: &str, params: Value) -> Value {
        self.last += 1;
        let id = self.last;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        loop {
            let message = self.next();
            if message["id"] == id {
                return message;
            }
        }
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        let answer = self.request(method, params);
        assert!(answer["error"].is_null(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// Waits until the diagnostics of every file are as many.
    fn wait(&mut self, counts: &[(&str, usize)]) {
        let as_told = |editor: &Self| counts.iter().all(|(name, n)| editor.shown.get(*name).map_or(0, Vec::len) == *n);
        while !as_told(self) {
            self.next();
        }
    }

    fn open(&mut self, name: &str, language: &str, text: &str) {
        let uri = self.uri(name);
        self.tell(
            "textDocument/didOpen",
            json!({"textDocument": {"uri": uri, "languageId": language, "version": 1, "text": text}}),
        );
    }

    fn change(&mut self, name: &str, text: &str) {
        let uri = self.uri(name);
        self.tell(
            "textDocument/didChange",
            json!({"textDocument": {"uri": uri, "version": 2}, "contentChanges": [{"text": text}]}),
        );
    }

    fn at(&self, name: &str, line: u32, character: u32) -> Value {
        json!({"textDocument": {"uri": self.uri(name)}, "position": {"line": line, "character": character}})
    }

    fn stop(mut self) {
        self.ask("shutdown", Value::Null);
        self.tell("exit", Value::Null);
        self.to = None;
        assert_eq!(self.server.wait().unwrap().code(), Some(0));
    }
}

#[test]
fn an_editor_sees_both_ends_of_a_finding() {
    let (mut editor, answer) = Editor::start("ends", &[("a.md", FEWER), ("b.txt", MORE)], &["utf-16"]);
    assert_eq!(answer["capabilities"]["positionEncoding"], "utf-16");
    assert_eq!(answer["serverInfo"]["name"], "factlint");
    editor.wait(&[("a.md", 1), ("b.txt", 1)]);
    let here = editor.shown["a.md"][0].clone();
    assert_eq!(
        (&here["code"], &here["severity"], &here["source"]),
        (&"votes-cast-differ".into(), &1.into(), &"factlint".into())
    );
    // The ballot box takes two units of UTF-16.
    assert_eq!(here["range"], json!({"start": {"line": 8, "character": 3}, "end": {"line": 8, "character": 16}}));
    let other = &here["relatedInformation"][0];
    assert!(other["location"]["uri"].as_str().unwrap().ends_with("/b.txt"), "{other}");
    assert!(other["message"].as_str().unwrap().contains("38,000 to 40,000"), "{other}");
    assert!(here["message"].as_str().unwrap().contains("why: both"), "{here}");

    let at = editor.at("a.md", 8, 10);
    let hover = editor.ask("textDocument/hover", at.clone());
    let text = hover["contents"]["value"].as_str().unwrap();
    assert!(text.contains("35,150 to 37,000"), "{text}");
    assert_eq!(hover["range"], here["range"]);
    for method in ["textDocument/definition", "textDocument/references"] {
        let mut params = at.clone();
        params["context"] = json!({"includeDeclaration": false});
        let places = editor.ask(method, params);
        assert!(places[0]["uri"].as_str().unwrap().ends_with("/b.txt"), "{method}: {places}");
        assert_eq!(places[0]["range"]["start"], json!({"line": 0, "character": 17}));
    }
    let nowhere = editor.at("a.md", 6, 2);
    assert!(editor.ask("textDocument/hover", nowhere.clone()).is_null());
    assert_eq!(editor.ask("textDocument/definition", nowhere), json!([]));
    editor.stop();
}

#[test]
fn unsaved_text_stands_before_the_file() {
    let (mut editor, answer) = Editor::start("unsaved", &[("a.md", FEWER), ("b.txt", MORE)], &["utf-16", "utf-8"]);
    assert_eq!(answer["capabilities"]["positionEncoding"], "utf-8");
    editor.wait(&[("a.md", 1), ("b.txt", 1)]);
    assert_eq!(editor.shown["a.md"][0]["range"]["start"]["character"], 5);
    editor.open("a.md", "markdown", FEWER);
    editor.change("a.md", &FEWER.replace("37,000", "40,000"));
    editor.wait(&[("a.md", 0), ("b.txt", 0)]);
    editor.change("a.md", &format!("One line more.\n\n{}", FEWER.replace("---\ndate: 2024-03-04\n---\n", "")));
    editor.wait(&[("a.md", 1)]);
    // What was never saved counts until the editor gives it up.
    editor.open("new.txt", "plaintext", "The line closes on Monday 13 August 2025 for repairs.\n");
    editor.wait(&[("new.txt", 1)]);
    let uri = editor.uri("new.txt");
    editor.tell("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    editor.wait(&[("new.txt", 0)]);
    let file = editor.directory.join("b.txt");
    std::fs::remove_file(file).unwrap();
    let uri = editor.uri("b.txt");
    editor.tell("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri, "type": 3}]}));
    editor.wait(&[("a.md", 0), ("b.txt", 0)]);
    editor.stop();
}

#[test]
fn a_finding_is_accepted_by_a_comment_above_its_paragraph() {
    let (mut editor, _) = Editor::start("accept", &[("a.md", FEWER), ("b.txt", MORE)], &["utf-16"]);
    editor.open("a.md", "markdown", FEWER);
    editor.wait(&[("a.md", 1), ("b.txt", 1)]);
    let here = editor.shown["a.md"][0].clone();
    let params = |uri: String, diagnostic: &Value| json!({"textDocument": {"uri": uri}, "range": diagnostic["range"], "context": {"diagnostics": [diagnostic]}});
    let uri = editor.uri("a.md");
    let actions = editor.ask("textDocument/codeAction", params(uri.clone(), &here));
    let edit = &actions[0]["edit"]["changes"][&uri][0];
    assert_eq!(edit["range"]["start"], json!({"line": 8, "character": 0}));
    let comment = edit["newText"].as_str().unwrap();
    assert_eq!(comment, "<!-- factlint-ignore-next-line votes-cast-differ -- say why -->\n");
    let text = FEWER.replace("🗳", &format!("{comment}🗳"));
    editor.change("a.md", &text);
    editor.wait(&[("a.md", 0), ("b.txt", 0)]);
    // Plain text holds no comments.
    let uri = editor.uri("b.txt");
    assert_eq!(editor.ask("textDocument/codeAction", params(uri, &here)), json!([]));
    editor.stop();
}

#[test]
fn what_it_does_not_know_is_an_error_and_no_end() {
    let (mut editor, _) = Editor::start("unknown", &[], &[]);
    assert_eq!(editor.request("textDocument/rename", json!({}))["error"]["code"], -32601);
    assert_eq!(editor.request("textDocument/hover", json!({"position": 3}))["error"]["code"], -32602);
    editor.tell("textDocument/didChange", json!({"nonsense": true}));
    editor.tell("$/setTrace", json!({"value": "off"}));
    let far = editor.at("none.md", 4_294_967_295, 4_294_967_295);
    assert!(editor.ask("textDocument/hover", far).is_null());
    editor.stop();
}
