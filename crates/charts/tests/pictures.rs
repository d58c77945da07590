//! What is on the pictures: their size, the ground of the theme, and ink where it must be and nowhere else.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "the helpers here run in tests only")]

use charts::{Chart, Fault, Form, HEIGHT, MOST_POINTS, Numbers, Series, Theme, WIDTH, png};
use proptest::prelude::*;
use tiny_skia::{Pixmap, PremultipliedColorU8};

type Rgb = (u8, u8, u8);
const BLUE: Rgb = (0x00, 0x72, 0xb2);
const ORANGE: Rgb = (0xe6, 0x8a, 0x00);

fn chart(form: Form, theme: Theme, series: &[(&str, &[i64])]) -> Chart {
    let count = series[0].1.len();
    Chart {
        title: "Продажі за місяць".to_owned(),
        note: "Main warehouse, 1–30 November".to_owned(),
        labels: (1..=count).map(|day| format!("{day:02}.11")).collect(),
        series: series
            .iter()
            .map(|(name, values)| Series {
                name: (*name).to_owned(),
                values: values.iter().copied().map(Some).collect(),
            })
            .collect(),
        form,
        numbers: Numbers { decimals: 0, gap: '\u{202f}', mark: ',', unit: String::new() },
        theme,
    }
}

fn drawn(chart: &Chart) -> Pixmap {
    let picture = Pixmap::decode_png(&png(chart).unwrap()).unwrap();
    assert_eq!((picture.width(), picture.height()), (WIDTH, HEIGHT));
    picture
}

fn rgb(pixel: PremultipliedColorU8) -> Rgb {
    (pixel.red(), pixel.green(), pixel.blue())
}

/// The pixels of a colour: how many, and the box around them (left, top, right, bottom).
fn ink(picture: &Pixmap, colour: Rgb, columns: std::ops::Range<u32>) -> (usize, (u32, u32, u32, u32)) {
    let mut found = (0, (u32::MAX, u32::MAX, 0, 0));
    for y in 0..HEIGHT {
        for x in columns.clone() {
            if rgb(picture.pixel(x, y).unwrap()) == colour {
                let (left, top, right, bottom) = found.1;
                found = (found.0 + 1, (left.min(x), top.min(y), right.max(x), bottom.max(y)));
            }
        }
    }
    found
}

#[test]
fn the_ground_is_the_themes() {
    for (theme, ground) in [(Theme::Light, (0xff, 0xff, 0xff)), (Theme::Dark, (0x17, 0x21, 0x2b))] {
        let picture = drawn(&chart(Form::Line, theme, &[("a", &[1, 2, 3])]));
        for (x, y) in [(0, 0), (WIDTH - 1, 0), (0, HEIGHT - 1), (WIDTH - 1, HEIGHT - 1)] {
            assert_eq!(rgb(picture.pixel(x, y).unwrap()), ground);
        }
    }
}

#[test]
fn bars_are_as_high_as_their_values() {
    let picture = drawn(&chart(Form::Bars, Theme::Light, &[("a", &[10, 20, 0, 40])]));
    let (_, (left, _, right, _)) = ink(&picture, BLUE, 0..WIDTH);
    let column = (right - left) / 4 + 8;
    let height = |index: u32| {
        let (count, (_, top, _, bottom)) =
            ink(&picture, BLUE, left + index * column..(left + index * column + column / 2).min(WIDTH));
        if count == 0 { 0 } else { bottom - top + 1 }
    };
    let (ten, twenty, none, forty) = (height(0), height(1), height(2), height(3));
    assert_eq!(none, 0, "a bar of nothing is no ink");
    assert!(twenty.abs_diff(2 * ten) <= 4 && forty.abs_diff(4 * ten) <= 6, "{ten} {twenty} {forty}");
    assert!(forty > 300, "the largest fills the field: {forty}");
}

