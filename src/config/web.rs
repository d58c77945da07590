//! `[web]`: what the bot serves over HTTP.

use std::net::SocketAddr;

use super::Reader;

#[derive(Debug, Clone)]
pub struct Web {
    /// For `/healthz`, `/readyz`, `/metrics`, and the webhook where there is one.
    pub listen: SocketAddr,
    /// The name of this running copy; two copies on one database need two names.
    pub copy: String,
}

impl Web {
    pub fn read(reader: &mut Reader) -> Self {
        let listen = SocketAddr::from(([127, 0, 0, 1], 8080));
        Self {
            listen: reader.value("web.listen", listen, "an address and a port, as 127.0.0.1:8080"),
            copy: reader.value("web.copy", "main".to_owned(), "a name"),
        }
    }
}
