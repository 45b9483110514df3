'use strict';
// A link to a cell shows it whatever the filters are, and its figures.
(() => {
  function follow() {
    const anchor = location.hash.slice(1);
    const target = anchor && document.getElementById(anchor);
    if (!target) {
      return;
    }
    if (target.hidden || target.closest('[hidden]')) {
      const filters = document.getElementById('filters');
      filters.reset();
      filters.dispatchEvent(new Event('input'));
    }
    Explore.show(anchor);
    target.scrollIntoView();
    target.focus({preventScroll: true});
  }
  window.addEventListener('hashchange', follow);
  follow();
})();
