//! When to order, and how much. All in whole numbers.

use serde::{Deserialize, Serialize};

/// Units sold in the last 7, 30 and 90 days, and on how many of those days there was something to sell (at least one,
/// so that a SKU which has never been out of stock and one which is new compare fairly).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Velocity {
    pub sold: [i64; 3],
    pub days: [i64; 3],
}

/// The windows of [`Velocity`], in days.
pub const WINDOWS: [i64; 3] = [7, 30, 90];

impl Default for Velocity {
    fn default() -> Self {
        Self { sold: [0; 3], days: WINDOWS }
    }
}

impl Velocity {
    /// Thousandths of a unit a day, over 7, 30 and 90 days.
    pub fn per_day_milli(&self) -> [i64; 3] {
        let mut each = [0; 3];
        for ((milli, sold), days) in each.iter_mut().zip(self.sold).zip(self.days) {
            *milli = sold.max(0).saturating_mul(1000) / days.max(1);
        }
        each
    }

    /// For how many days so many units last at the pace of 30 days; none when nothing is sold.
    pub fn days_of_cover(&self, free: i64) -> Option<i64> {
        let [_, sold, _] = self.sold;
        let [_, days, _] = self.days;
        if sold <= 0 {
            return None;
        }
        i64::try_from(i128::from(free.max(0)) * i128::from(days) / i128::from(sold)).ok()
    }
}

/// When a SKU is to be ordered. Units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reorder {
    pub point: i64,
    /// None: one more than the point.
    pub to: Option<i64>,
    pub multiple: i64,
}

impl Reorder {
    /// How many to order when so many are forecast (on hand + incoming − reserved): up to `to`, rounded up to what the
    /// supplier sells at a time; nothing above the point.
    pub fn suggested(&self, forecast: i64) -> i64 {
        if forecast > self.point {
            return 0;
        }
        let target = self.to.unwrap_or(self.point).max(self.point.saturating_add(1));
        let multiple = self.multiple.max(1);
        let missing = target.saturating_sub(forecast).max(0);
        let packs = missing / multiple + i64::from(missing % multiple != 0);
        packs.saturating_mul(multiple)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check((point, to, multiple): (i64, Option<i64>, i64), forecast: i64, suggested: i64) {
        assert_eq!(Reorder { point, to, multiple }.suggested(forecast), suggested);
    }

    #[test]
    fn orders_come_in_the_suppliers_packs() {
        check((5, Some(20), 6), 5, 18);
        check((5, Some(20), 1), 5, 15);
        check((5, Some(20), 6), 6, 0);
        check((5, None, 1), 3, 3);
        check((0, Some(10), 4), -3, 16);
    }

    #[test]
    fn days_without_stock_do_not_slow_a_seller_down() {
        let always = Velocity { sold: [7, 30, 90], days: [7, 30, 90] };
        let mostly_out = Velocity { sold: [7, 30, 30], days: [7, 10, 30] };
        assert_eq!(always.per_day_milli(), [1000, 1000, 1000]);
        assert_eq!(mostly_out.per_day_milli(), [1000, 3000, 1000]);
        assert_eq!(always.days_of_cover(12), Some(12));
        assert_eq!(mostly_out.days_of_cover(12), Some(4));
        assert_eq!(Velocity::default().days_of_cover(12), None);
    }

    proptest! {
        #[test]
        fn what_is_ordered_is_enough_and_not_a_pack_too_many(
            point in 0i64..1000, more in 0i64..1000, multiple in 1i64..50, forecast in -100i64..1000,
        ) {
            let to = point + more;
            let ordered = Reorder { point, to: Some(to), multiple }.suggested(forecast);
            prop_assert_eq!(ordered % multiple, 0);
            if forecast <= point {
                prop_assert!(forecast + ordered >= to.max(point + 1));
                prop_assert!(forecast + ordered < to.max(point + 1) + multiple);
            }
        }
    }
}
