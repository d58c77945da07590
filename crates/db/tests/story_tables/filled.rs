//! A shop and a team as they were at the time, row by row.

use db::Db;

/// The spine as the first program left it.
const SPINE: &str = "
INSERT INTO person (user_id, name, username, language, role, met_at) VALUES (103, 'Anna', 'anna', 'en', 'staff', {now});
INSERT INTO inbox (update_id, lane, received_at, raw) VALUES (7001, '103::103', {now}, '{}');
INSERT INTO outbox (chat_id, priority, what, created_at) VALUES (103, 1, '{}', {now});
INSERT INTO card (name, chat_id, message_id, updated_at) VALUES ('job:1', 103, 5, {now});
INSERT INTO expiring (chat_id, message_id, at) VALUES (103, 4, {now});
INSERT INTO chat (chat_id) VALUES (-201);
INSERT INTO form (lane, command, step, given, updated_at) VALUES ('103::103', 'b64', 'text', '{}', {now});
INSERT INTO tap (key, tap, version, value, once, created_at) VALUES ('k', 'tr', 1, '1', TRUE, {now});
INSERT INTO audit (at, user_id, chat_id, path, name, outcome, duration_us) VALUES ({now}, 103, 103, 'command', 'b64', 'ok', 9);
INSERT INTO job (name, task, user_id, chat_id, language, created_at) VALUES ('translate', '{}', 103, 103, 'en', {now});
INSERT INTO lease (name, owner, epoch, until) VALUES ('copy:main', 'main', 3, {now})";

/// A mug, a box that has run out, and a set that is made of two mugs. Two rows of a file were taken in, and a count is open.
const SHOP: &str = "
INSERT INTO account (code, marketplace, name) VALUES ('EBAY', 'ebay', 'Our shop');
INSERT INTO warehouse (code, name) VALUES ('MAIN', 'Main');
INSERT INTO product (code, title) VALUES ('MUG', 'Mug');
INSERT INTO sku (product_id, code, title, condition, kind, reorder_point, code_key, code_back, search_text, changed_at)
    VALUES (1, 'MUG-10', 'Mug', 'new', 'stocked', 9, 'mug-10', '01-gum', 'mug', {now});
INSERT INTO sku (product_id, code, title, condition, kind, code_key, code_back, search_text, changed_at)
    VALUES (1, 'BOX-1', 'Box', 'new', 'stocked', 'box-1', '1-xob', 'box', {now});
INSERT INTO sku (product_id, code, title, condition, kind, code_key, code_back, search_text, changed_at)
    VALUES (1, 'SET-2', 'Two mugs', 'new', 'kit', 'set-2', '2-tes', 'two mugs', {now});
INSERT INTO kit_component (kit_id, component_id, quantity) VALUES (3, 1, 2);
INSERT INTO barcode (gtin, sku_id) VALUES ('04006381333931', 1);
INSERT INTO cost (sku_id, from_at, currency, unit, landed, actor) VALUES (1, {now}, 'USD', 150, 10, 'user:102');
INSERT INTO stock_movement (sku_id, warehouse_id, kind, delta, balance_after, doc_type, doc_id, line, actor, occurred_at, recorded_at)
    VALUES (1, 1, 'count', 5, 5, 'file', 'march', 1, 'user:102', {now}, {now});
INSERT INTO stock_movement (sku_id, warehouse_id, kind, delta, balance_after, doc_type, doc_id, line, actor, occurred_at, recorded_at)
    VALUES (1, 1, 'count', 2, 7, 'file', 'march', 2, 'user:102', {now}, {now});
INSERT INTO reservation (sku_id, warehouse_id, quantity, doc_type, doc_id, line, actor, created_at)
    VALUES (1, 1, 1, 'hold', 'h1', 1, 'user:103', {now});
INSERT INTO incoming (sku_id, warehouse_id, quantity, doc_type, doc_id, line, actor, created_at)
    VALUES (1, 1, 20, 'order', 'o1', 1, 'user:102', {now});
INSERT INTO count_session (name, warehouse_id, opened_by, opened_at) VALUES ('Mugs', 1, 'user:102', {now});
INSERT INTO count_item (session_id, position, sku_id, expected, counted, counted_by, counted_at)
    VALUES (1, 1, 1, 7, 7, 'user:103', {now});
