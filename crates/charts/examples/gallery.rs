//! Draws one chart of each form into a folder, to be looked at: `cargo run -p charts --example gallery -- FOLDER`.

use std::error::Error;
use std::io::Write;
use std::time::Instant;

use charts::{Chart, Form, Numbers, Series, Theme, png};

const SHOPS: [&str; 4] = ["Amazon", "eBay", "Rozetka", "Магазин на Подолі"];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("Name a folder for the pictures.")?;
    let forms = [
        ("line", Form::Line, 3, 12),
        ("bars", Form::Bars, 2, 7),
        ("stacked", Form::Stacked, 4, 26),
        ("steps", Form::Steps, 1, 90),
        ("year", Form::Line, 2, 365),
    ];
    for (name, form, series, points) in forms {
        for (tone, theme) in [("light", Theme::Light), ("dark", Theme::Dark)] {
            let chart = chart(form, theme, series, points);
            let start = Instant::now();
            let picture = png(&chart)?;
            let file = format!("{folder}/{name}-{tone}.png");
            std::fs::write(&file, &picture)?;
            writeln!(std::io::stdout(), "{file}: {} KB in {:?}", picture.len() / 1024, start.elapsed())?;
        }
    }
    Ok(())
}

/// Values that go up and down, the same every time.
fn chart(form: Form, theme: Theme, series: usize, points: usize) -> Chart {
    let value = |series: usize, point: usize| {
        let wave = (point * (series + 3) * 37) % 101 + (point * 13) % 29;
        i64::try_from(wave * 1_250 * (4 - series)).ok()
    };
    Chart {
        title: "Виторг за тиждень".to_owned(),
        note: "1–30 November · all warehouses · estimated".to_owned(),
        labels: (1..=points).map(|day| format!("{:02}.{:02}", day % 28 + 1, day / 28 % 12 + 1)).collect(),
        series: SHOPS
            .iter()
            .take(series)
            .enumerate()
            .map(|(index, name)| Series {
                name: (*name).to_owned(),
                values: (0..points).map(|point| value(index, point)).collect(),
            })
            .collect(),
        form,
        numbers: Numbers { decimals: 2, gap: '\u{202f}', mark: ',', unit: "€".to_owned() },
        theme,
    }
}
