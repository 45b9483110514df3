'use strict';
// One figure with its values: lines by uPlot, a slider for the place, a table of the values there.
const Plots = (() => {
  const UNITS = [['s', 1e9], ['ms', 1e6], ['µs', 1e3], ['ns', 1]];

  // A latency with three digits in the unit that suits it, as in the tables.
  function text(nanos) {
    const [symbol, size] = UNITS.find(([, each]) => nanos >= each * 0.9995) || UNITS[3];
    const value = nanos / size;
    return `${value >= 999.5 ? Math.round(value) : Number(value).toPrecision(3)} ${symbol}`;
  }

  // Round numbers between two values: even steps, or 1, 2 and 5 of each tenfold where they lie far apart.
  function ticks(min, max, wide) {
    const all = [];
    if (wide && max / min > 8) {
      for (let ten = 10 ** Math.floor(Math.log10(min)); ten <= max; ten *= 10) {
        all.push(ten, 2 * ten, 5 * ten);
      }
    } else {
      const raw = (max - min) / 6;
      const ten = 10 ** Math.floor(Math.log10(raw));
      const step = ten * [1, 2, 5, 10].find(each => each * ten >= raw);
      for (let i = Math.ceil(min / step); i * step <= max; i++) {
        all.push(i * step);
      }
    }
    return all.filter(each => each >= min && each <= max);
  }

  function tick(nanos) {
    const [symbol, size] = UNITS.find(([, each]) => nanos >= each) || UNITS[3];
    return `${Number((nanos / size).toPrecision(6))} ${symbol}`;
  }

  function colours() {
    const style = getComputedStyle(document.documentElement);
    return {ink: style.getPropertyValue('--ink').trim(), rule: style.getPropertyValue('--rule').trim()};
  }

  function latencyRange(log) {
    return (plot, min, max) => {
      if (min === null || max === null) {
        return [1, 10];
      }
      return log ? [min / 1.1, max * 1.1] : [0, max * 1.05];
    };
  }

  function axes(across, log) {
    const {ink, rule} = colours();
    const common = {stroke: ink, font: '12px system-ui', grid: {stroke: rule, width: 1}, ticks: {stroke: rule, width: 1}};
    const keep = (plot, splits) => splits;
    return [
      {...common, ...across, filter: keep},
      {...common, size: 74, filter: keep,
        splits: (plot, axis, min, max) => ticks(min, max, log),
        values: (plot, splits) => splits.map(tick)},
    ];
  }

  function sample(line) {
    const space = 'http://www.w3.org/2000/svg';
    const svg = document.createElementNS(space, 'svg');
    const stroke = document.createElementNS(space, 'line');
    for (const [name, value] of Object.entries({width: 36, height: 10, 'aria-hidden': 'true'})) {
      svg.setAttribute(name, value);
    }
    const look = {x1: 0, x2: 36, y1: 5, y2: 5, stroke: line.colour, 'stroke-width': line.width, 'stroke-dasharray': line.dash.join(' ')};
    for (const [name, value] of Object.entries(look)) {
      stroke.setAttribute(name, value);
    }
    svg.append(stroke);
    return svg;
  }

  // Writes the values at a place: rows of {line, cells}; all of it is text.
  function table(parent, caption, names, rows) {
    const made = document.createElement('table');
    made.createCaption().textContent = caption;
    const head = made.createTHead().insertRow();
    for (const name of names) {
      const cell = document.createElement('th');
      cell.scope = 'col';
      cell.textContent = name;
      head.append(cell);
    }
    head.cells[0].className = 'word';
    const body = made.createTBody();
    for (const {line, cells} of rows) {
      const row = body.insertRow();
      const first = document.createElement('th');
      first.scope = 'row';
      first.className = 'word';
      first.append(sample(line), line.name);
      row.append(first);
      cells.forEach((value, i) => {
        const cell = row.insertCell();
        cell.dataset.label = names[i + 1];
        cell.textContent = value;
        if (cells.length === 1) {
          cell.colSpan = names.length - 1;
          cell.className = 'word reason';
        }
      });
    }
    parent.replaceChildren(made);
  }

  // Draws a figure. options: across (axis), x (scale), log, data, series, bands, at(index).
  function draw(parent, slider, options) {
    parent.replaceChildren();
    const last = options.data[0].length - 1;
    const kept = Math.min(options.start, Math.max(last, 0));
    slider.max = Math.max(last, 0);
    slider.value = kept;
    slider.disabled = last < 0;
    options.at(kept);
    if (last < 0) {
      return null;
    }
    const plot = new uPlot({
      width: Math.max(parent.clientWidth, 280),
      height: 340,
      legend: {show: false},
      cursor: {drag: {x: false, y: false}, y: false},
      scales: {x: {time: false, ...options.x}, y: {distr: options.log ? 3 : 1, range: latencyRange(options.log)}},
      axes: axes(options.across, options.log),
      series: [{}, ...options.series],
      bands: options.bands,
      hooks: {setCursor: [each => {
        const index = each.cursor.idx;
        if (index !== null && index !== undefined && each.cursor.left >= 0) {
          slider.value = index;
          options.at(index);
        }
      }]},
    }, options.data, parent);
    slider.oninput = () => {
      plot.setCursor({left: plot.valToPos(options.data[0][slider.value], 'x'), top: 10});
      options.at(Number(slider.value));
    };
    return plot;
  }

  return {draw, table, text};
})();
