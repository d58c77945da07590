use crate::world::{open, trade};

#[tokio::test]
async fn the_stock_of_ninety_days_in_a_picture() {
    let shop = open().await;
    trade(&shop).await;
    shop.stage.anna().says("/sales MUG-10").await;
    let (message, chart) = shop.stage.anna().remembers("Chart");
    shop.stage.anna().taps("Chart").await;
    shop.stage.anna().presses(message, &chart, "[Chart, again]").await;
    let (_, light) = shop.stage.file();
    shop.stage.anna().taps("Dark").await;
    let (name, dark) = shop.stage.file();
    shop.stage.skip();
    assert_eq!(name, "MUG-10.png");
    assert!(light.starts_with(b"\x89PNG") && dark.starts_with(b"\x89PNG") && light != dark);
}

#[tokio::test]
async fn what_is_put_together_has_no_stock_to_draw() {
    let shop = open().await;
    shop.stage.anna().says("/sales MUG-SET").await;
    shop.stage.skip();
    shop.stage.anna().taps("Chart").await;
    insta::assert_snapshot!(shop.stage.transcript(), @r"
    Anna: [Chart]
    bot (alert) MUG-SET has no stock of its own: it is put together from others, or it is a service.
    ");
}

mod lines {
    use commerce::balance::Balance;
    use commerce::ledger::Movement;
    use commerce::{MovementId, MovementKind, SkuId, WarehouseId};
    use kit::db::Timestamp;

    use crate::chart::{lines, sum};

    fn movement(at: i64, delta: i64) -> Movement {
        let at = Timestamp::from_secs(at);
        Movement {
            id: MovementId(1),
            sku_id: SkuId(1),
            warehouse_id: WarehouseId(1),
            warehouse_code: "KYIV".into(),
            bin_id: None,
            bin_code: None,
            kind: MovementKind::Adjust,
            delta,
            balance_after: 0,
            doc_type: "adjust".into(),
            doc_id: "1".into(),
            line: 1,
            actor: "Anna (103)".into(),
            reason: String::new(),
            occurred_at: at,
            recorded_at: at,
            reverses: None,
            reversed_by: None,
        }
    }

    #[test]
    fn each_point_is_what_there_is_less_what_came_since() {
        let balance = |id, code: &str, on_hand| Balance {
            warehouse_id: WarehouseId(id),
            warehouse_code: code.into(),
            on_hand,
            reserved: 0,
            incoming: 0,
        };
        let balances = [balance(1, "KYIV", 7), balance(2, "LVIV", 4), balance(3, "ODESA", 0)];
        let movements = [movement(30, 5), movement(20, -3)];
        let points = [10, 25, 40].map(Timestamp::from_secs);
        let lines = lines(&balances, &movements, &points, Timestamp::from_secs(5));
        assert_eq!(lines.get("KYIV").unwrap(), &[Some(5), Some(2), Some(7)]);
        assert_eq!(lines.get("LVIV").unwrap(), &[Some(4); 3]);
        assert!(!lines.contains_key("ODESA"), "a warehouse that never had any is left out");
        assert_eq!(sum(&lines), [Some(9), Some(6), Some(11)]);
    }
}
