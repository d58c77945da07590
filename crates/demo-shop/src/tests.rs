use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

const AUTUMN: Timestamp = Timestamp::from_secs(1_795_000_000);

#[test]
fn the_same_seed_makes_the_same_shop() {
    let shop = Shop::new(7, 400, AUTUMN);
    assert!(shop.items().eq(shop.items()));
    assert!(!shop.items().eq(Shop::new(8, 400, AUTUMN).items()), "another seed makes another shop");
    let larger: Vec<_> = Shop { skus: 500, ..shop }.items().take(400).collect();
    assert!(shop.items().eq(larger), "a larger shop begins with the smaller one");
}

#[test]
fn it_is_believable() {
    let items: Vec<Item> = Shop::new(1, 3000, AUTUMN).items().collect();
    let codes: BTreeSet<_> = items.iter().map(|item| &item.draft.code).collect();
    assert_eq!(codes.len(), items.len(), "codes are unique");
    let gtins: Vec<_> = items.iter().flat_map(|item| &item.barcodes).collect();
    assert_eq!(gtins.iter().collect::<BTreeSet<_>>().len(), gtins.len(), "barcodes are unique");
    assert!(
        gtins.iter().all(|gtin| gtin.to_string().starts_with('2') || gtin.to_string().starts_with("04")),
        "for shops' own use"
    );
    let mut sold: Vec<usize> = items.iter().map(sales).collect();
    sold.sort_unstable_by(|a, b| b.cmp(a));
    let (all, best): (usize, usize) = (sold.iter().sum(), sold.iter().take(600).sum());
    assert!((12_000..40_000).contains(&all), "a year has {all} orders");
    assert!(best * 10 > all * 6, "a fifth of the SKUs sells most: {best} of {all}");
    assert!(items.iter().any(|item| !item.parts.is_empty()), "there are kits");
    assert!(
        items.iter().filter(|item| item.on_hand.iter().sum::<i64>() == 0).count() > 100,
        "some are sold out"
    );
    assert!(items.iter().any(|item| !item.expected.is_empty()), "something is on its way");
}

fn sales(item: &Item) -> usize {
    item.events.iter().filter(|event| matches!(event.what, What::Sold { .. })).count()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn what_leaves_was_there_and_what_is_left_adds_up(seed: u64) {
        for item in Shop::new(seed, 120, AUTUMN).items() {
            prop_assert!(item.draft.check().is_ok());
            let mut left = [0_i64; 3];
            let mut last = Timestamp::from_micros(i64::MIN);
            for event in &item.events {
                prop_assert!(event.at >= last && event.at <= AUTUMN);
                last = event.at;
                let moves = match event.what {
                    What::Moved { warehouse, delta, .. } => vec![(warehouse, delta)],
                    What::Carried { from, to, quantity } => vec![(from, -quantity), (to, quantity)],
                    What::Sold { warehouse: Some(warehouse), quantity, .. } => vec![(warehouse, -quantity)],
                    What::Sold { .. } => vec![],
                };
                for (warehouse, delta) in moves {
                    left[warehouse] += delta;
                    prop_assert!(left[warehouse] >= 0 && delta != 0, "{} in {warehouse}", item.draft.code);
                }
            }
            prop_assert_eq!(left, item.on_hand);
            for price in &item.prices {
                prop_assert!(price.floor <= price.amount && price.amount <= price.ceiling);
            }
        }
    }
}

#[test]
fn the_cheapest_thing_costs_something() {
    let cheapest =
        Shop::new(3, 900, AUTUMN).items().flat_map(|item| item.prices).map(|price| price.amount).min();
    assert!(cheapest.unwrap() >= 99);
}
