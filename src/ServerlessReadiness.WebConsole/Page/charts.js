// Metrics over time against their normal range and the forecast. uPlot draws; every chart also says in words what it shows.
import { h } from './dom.js';
import { moment, number } from './format.js';
import { say } from './words.js';

const height = 130;
const drawn = new Map(); // metric -> { figure, plot, chart }

/** Redraws all charts, for another theme. */
export function forget() {
  for (const { plot } of drawn.values()) plot?.destroy();
  drawn.clear();
}

/** @returns {HTMLElement[]} A figure for each chart; those of before are filled anew rather than replaced. */
export function charts(all, zone, now) {
  const wanted = new Set(all.map(c => c.metric));
  for (const [metric, { plot }] of drawn) {
    if (!wanted.has(metric)) {
      plot?.destroy();
      drawn.delete(metric);
    }
  }
  return all.map(chart => figureOf(chart, zone, now));
}

function figureOf(chart, zone, now) {
  let kept = drawn.get(chart.metric);
  if (kept === undefined) {
    const caption = h('figcaption');
    const canvas = h('div.plot', { role: 'img' });
    kept = { figure: h('figure', { 'data-metric': chart.metric }, caption, canvas), caption, canvas, plot: null };
    drawn.set(chart.metric, kept);
  }
  const newest = chart.values.findLast(v => v !== null) ?? null;
  const range = chart.normal === null
    ? say('noNormal')
    : say('normalRange', number(chart.normal.low), number(chart.normal.high));
  const tone = chart.isNormal === false ? 'bad' : chart.isNormal === true ? 'good' : 'plain';
  kept.caption.replaceChildren(
    h('span.metric', null, chart.metric, chart.component ? h('small', null, ` ${chart.component}`) : null),
    h(`strong.value.${tone}`, null, newest === null ? say('noData') : number(newest)),
    h('small.range', null, `${chart.statistic} · ${range}`,
      chart.isNormal === null ? null : ` · ${say(chart.isNormal ? 'inNormal' : 'offNormal')}`));
  const expected = chart.forecast[chart.values.length - 1];
  kept.canvas.setAttribute('aria-label', [
    `${chart.metric}: ${say('nowValue')} ${newest === null ? say('noData') : number(newest)}`,
    range,
    expected === undefined || expected === null ? null : `${say('forecast')} ${number(expected)}`,
  ].filter(Boolean).join(', '));
  const data = dataOf(chart);
  if (kept.plot === null) {
    // The element has no width before it is in the page.
    requestAnimationFrame(() => {
      if (kept.plot !== null || !kept.canvas.isConnected) return;
      kept.chart = chart;
      kept.plot = new window.uPlot(optionsOf(kept, zone), dataOf(kept.latest ?? chart), kept.canvas);
      new ResizeObserver(() => kept.plot?.setSize({ width: kept.canvas.clientWidth, height })).observe(kept.canvas);
    });
  } else {
    kept.chart = chart;
    kept.plot.setData(data);
  }
  kept.latest = chart;
  return kept.figure;
}

/** uPlot's columns: seconds, what was measured, what the plan expected. */
function dataOf(chart) {
  const from = Date.parse(chart.from) / 1000;
  const count = Math.max(chart.values.length, chart.forecast.length);
  const at = n => Array.from({ length: count }, (_, i) => n(i));
  return [at(i => from + i * 60), at(i => chart.values[i] ?? null), at(i => chart.forecast[i] ?? null)];
}

function optionsOf(kept, zone) {
  // A canvas takes no light-dark(); an element's computed colour is one of the two.
  const colour = name => {
    kept.canvas.style.color = `var(${name})`;
    return getComputedStyle(kept.canvas).color;
  };
  const axis = { stroke: colour('--quiet'), grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false } };
  const font = '11px system-ui, sans-serif';
  const band = colour('--band');
  return {
    width: kept.canvas.clientWidth,
    height,
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 5 } },
    legend: { show: false },
    scales: { y: { range: (_, low, high) => rangeOf(kept.chart, low, high) } },
    series: [
      {},
      { label: say('measured'), stroke: colour('--series'), width: 2, spanGaps: false, points: { show: false } },
      { label: say('forecast'), stroke: colour('--forecast'), width: 1.5, dash: [5, 4], points: { show: false } },
    ],
    axes: [
      { ...axis, font, size: 24, space: 64, values: (_, splits) => splits.map(s => moment(s * 1000, zone, new Date(s * 1000))) },
      { ...axis, font, size: 46, space: 30, values: (_, splits) => splits.map(number) },
    ],
    hooks: { drawClear: [plot => normalBand(plot, kept.chart, band)] },
  };
}

/** From zero on for what cannot be less, with the normal range in sight unless that would flatten the line. */
function rangeOf(chart, low, high) {
  const top = chart.normal !== null && chart.normal.high < (high ?? 0) * 4 ? chart.normal.high : 0;
  const most = Math.max(high ?? 0, top);
  return [Math.min(0, low ?? 0), most === 0 ? 1 : most * 1.1];
}

function normalBand(plot, chart, colour) {
  if (chart.normal === null) return;
  const { ctx, bbox } = plot;
  const y = value => Math.min(bbox.top + bbox.height, Math.max(bbox.top, plot.valToPos(value, 'y', true)));
  const [top, bottom] = [y(chart.normal.high), y(chart.normal.low)];
  ctx.save();
  ctx.fillStyle = colour;
  ctx.fillRect(bbox.left, top, bbox.width, bottom - top);
  ctx.restore();
}
