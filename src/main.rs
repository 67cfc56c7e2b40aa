/*! The `factlint` program: reads its arguments, calls the library, and turns what it found into an exit status. */

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
