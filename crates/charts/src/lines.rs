//! Lines and steps.

use tiny_skia::{LineCap, LineJoin, Paint, PathBuilder, Pixmap, Stroke, Transform};

use crate::layout::{Plot, fill};
use crate::{Chart, Form};

/// Up to so many points, each gets a dot.
const DOTS: usize = 31;

pub(crate) fn draw(picture: &mut Pixmap, chart: &Chart, plot: &Plot) {
    for (index, series) in chart.series.iter().enumerate() {
        let mut paint = Paint::default();
        paint.set_color(chart.theme.series(index));
        let stroke =
            Stroke { width: 5.0, line_cap: LineCap::Round, line_join: LineJoin::Round, ..Stroke::default() };
        let path =
            if chart.form == Form::Steps { steps(&series.values, plot) } else { line(&series.values, plot) };
        if let Some(path) = path.finish() {
            picture.stroke_path(&path, &paint, &stroke, Transform::identity(), None);
        }
        if chart.form == Form::Line && chart.labels.len() <= DOTS {
            for (point, value) in series.values.iter().enumerate() {
                let Some(value) = value else { continue };
                let (x, y) = (plot.middle(point), plot.height((*value).into()));
                fill(picture, (x - 6.0, y - 6.0, 12.0, 12.0), chart.theme.series(index));
            }
        }
    }
}

/// From point to point; broken where nothing is known.
fn line(values: &[Option<i64>], plot: &Plot) -> PathBuilder {
    let mut path = PathBuilder::new();
    let mut down = false;
    for (point, value) in values.iter().enumerate() {
        if let Some(value) = value {
            let (x, y) = (plot.middle(point), plot.height((*value).into()));
            if down {
                path.line_to(x, y);
            } else {
                path.move_to(x, y);
            }
        }
        down = value.is_some();
    }
    path
}

/// Level over a point's column, upright between columns.
fn steps(values: &[Option<i64>], plot: &Plot) -> PathBuilder {
    let mut path = PathBuilder::new();
    let half = plot.column() / 2.0;
    let mut down = false;
    for (point, value) in values.iter().enumerate() {
        if let Some(value) = value {
            let (x, y) = (plot.middle(point), plot.height((*value).into()));
            if down {
                path.line_to(x - half, y);
            } else {
                path.move_to(x - half, y);
            }
            path.line_to(x + half, y);
        }
        down = value.is_some();
    }
    path
}
