'use strict';
// Tables: the name of the column on each cell for narrow screens, sorting, filtering.
(() => {
  document.documentElement.classList.add('js');
  const UNITS = {ns: 1, 'µs': 1e3, ms: 1e6, s: 1e9};
  const NUMBER = /^[[~]?([+-]?\d[\d ]*(?:\.\d+)?) ?(ns|µs|ms|s)?(?![^\s,\])\/])/;

  // The number that a cell begins with, in nanoseconds if it has a unit of time, or null.
  function number(text) {
    const found = NUMBER.exec(text);
    return found && Number(found[1].replaceAll(' ', '')) * (UNITS[found[2]] || 1);
  }

  function compare(words, up) {
    const sign = up ? 1 : -1;
    return (a, b) => {
      if (words) {
        return sign * a.key.localeCompare(b.key, 'en', {numeric: true});
      }
      if (a.key === null || b.key === null) { // what has no number stands at the end
        return (a.key === null) - (b.key === null);
      }
      return sign * (a.key - b.key);
    };
  }

  function sort(head, column) {
    const body = head.closest('table').tBodies[0];
    const up = head.getAttribute('aria-sort') !== 'ascending';
    const words = head.classList.contains('word');
    const rows = [...body.rows].map(row => {
      const cell = row.cells[column];
      const text = !cell || (cell.colSpan > 1 && !words) ? '' : cell.textContent.trim();
      return {row, key: words ? text : number(text)};
    });
    rows.sort(compare(words, up));
    for (const other of head.parentNode.cells) {
      other.removeAttribute('aria-sort');
    }
    head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
    body.append(...rows.map(each => each.row));
  }

  for (const table of document.querySelectorAll('table')) {
    const heads = [...table.tHead.rows[0].cells];
    const names = heads.map(head => head.textContent);
    heads.forEach((head, column) => {
      if (head.classList.contains('actions') || !table.closest('.table')) {
        return;
      }
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...head.childNodes);
      button.addEventListener('click', () => sort(head, column));
      head.append(button);
    });
    for (const row of table.tBodies[0].rows) {
      [...row.cells].forEach((cell, column) => {
        cell.dataset.label = cell.colSpan > 1 ? '' : names[column] || '';
      });
    }
  }

  const form = document.getElementById('filters');
  if (!form) {
    return;
  }
  const KEYS = ['pattern', 'model', 'jdk', 'verdict'];
  const rows = [...document.querySelectorAll('tr[data-of]')];
  const numbers = new Map(rows.map(row => [row, row.dataset.of.split(';')]));
  const contrasts = rows.filter(row => numbers.get(row)[3] !== '');

  function passes(row, wanted, words) {
    // of each key the row's numbers, with spaces between; a row of results has no verdict
    const differs = numbers.get(row).some((has, i) => wanted[i] && has && !has.split(' ').includes(wanted[i]));
    if (differs) {
      return false;
    }
    if (words.length === 0) {
      return true;
    }
    const section = row.closest('.cell');
    const text = (row.textContent + (section ? section.querySelector('h2').textContent : '')).toLowerCase();
    return words.every(word => text.includes(word));
  }

  function apply() {
    const wanted = KEYS.map(key => form.elements[key].value);
    const words = form.elements.find.value.toLowerCase().split(/\s+/).filter(word => word);
    rows.forEach(row => { row.hidden = !passes(row, wanted, words); });
    for (const block of document.querySelectorAll('.table, .part')) {
      const inside = block.querySelectorAll('tr[data-of]');
      block.hidden = inside.length > 0 && !block.querySelector('tr[data-of]:not([hidden])');
    }
    const shown = contrasts.filter(row => !row.hidden).length;
    document.getElementById('shown').textContent = `${shown} of ${contrasts.length} contrasts`;
  }

  form.addEventListener('input', apply);
  form.addEventListener('reset', () => setTimeout(apply));
  form.addEventListener('submit', event => event.preventDefault());
  apply();
})();
