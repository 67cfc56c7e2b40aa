/*! `factlint lsp`: a language server on standard input and output, for the text in the editor, saved or not.

All files of the folder are read once; the text of the editor stands before that of its file. After a change it waits until the
writer pauses, and then checks everything anew: a figure in one file may be at odds with any other. */

mod place;
mod tell;
mod workspace;

use std::collections::BTreeMap;
use std::str::FromStr;
use std::time::Duration;

use clap::Args;
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, Response};
use lsp_types::notification::{
    DidChangeTextDocument, DidChangeWatchedFiles, DidCloseTextDocument, DidOpenTextDocument, DidSaveTextDocument,
    Notification as _, PublishDiagnostics,
};
use lsp_types::request::{CodeActionRequest, GotoDefinition, HoverRequest, References, Request as _};
use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionParams, CodeActionProviderCapability, Diagnostic,
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    DidSaveTextDocumentParams, GotoDefinitionParams, GotoDefinitionResponse, HoverParams, HoverProviderCapability,
    InitializeParams, InitializeResult, OneOf, PublishDiagnosticsParams, ReferenceParams, ServerCapabilities,
    ServerInfo, TextDocumentPositionParams, TextDocumentSyncCapability, TextDocumentSyncKind, Uri,
};
use miette::Report;
use serde::de::DeserializeOwned;

use super::exit::Exit;
use super::setup::{Choice, Setup};
use super::terminal::Terminal;
use place::{Encoding, Folder, path_of};
use tell::View;
use workspace::Workspace;

/// How long the writer has to pause before all is checked anew.
const PAUSE: Duration = Duration::from_millis(250);

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Lsp {
    #[command(flatten)]
    setup: Setup,

    #[command(flatten)]
    choice: Choice,

    /// Speak over standard input and output, which it does anyway: many clients say so
    #[arg(long, hide = true)]
    stdio: bool,
}

const EXAMPLES: &str = "\
Examples:
  factlint lsp                    what an editor starts; docs/editors.md says how
  factlint lsp --rules my-rules   with rules of your own

Exit status:
  0  the editor has ended the server
  2  the connection broke, or the settings cannot be used";

impl Lsp {
    pub(crate) fn run(self, terminal: &Terminal) -> Result<Exit, Report> {
        let (connection, threads) = Connection::stdio();
        let served = self.serve(&connection, terminal);
        // The writing thread ends when nobody can send to it.
        drop(connection);
        served?;
        threads.join().map_err(|error| miette::miette!("the connection to the editor broke: {error}"))?;
        Ok(Exit::Clean)
    }

    fn serve(self, connection: &Connection, terminal: &Terminal) -> Result<(), Report> {
        let broken = |error: lsp_server::ProtocolError| miette::miette!("the connection to the editor broke: {error}");
        let (id, params) = connection.initialize_start().map_err(broken)?;
        let params: InitializeParams = serde_json::from_value(params)
            .map_err(|error| miette::miette!("the editor's `initialize` cannot be read: {error}"))?;
        let view = View { folder: folder(&params), encoding: encoding(&params) };
        let answer = serde_json::to_value(abilities(view.encoding)).unwrap_or_default();
        connection.initialize_finish(id, answer).map_err(broken)?;
        // Settings, and the paths in them, count from the folder.
        let has_folder = !view.folder.root().is_empty() && std::env::set_current_dir(view.folder.root()).is_ok();
        let project = self.setup.project(&self.choice, terminal)?;
        let mut server = Server {
            workspace: Workspace::new(project, has_folder),
            view,
            connection,
            published: BTreeMap::new(),
            stale: true,
        };
        server.work().map_err(broken)
    }
}

/// The folder that the editor has open.
fn folder(params: &InitializeParams) -> Folder {
    let first = params.workspace_folders.as_ref().and_then(|folders| folders.first()).map(|folder| folder.uri.as_str());
    // Older clients know one folder only.
    #[allow(deprecated)]
    let root = first.or(params.root_uri.as_ref().map(|uri| uri.as_str()));
    Folder::new(&root.and_then(path_of).unwrap_or_default())
}

fn encoding(params: &InitializeParams) -> Encoding {
    let general = params.capabilities.general.as_ref();
    Encoding::among(general.and_then(|general| general.position_encodings.as_deref()))
}

fn abilities(encoding: Encoding) -> InitializeResult {
    InitializeResult {
        capabilities: ServerCapabilities {
            position_encoding: Some(encoding.kind()),
            text_document_sync: Some(TextDocumentSyncCapability::Kind(TextDocumentSyncKind::FULL)),
            hover_provider: Some(HoverProviderCapability::Simple(true)),
            definition_provider: Some(OneOf::Left(true)),
            references_provider: Some(OneOf::Left(true)),
            code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
                code_action_kinds: Some(vec![CodeActionKind::QUICKFIX]),
                ..CodeActionOptions::default()
            })),
            ..ServerCapabilities::default()
        },
        server_info: Some(ServerInfo {
            name: "factlint".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
    }
}

struct Server<'a> {
    workspace: Workspace,
    view: View,
    connection: &'a Connection,
    /// The diagnostics that the editor shows, by URI.
    published: BTreeMap<String, Vec<Diagnostic>>,
    /// Whether a text has changed since.
    stale: bool,
}

