'use strict';
(() => {
  const root = document.documentElement;
  root.classList.add('js');
  const one = (selector) => document.querySelector(selector);
  const all = (selector, of = document) => Array.from(of.querySelectorAll(selector));
  const cards = all('.card');
  const findings = all('.finding');

  // Figures are found however their thousands are parted.
  const plain = (text) => text.toLowerCase().replace(/(\d)[,\u00a0\u202f' ](?=\d{3}(?!\d))/g, '$1').replace(/\s+/g, ' ');
  const texts = new Map();
  const textOf = (card) => {
    if (!texts.has(card)) texts.set(card, plain(card.textContent));
    return texts.get(card);
  };

  const search = one('#search');
  const rule = one('#rule');
  const file = one('#file');
  const severities = all('.toggle input');

  const filter = () => {
    const words = plain(search.value).split(' ').filter(Boolean);
    const levels = new Set(severities.filter((box) => box.checked).map((box) => box.value));
    let shown = 0;
    for (const card of cards) {
      const { severity, rule: id, files } = card.dataset;
      const fits = (severity === undefined ? !rule.value : levels.has(severity) && (!rule.value || id === rule.value))
        && (!file.value || files.split(' ').includes(file.value))
        && words.every((word) => textOf(card).includes(word));
      card.hidden = !fits;
      if (fits && severity !== undefined) shown += 1;
    }
    one('#count').textContent = shown === findings.length ? `${shown} shown` : `${shown} of ${findings.length} shown`;
    one('#nothing').hidden = shown > 0 || findings.length === 0;
    const slots = one('#slots');
    if (slots) slots.hidden = all('.slot', slots).every((card) => card.hidden);
  };
  const reset = () => {
    search.value = '';
    rule.value = '';
    file.value = '';
    for (const box of severities) box.checked = true;
    filter();
  };
  for (const control of [search, rule, file, ...severities]) control.addEventListener('input', filter);
  one('#reset').addEventListener('click', reset);
  filter();

  // All passages at once.
  const toggle = one('#open');
  const passages = () => all('.finding:not([hidden]) .passages');
  const label = () => {
    toggle.textContent = passages().every((it) => it.open) ? 'Close all passages' : 'Open all passages';
  };
  if (toggle) {
    toggle.addEventListener('click', () => {
      const open = !passages().every((it) => it.open);
      for (const it of passages()) it.open = open;
      label();
    });
    document.addEventListener('toggle', label, true);
    label();
  }

  // Light, dark, or as the system has it.
  const theme = one('.theme');
  const dark = () => root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  const name = () => { theme.textContent = dark() ? 'Light' : 'Dark'; };
  theme.addEventListener('click', () => {
    root.dataset.theme = dark() ? 'light' : 'dark';
    name();
  });
  name();

  // j and k walk through the findings, o opens the passages, / goes to the search.
  const step = (by) => {
    const shown = findings.filter((card) => !card.hidden);
    if (shown.length === 0) return;
    const at = shown.indexOf(document.activeElement && document.activeElement.closest('.finding'));
    const next = shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(Math.max(at + by, 0), shown.length - 1)];
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: 'start' });
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape' && event.target === search) {
      reset();
      search.blur();
      return;
    }
    if (event.target.closest('input, select, textarea')) return;
    const here = document.activeElement && document.activeElement.closest('.finding');
    const keys = {
      j: () => step(1),
      k: () => step(-1),
      '/': () => search.focus(),
      o: () => {
        const it = here && here.querySelector('.passages');
        if (it) it.open = !it.open;
      },
    };
    if (Object.hasOwn(keys, event.key)) {
      event.preventDefault();
      keys[event.key]();
    }
  });

  // On paper everything is open.
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = all('.finding .passages:not([open])');
    for (const it of closed) it.open = true;
  });
  addEventListener('afterprint', () => {
    for (const it of closed) it.open = false;
  });
})();
