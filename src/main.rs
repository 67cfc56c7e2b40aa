/*! The `factlint` program: reads its arguments, calls the library, and turns what it found into an exit status. */

mod cli;

/// That of most systems takes longer, musl's many times so.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::run()
}
