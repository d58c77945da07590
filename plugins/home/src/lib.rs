//! The bot's own rooms: the menu, the help, the language, what is switched on here, and the way out of a form.

mod cancel;
mod help;
mod language;
mod menu;
mod plugins;
mod settings;
mod timezone;

use kit::{Permission, Plugin, Role};

/// Finding one's way around the bot.
pub const USE: Permission = Permission::new("home.use", Role::Staff);
/// Switching modules on and off in a chat.
pub const SWITCH: Permission = Permission::new("home.switch", Role::Admin);

/// Changing what holds for the whole shop.
pub const SETTINGS: Permission = Permission::new("home.settings", Role::Admin);

pub fn plugin() -> Plugin {
    Plugin::new(kit::HOME, "🏠", kit::words!("home"))
        .always_on()
        .settings(&[kit::SERVED.spec])
        .command(menu::Menu)
        .command(help::Help)
        .command(language::Language)
        .command(timezone::Timezone)
        .command(plugins::Plugins)
        .command(settings::Settings)
        .command(settings::Set)
        .command(cancel::Cancel)
        .tap(menu::Open)
        .tap(menu::Close)
        .tap(help::Chapter)
        .tap(plugins::Toggle)
}
