//! Bars, side by side or on top of each other.

use tiny_skia::Pixmap;

use crate::layout::{Plot, count, fill};
use crate::{Chart, Form};

/// How much of a point's column is ink.
const INK: f32 = 0.74;

/// No bar is wider, however few there are.
const WIDEST: f32 = 150.0;

pub(crate) fn draw(picture: &mut Pixmap, chart: &Chart, plot: &Plot) {
    for point in 0..chart.labels.len() {
        if chart.form == Form::Stacked {
            stack(picture, chart, plot, point);
        } else {
            group(picture, chart, plot, point);
        }
    }
}

fn group(picture: &mut Pixmap, chart: &Chart, plot: &Plot, point: usize) {
    let series = count(chart.series.len());
    let width = (plot.column() * INK / series).min(WIDEST);
    let left = plot.middle(point) - width * series / 2.0;
    for (index, one) in chart.series.iter().enumerate() {
        let Some(value) = one.values.get(point).copied().flatten() else { continue };
        let gap = if width > 8.0 { 2.0 } else { 0.0 };
        let x = left + count(index) * width;
        bar(picture, plot, (x, width - gap), (0, value.into()), chart.theme.series(index));
    }
}

fn stack(picture: &mut Pixmap, chart: &Chart, plot: &Plot, point: usize) {
    let width = (plot.column() * INK).min(WIDEST);
    let x = plot.middle(point) - width / 2.0;
    let (mut above, mut below) = (0, 0);
    for (index, one) in chart.series.iter().enumerate() {
        let value = i128::from(one.values.get(point).copied().flatten().unwrap_or_default());
        let end = if value < 0 { &mut below } else { &mut above };
        let start = *end;
        *end += value;
        bar(picture, plot, (x, width), (start, *end), chart.theme.series(index));
    }
}

/// A bar between two values; one of nothing leaves no ink, any other at least two pixels.
fn bar(
    picture: &mut Pixmap,
    plot: &Plot,
    (x, width): (f32, f32),
    (from, to): (i128, i128),
    colour: tiny_skia::Color,
) {
    if from == to {
        return;
    }
    let (start, end) = (plot.height(from), plot.height(to));
    let (top, height) = (start.min(end), (start - end).abs().max(2.0));
    fill(picture, (x, top, width.max(1.0), height), colour);
}
