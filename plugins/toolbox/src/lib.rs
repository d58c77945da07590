//! Small tools that need no service: passwords, converters, sums, codes.
//!
//! A command is a file; the pure cores lie in the folders. A core knows neither chats nor languages: what it has to say is
//! a value, a fault is an enum with data, and the words for both are in `locales/<language>/toolbox.ftl`.

pub mod lorem;
pub mod password;
pub mod profile;
pub mod uuid;

pub mod csv2json;
pub mod json;
pub mod json2csv;
pub mod json2xml;
pub mod table;
pub mod xml;
pub mod xml2json;

pub mod b64;
pub mod base64;
pub mod escape;
pub mod hash;
pub mod html;
pub mod jwt;
pub mod qr;
pub mod qrread;
pub mod unb64;
pub mod unhtml;
pub mod unurl;
pub mod url;

pub mod cron;
pub mod time;

mod back;
pub mod bounded;
mod capital;
pub mod decode;
mod moment;
pub mod place;
pub mod sentence;
mod told;
#[cfg(test)]
mod ways;

use kit::{Permission, Plugin, Role};

/// Using the small tools.
pub const USE: Permission = Permission::new("toolbox.use", Role::Staff);

pub fn plugin() -> Plugin {
    Plugin::new("toolbox", "🧰", kit::words!("toolbox"))
        .command(password::Password)
        .tap(password::card::Show)
        .command(lorem::Lorem)
        .command(profile::Profile)
        .command(uuid::Uuids)
        .command(hash::Hash)
        .command(qr::Qr)
        .command(qrread::QrRead)
        .command(b64::B64)
        .command(unb64::UnB64)
        .command(json::Check)
        .command(json2csv::Json2Csv)
        .command(csv2json::Csv2Json)
        .command(xml2json::Xml2Json)
        .command(json2xml::Json2Xml)
        .command(url::Url)
        .command(unurl::UnUrl)
        .command(html::Html)
        .command(unhtml::UnHtml)
        .command(jwt::Jwt)
        .command(cron::Cron)
        .command(time::Time)
}