INSERT INTO sale (account_id, order_id, placed_at) VALUES (1, 'A-1', {now});
INSERT INTO sale_line (sale_id, line, account_id, placed_at, version_at, sku_id, quantity, unit_price, currency, fulfilled_by)
    VALUES (1, '1', 1, {now}, {now}, 3, 1, 900, 'USD', 'own')";

/// The bureau's first order, paid for, with what it has learnt from a model and from a person.
const BUREAU: &str = "
INSERT INTO translate_job (person, title, archive, settings, created_at, changed_at) VALUES (103, 'shop.html', FALSE, '{}', {now}, {now});
INSERT INTO translate_file (job_id, number, path, stored, folder, size) VALUES (1, 1, 'shop.html', 1, FALSE, 20);
INSERT INTO translate_segment (job_id, language, digest, file, place, source, target, state)
    VALUES (1, 'de', 'd1', 1, 'p', 'Mug', 'Becher', 'ok');
INSERT INTO translate_call (job_id, person, at, open, millionths) VALUES (1, 103, {now}, FALSE, 1200);
INSERT INTO translate_memory (language, digest, style, origin, source, target, model, changed_at, changed_by)
    VALUES ('de', 'd1', 'formal', 'model', 'Mug', 'Becher', 'm-1', {now}, 103);
INSERT INTO translate_memory (language, digest, style, origin, source, target, model, changed_at, changed_by)
    VALUES ('de', 'd1', 'formal', 'human', 'Mug', 'Tasse', '', {now}, 103);
INSERT INTO translate_print (language, print, memory_id) VALUES ('de', 42, 1)";

/// What was written down when the tables were made up to this change.
pub fn statements(kind: &str, version: i64) -> Vec<String> {
    let now = if kind == "sqlite" { "1795262400000000" } else { "TIMESTAMPTZ '2026-11-21 12:00:00Z'" };
    let texts: &[&str] = match version {
        1 => &[SPINE],
        7 => &[SHOP, BUREAU],
        _ => &[],
    };
    texts.iter().flat_map(|text| text.split(';')).map(|one| one.replace("{now}", now)).collect()
}

/// The tables that a change works on. What stands further in belongs to a trigger.
pub fn changed(sql: &str) -> impl Iterator<Item = &str> {
    sql.lines().filter_map(|line| {
        let words = ["ALTER TABLE ", "UPDATE ", "DROP TABLE ", "DELETE FROM "];
        let rest = words.iter().find_map(|words| line.strip_prefix(words))?;
        rest.split([' ', ';']).next()
    })
}

/// What the changes have made of the rows.
pub async fn is_as_it_should_be(db: &Db) {
    let facts = [
        ("SELECT name || ' ' || role FROM person WHERE zone IS NULL", "Anna staff"),
        ("SELECT lane FROM inbox WHERE state = 'new'", "103::103"),
        ("SELECT name FROM job WHERE stalls = 0 AND state = 'queued'", "translate"),
        ("SELECT 'for all' FROM expiring WHERE message_id = 4 AND receiver IS NULL", "for all"),
        (
            "SELECT s.code FROM barcode b JOIN sku s ON s.id = b.sku_id WHERE b.code = '04006381333931'",
            "MUG-10",
        ),
        ("SELECT CAST(on_hand AS TEXT) FROM sku_stock WHERE sku_id = 1", "7"),
        ("SELECT CAST(seen AS TEXT) FROM count_item WHERE counted = 7", "2"),
        ("SELECT document FROM file_line WHERE line = 2", "march"),
        ("SELECT s.code FROM out_alert o JOIN sku s ON s.id = o.sku_id", "BOX-1"),
        ("SELECT doc_id FROM reservation WHERE note = '' AND state = 'open'", "h1"),
        ("SELECT CAST(cost AS TEXT) || ' ' || cost_currency FROM sale_line", "320 USD"),
        ("SELECT title FROM translate_job WHERE together IS NULL", "shop.html"),
        ("SELECT CAST(millionths AS TEXT) FROM translate_call WHERE requests = 1 AND NOT estimated", "1200"),
        ("SELECT style FROM translate_memory WHERE target = 'Becher'", "formal@m-1#1"),
        ("SELECT style FROM translate_memory WHERE target = 'Tasse'", "formal"),
    ];
    let mut on = db.read().await.unwrap();
    for (question, answer) in facts {
        let told: Vec<(String,)> = db::fetch_all!(&mut on, (String,), question).unwrap();
        assert_eq!(told, [(answer.to_owned(),)], "{question}");
    }
}
