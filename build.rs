//! Reads the built-in lexicon files and writes the finished lexicon as bytes: to read the files and to learn their words was nearly
//! all of the start of the program. It is the library's own code that reads them here, so that there is one way to read them; a
//! test of `src/lexicon` holds the two side by side.

#![allow(dead_code, unused_imports, clippy::all, reason = "modules of the library are held to all of that there")]

use std::path::PathBuf;
use std::{env, fs, io};

#[path = "src/lexicon/mod.rs"]
mod lexicon;
#[path = "src/span.rs"]
mod span;
#[path = "src/value/mod.rs"]
mod value;

/// As much of `src/text` as phrases are split by.
#[path = "src/text"]
mod text {
    mod sign;
    mod token;

    pub use sign::Signs;
    pub use token::{Token, words_of};
}

/// What stands for `src/error.rs`, which draws excerpts.
mod error {
    /// Which file does not read, and why.
    #[derive(Debug)]
    pub struct FileError(String);

    impl std::fmt::Display for FileError {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str(&self.0)
        }
    }

    impl FileError {
        pub(crate) fn toml(name: &str, _: &str, error: &toml::de::Error) -> Self {
            Self(format!("{name}: {error}"))
        }

        pub(crate) fn plain(name: &str, _: &str, error: String) -> Self {
            Self(format!("{name}: {error}"))
        }
    }
}

/// Nothing is ready yet.
mod ready {
    pub(crate) const READY: &[u8] = &[];
}

fn main() -> io::Result<()> {
    // Its code is watched by cargo, as that of all programs is; the lexicon files are part of it.
    println!("cargo::rerun-if-changed=build.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo names the directory"));
    let lexicon = lexicon::Lexicon::builtin();
    let bytes = lexicon.to_bytes().map_err(io::Error::other)?;
    fs::write(out.join("lexicon.postcard"), bytes)
}
