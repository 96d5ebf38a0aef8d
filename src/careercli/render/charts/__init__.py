"""Charts as inline SVG: pure functions, each from figures to a Chart. Markup is written in `svg` alone."""

from careercli.render.charts.svg import Chart

__all__ = ["Chart"]