#[test]
fn stacked_bars_stand_on_each_other() {
    let picture = drawn(&chart(Form::Stacked, Theme::Light, &[("a", &[30, 30]), ("b", &[60, 60])]));
    // Half of the field, so that the squares of the legend above do not count.
    let lower = |colour| ink(&picture, colour, 700..WIDTH).1;
    let ((_, top, _, bottom), (_, above_top, _, above_bottom)) = (lower(BLUE), lower(ORANGE));
    assert!(above_bottom.abs_diff(top) <= 2, "the second begins where the first ends: {above_bottom} {top}");
    let (first, second) = (bottom - top, above_bottom - above_top);
    assert!(second.abs_diff(2 * first) <= 6, "{first} {second}");
}

#[test]
fn a_step_is_level_until_the_next_value() {
    let picture = drawn(&chart(Form::Steps, Theme::Light, &[("stock", &[40, 40, 10, 10])]));
    let (_, (left, _, right, _)) = ink(&picture, BLUE, 0..WIDTH);
    let quarter = (right - left) / 4;
    let top = |x: u32| ink(&picture, BLUE, x..x + 1).1.1;
    assert_eq!(top(left + quarter / 2), top(left + 2 * quarter - 12), "level over the first two days");
    assert!(top(left + 2 * quarter + 12) > top(left + quarter) + 100, "and lower from the third on");
    assert_eq!(top(left + 2 * quarter + 12), top(right - 12));
}

#[test]
fn what_is_not_known_is_a_gap() {
    let mut gap = chart(Form::Line, Theme::Light, &[("a", &[5, 5, 5, 5, 5, 5])]);
    gap.series[0].values[2] = None;
    gap.series[0].values[3] = None;
    let picture = drawn(&gap);
    let (_, (left, _, right, _)) = ink(&picture, BLUE, 0..WIDTH);
    let middle = u32::midpoint(left, right);
    assert_eq!(ink(&picture, BLUE, middle - 60..middle + 60).0, 0);
}

#[test]
fn titles_in_both_alphabets_leave_ink() {
    let with = |title: &str| {
        let mut chart = chart(Form::Line, Theme::Light, &[("a", &[1])]);
        chart.title = title.to_owned();
        png(&chart).unwrap()
    };
    let all = [with(""), with("Stock"), with("Запас"), with("Їжак"), with(&"Дуже довга назва ".repeat(20))];
    for (index, picture) in all.iter().enumerate() {
        assert!(all[..index].iter().all(|other| other != picture), "each title looks different");
    }
}

#[test]
fn what_cannot_be_drawn() {
    let mut uneven = chart(Form::Line, Theme::Light, &[("a", &[1, 2])]);
    uneven.labels.pop();
    assert_eq!(png(&uneven), Err(Fault::Uneven { name: "a".to_owned(), values: 2, labels: 1 }));
    let many = vec![("a", [1_i64].as_slice()); 5];
    assert_eq!(png(&chart(Form::Line, Theme::Light, &many)), Err(Fault::WrongSize));
    assert_eq!(png(&chart(Form::Line, Theme::Light, &[("a", &[])])), Err(Fault::WrongSize));
    assert_eq!(
        png(&chart(Form::Line, Theme::Light, &[("a", &vec![1; MOST_POINTS + 1])])),
        Err(Fault::WrongSize)
    );
    assert!(png(&chart(Form::Bars, Theme::Dark, &[("a", &vec![i64::MAX; MOST_POINTS])])).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn no_values_panic(values in prop::collection::vec(any::<Option<i64>>(), 1..40), form in 0usize..4, decimals in 0u32..30, name in "\\PC{0,40}") {
        let form = [Form::Line, Form::Bars, Form::Stacked, Form::Steps][form];
        let mut chart = chart(form, Theme::Dark, &[("a", &vec![0; values.len()]), ("b", &vec![0; values.len()])]);
        chart.series.iter_mut().for_each(|series| series.values.clone_from(&values));
        chart.labels.iter_mut().for_each(|label| label.clone_from(&name));
        chart.numbers = Numbers { decimals, gap: ' ', mark: '.', unit: name.clone() };
        (chart.title, chart.note) = (name.clone(), name);
        prop_assert!(png(&chart).is_ok());
    }
}
