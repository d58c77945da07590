use html5gum::{Token, Tokenizer};

/// An element, or a text if it has no tag.
#[derive(Debug, Default)]
pub struct Node {
    pub tag: String,
    pub attributes: Vec<(String, String)>,
    pub text: String,
    pub children: Vec<Node>,
}

/// How deep tags may stand in each other; what reads the tree goes as deep as this.
const MAX_TAGS: usize = 64;

impl Node {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub fn has(&self, name: &str) -> bool {
        self.attribute(name).is_some()
    }

    /// The first child with this tag.
    pub fn child(&self, tag: &str) -> Option<&Node> {
        self.children.iter().find(|child| child.tag == tag)
    }

    /// All its text.
    pub fn words(&self) -> String {
        if self.tag.is_empty() {
            return self.text.clone();
        }
        self.children.iter().map(Node::words).collect()
    }
}

/// HTML as a tree: tags that nobody closed end with what they stand in, ends of what was never opened are passed over.
pub fn tree(html: &str) -> Result<Vec<Node>, String> {
    let mut open = vec![Node::default()];
    for token in Tokenizer::new(html) {
        let Ok(token) = token;
        match token {
            Token::StartTag(start) => {
                let tag = utf8(&start.name);
                close_before(&mut open, &tag);
                let attributes =
                    start.attributes.iter().map(|(name, value)| (utf8(name), utf8(value))).collect();
                let node = Node { tag, attributes, ..Node::default() };
                let is_void = matches!(node.tag.as_str(), "br" | "hr" | "img" | "input" | "tg-map");
                if is_void || start.self_closing {
                    attach(&mut open, node);
                } else if open.len() > MAX_TAGS {
                    return Err("rich message is nested too deep".to_owned());
                } else {
                    open.push(node);
                }
            }
            Token::EndTag(end) => {
                let tag = utf8(&end.name);
                if let Some(at) = open.iter().rposition(|node| node.tag == tag).filter(|at| *at > 0) {
                    close_to(&mut open, at);
                }
            }
            Token::String(text) => attach(&mut open, Node { text: utf8(&text), ..Node::default() }),
            _ => {}
        }
    }
    close_to(&mut open, 1);
    Ok(open.pop().map(|root| root.children).unwrap_or_default())
}

fn utf8(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn attach(open: &mut [Node], node: Node) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(node);
    }
}

/// Closes the nodes from this one on.
fn close_to(open: &mut Vec<Node>, at: usize) {
    while open.len() > at.max(1) {
        let Some(node) = open.pop() else { return };
        attach(open, node);
    }
}

/// A new item ends the one before it, as in every reader of HTML.
fn close_before(open: &mut Vec<Node>, tag: &str) {
    let (ends, within): (&[&str], &[&str]) = match tag {
        "li" => (&["li"], &["ul", "ol"]),
        "tr" => (&["tr"], &["table"]),
        "td" | "th" => (&["td", "th"], &["tr", "table"]),
        _ => return,
    };
    let inside = open.iter().rposition(|node| within.contains(&node.tag.as_str())).unwrap_or(0);
    let found = open.iter().rposition(|node| ends.contains(&node.tag.as_str()));
    if let Some(at) = found.filter(|at| *at > inside) {
        close_to(open, at);
    }
}
