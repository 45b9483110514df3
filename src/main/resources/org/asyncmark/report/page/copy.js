'use strict';
// Copies a contrast: as a table in Markdown, or as a sentence.
(() => {
  const status = document.getElementById('copied');
  const heading = document.querySelector('h1').textContent;

  // As the Markdown of REPORT.md: what a cell holds stays text.
  function escape(text) {
    return text.trim().replace(/\s+/g, ' ').replace(/&/g, '&amp;').replace(/[\\`*_[\]|~]/g, '\\$&')
        .replace(/</g, '&lt;').replace(/>/g, '&gt;');
  }

  function line(cells) {
    return `| ${cells.map(escape).join(' | ')} |`;
  }

  function markdown(row) {
    const heads = [...row.closest('table').tHead.rows[0].cells].slice(0, -1);
    const cells = [...row.cells].slice(0, -1);
    const rule = heads.map(head => head.classList.contains('word') ? '---' : '---:').join('|');
    const table = [line(heads.map(head => head.textContent)), `|${rule}|`,
      line(cells.map(cell => cell.textContent))].join('\n');
    return `${table}\n\n${escape(heading)}\n`;
  }

  function copyByHand(text) {
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch (refused) { // an older browser, or one that asks the user and was told no
      return copyByHand(text);
    }
  }

  function button(kind) {
    const made = document.createElement('button');
    made.type = 'button';
    made.dataset.copy = kind;
    made.textContent = kind;
    return made;
  }

  for (const cell of document.querySelectorAll('td.actions')) {
    cell.append(button('Markdown'), ' ', button('citation'));
  }

  document.addEventListener('click', async event => {
    const clicked = event.target.closest('button[data-copy]');
    if (!clicked) {
      return;
    }
    const row = clicked.closest('tr');
    const text = clicked.dataset.copy === 'Markdown' ? markdown(row) : row.dataset.sentence + status.dataset.source;
    const done = await copy(text);
    clicked.focus();
    status.textContent = done ? `Copied: ${text}` : `This browser does not let the page copy: ${text}`;
    clearTimeout(status.timer);
    status.timer = setTimeout(() => { status.textContent = ''; }, done ? 4000 : 30000);
  });
})();
