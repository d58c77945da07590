//! What comes after a sale, as marketplaces' lists tell it: fees that were settled, and money that was given back.

use commerce::files::Kind;
use commerce::report::{self, Ask};
use commerce::{Every, Period};
use sheets::Format;
use sheets::csv::dialect::Delimiter;

use crate::{Shop, tally};

const SALES: &str = "account,order,placed,sku,quantity,price,currency,warehouse\n\
                     ebay,O-1,2026-11-20,S-0,3,10.00,EUR,MAIN\n\
                     ebay,O-2,2026-11-20,S-1,1,10.00,EUR,MAIN\n";

async fn with_sales() -> Shop {
    let shop = Shop::with(2, 10).await;
    assert_eq!(shop.import(Kind::Sales, SALES.as_bytes()).await, tally(2, 0, 0, 0));
    shop
}

/// By whether they are settled: what was taken in, the fees, what was given back.
async fn earned(shop: &Shop) -> Vec<(bool, i64, i64, i64)> {
    let day = "2026-11-20".parse().unwrap();
    let period = Period { first: day, last: day, zone: chrono_tz::Tz::UTC };
    let ask = Ask { period, every: Every::Day, account: None, sku: None, currency: None };
    let rows = report::report(&mut shop.db.read().await.unwrap(), &ask).await.unwrap();
    rows.iter().map(|row| (row.settled, row.revenue, row.fees, row.refunded)).collect()
}

#[tokio::test]
async fn story_a_settlement_takes_the_place_of_estimates() {
    let shop = with_sales().await;
    let estimates = "account,order,fee,amount,currency,state\n\
                     ebay,O-1,referral,3.00,EUR,estimated\n\
                     ebay,O-2,referral,1.00,EUR,estimate\n";
    assert_eq!(shop.import(Kind::Fees, estimates.as_bytes()).await, tally(2, 0, 0, 0));
    assert_eq!(earned(&shop).await, [(false, 4000, 400, 0)]);
    // A settlement does not say that it is one. It takes something back, too.
    let settled = "Account;Order number;Fee type;Fee amount;Currency\n\
                   ebay;O-1;referral;3,00;EUR\n\
                   ebay;O-1;promotion;-0,25;EUR\n\
                   ebay;O-1;referral;3,10;EUR\n\
                   ebay;O-2;referral;1,05;USD\n\
                   ebay;O-9;referral;1,05;EUR\n\
                   shop;O-1;referral;1,05;EUR\n";
    let seen = shop.preview(Kind::Fees, settled.as_bytes()).await;
    assert_eq!(
        seen.to_string(),
        "6 rows: 1 new, 1 changed, 0 the same, 4 refused.
  + row 3: ebay · O-1 · promotion
  ~ row 2: ebay · O-1 · referral; state: estimated → settled
  ! Row 4: row 2 says it already.
  ! Row 5, currency: it is EUR and stays so; only its other fields can change.
  ! Row 6, order: there is no order O-9.
  ! Row 7, account: there is no account shop."
    );
    assert_eq!(shop.import(Kind::Fees, settled.as_bytes()).await, tally(1, 1, 0, 4));
    assert_eq!(earned(&shop).await, [(false, 1000, 100, 0), (true, 3000, 275, 0)]);
    assert_eq!(shop.import(Kind::Fees, settled.as_bytes()).await, tally(0, 0, 2, 4), "sent again");
    // Yesterday's estimates come late: what is settled stays.
    let late = estimates.replace("3.00", "2.50");
    assert_eq!(shop.import(Kind::Fees, late.as_bytes()).await, tally(0, 0, 2, 0));
    assert_eq!(earned(&shop).await, [(false, 1000, 100, 0), (true, 3000, 275, 0)]);
}

