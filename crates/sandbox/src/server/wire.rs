use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};

use bytes::{BufMut as _, BytesMut};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::Notify;

/// A wish to reset a connection.
#[derive(Clone, Default)]
pub struct Cut(Arc<(AtomicBool, Notify)>);

impl Cut {
    /// Resets the connection; never returns, because there is nobody left to return to.
    pub async fn cut<T>(&self) -> T {
        self.0.0.store(true, Ordering::SeqCst);
        self.0.1.notify_one();
        std::future::pending().await
    }

    /// Returns once somebody wants the connection reset.
    pub async fn asked(&self) {
        self.0.1.notified().await;
    }
}

/// A connection that is closed as usual, or reset if that was wished for.
///
/// People try methods with an address typed by hand (`curl '…?text=<b>hi</b>'`). Telegram takes it, hyper does not, so what
/// may not stand in an address is escaped on its way in. That is done in the first line of a connection only: of several such
/// addresses given to one curl, which keeps its connection, hyper refuses the others.
pub struct Wire {
    stream: TcpStream,
    cut: Cut,
    in_first_line: bool,
    /// What was escaped and has not been taken yet.
    waiting: BytesMut,
}

/// How much is read at once in the first line, bytes.
const PIECE: usize = 4096;

impl Wire {
    pub fn new(stream: TcpStream, cut: Cut) -> Self {
        Self { stream, cut, in_first_line: true, waiting: BytesMut::new() }
    }
}

/// Escapes what may not stand in an address, up to the end of the line; says whether that was there.
fn escape(read: &[u8], into: &mut BytesMut) -> bool {
    let end = read.iter().position(|byte| *byte == b'\n');
    let (line, rest) = read.split_at_checked(end.unwrap_or(read.len())).unwrap_or((read, &[]));
    for byte in line {
        if byte.is_ascii() && !b"\"<>\\^`{|}".contains(byte) {
            into.put_u8(*byte);
        } else {
            into.put_slice(format!("%{byte:02X}").as_bytes());
        }
    }
    into.put_slice(rest);
    end.is_some()
}

impl Drop for Wire {
    fn drop(&mut self) {
        if self.cut.0.0.load(Ordering::SeqCst) {
            // Closing a socket that does not linger sends RST in the place of FIN.
            let _ = self.stream.set_zero_linger();
        }
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let Self { stream, in_first_line, waiting, .. } = &mut *self;
        if waiting.is_empty() {
            if !*in_first_line {
                return Pin::new(stream).poll_read(cx, buf);
            }
            let mut piece = [0; PIECE];
            let mut piece = ReadBuf::new(&mut piece);
            ready!(Pin::new(stream).poll_read(cx, &mut piece))?;
            *in_first_line = !escape(piece.filled(), waiting);
        }
        let count = waiting.len().min(buf.remaining());
        buf.put_slice(&waiting.split_to(count));
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Wire {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, buf)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(cx, bufs)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_comes_in_pieces_is_escaped_to_its_end_and_no_further() {
        let mut line = BytesMut::new();
        assert!(!escape(b"GET /<\xd0", &mut line));
        assert!(escape(b"\xba>%3C\r\nHost: <\r\n", &mut line));
        assert_eq!(line, "GET /%3C%D0%BA%3E%3C\r\nHost: <\r\n");
    }
}
