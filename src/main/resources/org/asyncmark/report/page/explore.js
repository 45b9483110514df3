'use strict';
// The figures of one cell: latency by percentile, and p50 by round, of the models and JDKs that are chosen.
const Explore = (() => {
  const form = document.getElementById('chosen');
  if (!form) {
    return {show: () => {}};
  }
  const data = JSON.parse(document.getElementById('data').textContent);
  const WIDTHS = [1.2, 2.2, 3.4, 4.6];
  const element = id => document.getElementById(id);
  const spaced = count => String(count).replace(/\B(?=(\d{3})+$)/g, ' ');
  let plots = [];

  // Latencies come as steps from one percentile to the next.
  for (const arm of data.cells.flatMap(cell => cell.arms).filter(each => each.nanos)) {
    for (const name of ['nanos', 'lowest', 'highest']) {
      let sum = 0;
      arm[name] = arm[name].map(step => sum += step);
    }
  }

  function line(arm) {
    const model = data.models[arm.model];
    return {
      name: arm.name,
      colour: model.colour,
      dash: model.dashes.split(' ').filter(each => each).map(Number),
      width: WIDTHS[Math.min(arm.jdk, WIDTHS.length - 1)],
    };
  }

  function chosen() {
    const ticked = name => new Set(
        [...form.querySelectorAll(`[name=${name}]:checked`)].map(each => Number(each.value)));
    const models = ticked('model');
    const jdks = ticked('jdk');
    return data.cells[form.elements.cell.value].arms
        .filter(arm => models.has(arm.model) && jdks.has(arm.jdk))
        .sort((a, b) => a.jdk - b.jdk || a.model - b.model)
        .map(arm => ({...arm, line: line(arm)}));
  }

  function series(look, points) {
    return {stroke: look.colour, width: look.width, dash: look.dash, spanGaps: true, points: {show: points, size: 7, fill: look.colour}};
  }

  function fill(values, length) {
    return Array.from({length}, (unused, i) => i < values.length ? values[i] : null);
  }

  function drawPercentiles(arms, log) {
    const drawn = arms.filter(arm => !arm.reason && arm.nanos.length > 0);
    const length = Math.max(0, ...drawn.map(arm => arm.nanos.length));
    const columns = [data.beyond.slice(0, length)];
    const lines = [];
    const bands = [];
    const edge = {stroke: 'transparent', width: 0, points: {show: false}};
    for (const arm of drawn) {
      columns.push(fill(arm.nanos, length));
      lines.push(series(arm.line, false));
      if (arm.lowest.length > 0) {
        columns.push(fill(arm.highest, length), fill(arm.lowest, length));
        lines.push(edge, edge);
        bands.push({series: [columns.length - 2, columns.length - 1], fill: arm.line.colour + '26'});
      }
    }
    const tens = (plot, axis, min, max) => [1, 2, ...Array.from({length: 9}, (unused, i) => 10 ** (i + 1))].filter(each => each <= max * 1.001);
    return Plots.draw(element('percentiles'), element('percentile'), {
      data: columns, series: lines, bands, log,
      start: firstShown(drawn),
      x: {distr: 3, range: (plot, min, max) => [1, Math.max(max || 10, 10)]},
      across: {splits: tens, values: (plot, splits) => splits.map(each => `${Number((100 - 100 / each).toPrecision(9))} %`)},
      at: index => percentileValues(arms, index),
    });
  }

  // p99 if all have the samples for it, else p50.
  function firstShown(drawn) {
    const tail = data.percentiles.indexOf('99');
    return drawn.every(arm => tail < arm.nanos.length) ? tail : data.percentiles.indexOf('50');
  }

  function percentileValues(arms, index) {
    const rows = arms.map(arm => {
      if (arm.reason) {
        return {line: arm.line, cells: [arm.reason]};
      }
      const nanos = arm.nanos[index];
      if (nanos === undefined) {
        return {line: arm.line, cells: [`too few samples for it: ${spaced(arm.samples)}`]};
      }
      const range = index < arm.lowest.length
          ? `${Plots.text(arm.lowest[index])} to ${Plots.text(arm.highest[index])}` : '–';
      return {line: arm.line, cells: [Plots.text(nanos), spaced(nanos), range, Plots.text(arm.max), spaced(arm.samples)]};
    });
    Plots.table(element('percentile-values'), `p${data.percentiles[index]}`,
        ['arm', 'latency', 'in ns', 'lowest to highest fork', 'max', 'samples'], rows);
  }

  function drawRounds(arms, log) {
    const drawn = arms.filter(arm => !arm.reason && arm.p50.some(each => each !== null));
    const rounds = [...new Set(drawn.flatMap(arm => arm.rounds))].sort((a, b) => a - b);
    const columns = [rounds];
    for (const arm of drawn) {
      columns.push(rounds.map(round => arm.p50[arm.rounds.indexOf(round)] ?? null));
    }
    return Plots.draw(element('rounds'), element('round'), {
      data: columns, series: drawn.map(arm => series(arm.line, true)), bands: [], log, start: 0,
      x: {range: () => [rounds[0] - 0.5, rounds[rounds.length - 1] + 0.5]},
      across: {splits: () => rounds, values: (plot, splits) => splits.map(each => String(each))},
      at: index => roundValues(arms, rounds[index]),
    });
  }

  function roundValues(arms, round) {
    const rows = arms.map(arm => {
      const nanos = arm.reason ? null : arm.p50[arm.rounds.indexOf(round)] ?? null;
      return {line: arm.line, cells: nanos === null ? [arm.reason || 'no p50 in this round'] : [Plots.text(nanos), spaced(nanos)]};
    });
    Plots.table(element('round-values'), round === undefined ? 'no round' : `round ${round}`, ['arm', 'p50', 'in ns'], rows);
  }

  function draw() {
    plots.forEach(plot => plot && plot.destroy());
    const log = form.elements.scale.value === 'log';
    const arms = chosen();
    plots = [drawPercentiles(arms, log), drawRounds(arms, log)];
    element('to-cell').href = `#${data.cells[form.elements.cell.value].id}`;
  }

  function fit() {
    for (const plot of plots) {
      const width = plot && plot.root.parentNode.clientWidth;
      if (plot && width > 0 && width !== plot.width) {
        plot.setSize({width, height: 340});
      }
    }
  }

  form.addEventListener('input', draw);
  form.addEventListener('submit', event => event.preventDefault());
  window.addEventListener('resize', fit);
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  draw();

  return {
    // Shows the cell of an anchor, if there is one.
    show(anchor) {
      const cell = data.cells.findIndex(each => each.id === anchor);
      if (cell >= 0 && form.elements.cell.value !== String(cell)) {
        form.elements.cell.value = String(cell);
        draw();
      }
    },
  };
})();
