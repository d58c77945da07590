//! The axis of values.

use crate::{Chart, Form, Numbers};

/// The values at the lines of the grid, from the lowest to the highest; all values lie between them. Zero is always among
/// them, so that bars do not exaggerate and a stock-out can be seen.
pub(crate) fn ticks(chart: &Chart) -> Vec<i128> {
    let (low, high) = range(chart);
    let step = step(high - low);
    let first = low.div_euclid(step);
    let last = -(-high).div_euclid(step);
    (first..=last.max(first + 1)).map(|count| count * step).collect()
}

/// The least and greatest value, zero included.
fn range(chart: &Chart) -> (i128, i128) {
    let mut range = (0, 0);
    let mut take = |value: i128| range = (value.min(range.0), value.max(range.1));
    if chart.form == Form::Stacked {
        for point in 0..chart.labels.len() {
            let values =
                || chart.series.iter().filter_map(move |series| series.values.get(point).copied().flatten());
            take(values().filter(|value| *value > 0).map(i128::from).sum());
            take(values().filter(|value| *value < 0).map(i128::from).sum());
        }
    } else {
        chart
            .series
            .iter()
            .flat_map(|series| &series.values)
            .flatten()
            .for_each(|value| take((*value).into()));
    }
    range
}

/// A round number (1, 2, 2.5 or 5 and zeros) that goes four to eight times into the span.
fn step(span: i128) -> i128 {
    let rough = (span / 5).max(1);
    let mut power = 1;
    while power <= rough / 10 {
        power *= 10;
    }
    let round = [power, power * 2, power * 5 / 2, power * 5, power * 10];
    round
        .into_iter()
        .find(|step| *step >= rough && (power % 2 == 0 || step * 2 != power * 5))
        .unwrap_or(power * 10)
}

/// A value as text: `1 250,00 €`; without decimals where all of the axis has none.
pub(crate) fn written(value: i128, numbers: &Numbers, whole: bool) -> String {
    let decimals = numbers.decimals.min(18);
    let unit = 10_u128.pow(decimals);
    let (before, after) = (value.unsigned_abs() / unit, value.unsigned_abs() % unit);
    let mut text = if value < 0 { String::from("−") } else { String::new() };
    let digits = before.to_string();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            text.push(numbers.gap);
        }
        text.push(digit);
    }
    if decimals > 0 && !whole {
        text.push(numbers.mark);
        text.extend(format!("{after:0>width$}", width = decimals as usize).chars());
    }
    if !numbers.unit.is_empty() {
        text.push('\u{a0}');
        text.push_str(&numbers.unit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Series, Theme};
    use proptest::prelude::*;

    fn numbers(decimals: u32, unit: &str) -> Numbers {
        Numbers { decimals, gap: ' ', mark: ',', unit: unit.to_owned() }
    }

    fn chart(form: Form, series: Vec<Vec<Option<i64>>>) -> Chart {
        let labels = vec![String::new(); series[0].len()];
        let series = series.into_iter().map(|values| Series { name: String::new(), values }).collect();
        let (title, note) = (String::new(), String::new());
        Chart { title, note, labels, series, form, numbers: numbers(0, ""), theme: Theme::Light }
    }

    #[test]
    fn round_numbers() {
        let check = |values: &[i64], expected: &[i128]| {
            let values = values.iter().copied().map(Some).collect();
            assert_eq!(ticks(&chart(Form::Line, vec![values])), expected);
        };
        check(&[0], &[0, 1]);
        check(&[3], &[0, 1, 2, 3]);
        check(&[97], &[0, 20, 40, 60, 80, 100]);
        check(&[120], &[0, 25, 50, 75, 100, 125]);
        check(&[-30, 70], &[-40, -20, 0, 20, 40, 60, 80]);
        assert_eq!(*ticks(&chart(Form::Stacked, vec![vec![Some(60)], vec![Some(50)]])).last().unwrap(), 125);
    }

    #[test]
    fn values_as_text() {
        assert_eq!(written(1_234_500, &numbers(2, "€"), false), "12 345,00\u{a0}€");
        assert_eq!(written(1_234_500, &numbers(2, "€"), true), "12 345\u{a0}€");
        assert_eq!(written(-5, &numbers(2, ""), false), "−0,05");
        assert_eq!(written(1000, &numbers(0, ""), false), "1 000");
    }

    proptest! {
        #[test]
        fn all_values_are_on_the_axis(values in prop::collection::vec(any::<Option<i64>>(), 1..6), stacked: bool) {
            let form = if stacked { Form::Stacked } else { Form::Line };
            let chart = chart(form, vec![values.clone(), values]);
            let ticks = ticks(&chart);
            let (low, high) = range(&chart);
            prop_assert!(ticks[0] <= low && *ticks.last().unwrap() >= high);
            prop_assert!((2..=12).contains(&ticks.len()), "{:?}", ticks);
        }
    }
}
