//! Quartermaster: a Telegram bot that the staff of a shop run their operations from.

mod app;
mod caretaker;
mod cli;
mod config;
mod jobs;
mod model;
mod plugins;
mod telegram;
mod web;

fn main() -> std::process::ExitCode {
    cli::main()
}