#[tokio::test]
async fn story_money_is_given_back_once_and_units_come_home() {
    let shop = with_sales().await;
    let list = "account,order,rma,date,amount,currency,quantity,back to\n\
                ebay,O-1,R-1,2026-11-22,10.00,EUR,1,MAIN\n\
                ebay,O-1,R-2,2026-11-23,2.50,EUR,,\n\
                ebay,O-1,R-3,2026-11-23,5.00,EUR,3,MAIN\n\
                ebay,O-2,R-4,2026-11-23,1.00,EUR,1,ATTIC\n";
    let seen = shop.preview(Kind::Refunds, list.as_bytes()).await;
    assert_eq!(
        seen.to_string(),
        "4 rows: 2 new, 0 changed, 0 the same, 2 refused.
  + row 2: ebay · O-1 · R-1
  + row 3: ebay · O-1 · R-2
  ! Row 4, quantity: only 3 were sold.
  ! Row 5, back_to: there is no warehouse ATTIC."
    );
    assert_eq!(shop.import(Kind::Refunds, list.as_bytes()).await, tally(2, 0, 0, 2));
    assert_eq!(shop.on_hand("S-0").await, 8, "three were sold and one came back");
    assert_eq!(earned(&shop).await, [(false, 4000, 0, 1250)]);
    assert_eq!(shop.import(Kind::Refunds, list.as_bytes()).await, tally(0, 0, 2, 2), "sent again");
    let other = list.replace("10.00", "12.00").replace("R-2,2026-11-23", "R-2,2026-11-24");
    let seen = shop.preview(Kind::Refunds, other.as_bytes()).await;
    assert_eq!(
        seen.refused.iter().take(2).map(ToString::to_string).collect::<Vec<_>>(),
        [
            "Row 2, amount: it is 10.00 EUR and stays so; only its other fields can change.",
            "Row 3, at: it is 2026-11-23T00:00:00Z and stays so; only its other fields can change."
        ]
    );
    assert_eq!(shop.on_hand("S-0").await, 8);
    let out = shop.export(Kind::Refunds, Format::Csv(Delimiter::Comma)).await;
    assert_eq!(shop.import(Kind::Refunds, &out).await, tally(0, 0, 2, 0));
}

/// Must fail when a row that is refused counts beside the rows after it.
#[tokio::test]
async fn story_what_is_refused_takes_nothing_from_later_rows() {
    let shop = with_sales().await;
    let list = "account,order,rma,date,amount,currency,quantity\n\
                ebay,O-1,R-1,2026-11-22,40.00,EUR,4\n\
                ebay,O-1,R-2,,10.00,EUR,3\n\
                ebay,O-1,R-3,2026-11-23,20.00,EUR,2\n\
                ebay,O-1,R-4,2026-11-23,20.00,EUR,2\n";
    let seen = shop.preview(Kind::Refunds, list.as_bytes()).await;
    assert_eq!(
        seen.to_string(),
        "4 rows: 1 new, 0 changed, 0 the same, 3 refused.
  + row 4: ebay · O-1 · R-3
  ! Row 2, quantity: only 3 were sold.
  ! Row 3, at: it is not there yet, so this field is needed too.
  ! Row 5, quantity: only 3 were sold."
    );
    assert_eq!(shop.import(Kind::Refunds, list.as_bytes()).await, tally(1, 0, 0, 3));
}

/// Must fail when an order's only line and its line 1 are taken for two: both were told as new, and one of them was lost.
#[tokio::test]
async fn story_the_only_line_of_an_order_is_line_1() {
    let shop = with_sales().await;
    let sold = "account,order,line,placed,sku,quantity,price,currency,warehouse\n\
                ebay,O-3,,2026-11-20,S-0,1,10.00,EUR,MAIN\n\
                ebay,O-3,1,2026-11-20,S-1,2,10.00,EUR,MAIN\n";
    let fees = "account,order,line,fee,amount,currency\n\
                ebay,O-1,1,referral,3.00,EUR\n\
                ebay,O-1,,referral,4.00,EUR\n";
    let refunds = "account,order,line,rma,date,amount,currency\n\
                   ebay,O-1,,R-1,2026-11-22,1.00,EUR\n\
                   ebay,O-1,1,R-1,2026-11-22,2.00,EUR\n";
    for (kind, list) in [(Kind::Sales, sold), (Kind::Fees, fees), (Kind::Refunds, refunds)] {
        let seen = shop.preview(kind, list.as_bytes()).await;
        let refused: Vec<_> = seen.refused.iter().map(ToString::to_string).collect();
        assert_eq!(refused, ["Row 3: row 2 says it already."], "{kind:?}");
        assert_eq!(shop.import(kind, list.as_bytes()).await, tally(1, 0, 0, 1), "{kind:?}");
    }
}