impl Server<'_> {
    fn work(&mut self) -> Result<(), lsp_server::ProtocolError> {
        loop {
            let message = if self.stale {
                match self.connection.receiver.recv_timeout(PAUSE) {
                    Ok(message) => message,
                    Err(error) if error.is_timeout() => {
                        self.publish();
                        continue;
                    }
                    Err(_) => return Ok(()),
                }
            } else {
                match self.connection.receiver.recv() {
                    Ok(message) => message,
                    Err(_) => return Ok(()),
                }
            };
            match message {
                Message::Request(request) => {
                    if self.connection.handle_shutdown(&request)? {
                        return Ok(());
                    }
                    let answer = self.answer(request);
                    self.send(answer.into());
                }
                Message::Notification(notification) => self.heed(notification),
                // The server asks for nothing.
                Message::Response(_) => {}
            }
        }
    }

    fn send(&self, message: Message) {
        // An editor that has gone is noticed where its messages end.
        let _ = self.connection.sender.send(message);
    }

    /// Checks all and sends the diagnostics that have changed.
    fn publish(&mut self) {
        let (report, corpus) = self.workspace.report();
        let now = self.view.diagnostics(report, corpus);
        let gone = self.published.keys().filter(|uri| !now.contains_key(*uri)).map(|uri| (uri, Vec::new()));
        let new = now.iter().filter(|(uri, list)| self.published.get(*uri) != Some(*list));
        let new = new.map(|(uri, list)| (uri, list.clone()));
        for (uri, diagnostics) in gone.chain(new) {
            if let Ok(uri) = Uri::from_str(uri) {
                let params = PublishDiagnosticsParams { uri, diagnostics, version: None };
                self.send(Notification::new(PublishDiagnostics::METHOD.to_owned(), params).into());
            }
        }
        self.published = now;
        self.stale = false;
    }

    fn heed(&mut self, notification: Notification) {
        let Notification { method, params } = notification;
        match method.as_str() {
            DidOpenTextDocument::METHOD => {
                if let Some(DidOpenTextDocumentParams { text_document }) = read(params) {
                    let path = self.view.folder.path(text_document.uri.as_str());
                    self.workspace.open(&path, Some(&text_document.language_id), &text_document.text);
                    self.stale = true;
                }
            }
            DidChangeTextDocument::METHOD => {
                if let Some(DidChangeTextDocumentParams { text_document, content_changes }) = read(params)
                    && let Some(change) = content_changes.last()
                {
                    let path = self.view.folder.path(text_document.uri.as_str());
                    self.workspace.open(&path, None, &change.text);
                    self.stale = true;
                }
            }
            DidCloseTextDocument::METHOD => {
                if let Some(DidCloseTextDocumentParams { text_document }) = read(params) {
                    self.workspace.close(&self.view.folder.path(text_document.uri.as_str()));
                    self.stale = true;
                }
            }
            DidSaveTextDocument::METHOD => {
                if let Some(DidSaveTextDocumentParams { text_document, .. }) = read(params) {
                    self.workspace.reread(&self.view.folder.path(text_document.uri.as_str()));
                    self.stale = true;
                }
            }
            DidChangeWatchedFiles::METHOD => {
                let changes = read(params).map_or(Vec::new(), |it: DidChangeWatchedFilesParams| it.changes);
                for change in changes {
                    self.workspace.reread(&self.view.folder.path(change.uri.as_str()));
                    self.stale = true;
                }
            }
            _ => {}
        }
    }

    fn answer(&mut self, request: Request) -> Response {
        let Request { id, method, params } = request;
        let unknown = ErrorCode::MethodNotFound as i32;
        let result = match method.as_str() {
            HoverRequest::METHOD => read(params).map(|it: HoverParams| {
                let (path, place) = self.place(&it.text_document_position_params);
                let view = self.view.clone();
                let (claims, corpus) = self.workspace.claims();
                serde_json::to_value(view.hover(&path, place, claims, corpus))
            }),
            GotoDefinition::METHOD => read(params).map(|it: GotoDefinitionParams| {
                let places = self.others(&it.text_document_position_params);
                serde_json::to_value(GotoDefinitionResponse::Array(places))
            }),
            References::METHOD => {
                read(params).map(|it: ReferenceParams| serde_json::to_value(self.others(&it.text_document_position)))
            }
            CodeActionRequest::METHOD => read(params).map(|it: CodeActionParams| {
                let path = self.view.folder.path(it.text_document.uri.as_str());
                let document = self.workspace.corpus.documents.iter().find(|document| document.path == path);
                let actions = document.map_or(Vec::new(), |document| {
                    self.view.suppress(&it.text_document.uri, &it.context.diagnostics, document)
                });
                serde_json::to_value(actions)
            }),
            _ => return Response::new_err(id, unknown, format!("there is no method {method}")),
        };
        match result {
            Some(Ok(value)) => Response::new_ok(id, value),
            Some(Err(error)) => Response::new_err(id, ErrorCode::InternalError as i32, error.to_string()),
            None => Response::new_err(id, ErrorCode::InvalidParams as i32, format!("{method} cannot be read")),
        }
    }

    fn place(&self, params: &TextDocumentPositionParams) -> (String, lsp_types::Position) {
        (self.view.folder.path(params.text_document.uri.as_str()), params.position)
    }

    fn others(&mut self, params: &TextDocumentPositionParams) -> Vec<lsp_types::Location> {
        let (path, place) = self.place(params);
        let view = self.view.clone();
        // Both look at the same texts.
        let report = self.workspace.report().0.clone();
        let (claims, corpus) = self.workspace.claims();
        view.others(&path, place, claims, &report, corpus)
    }
}

fn read<T: DeserializeOwned>(params: serde_json::Value) -> Option<T> {
    serde_json::from_value(params).ok()
}
