'use strict';
(function () {
  const data = JSON.parse(document.getElementById('data').textContent);
  const say = value => value === null ? '–' : value.toLocaleString('en', { maximumFractionDigits: 1 });

  // Reads a chart's values under the pointer, or with the arrow keys.
  for (const figure of document.querySelectorAll('figure.chart')) {
    const chart = data.charts[figure.id], times = data.axes[chart.axis];
    const area = figure.querySelector('.area'), rule = figure.querySelector('.rule');
    const readout = figure.querySelector('.readout');
    let at = -1;
    const show = bucket => {
      at = Math.max(0, Math.min(times.length - 1, bucket));
      rule.style.display = 'block';
      rule.style.left = (100 * at / times.length) + '%';
      readout.textContent = times[at] + ': '
        + chart.lines.map(line => line.name + ' ' + say(at < line.values.length ? line.values[at] : null)).join(' · ');
    };
    const hide = () => { rule.style.display = 'none'; readout.textContent = '\u00a0'; at = -1; };
    area.addEventListener('pointermove', event => {
      const box = area.getBoundingClientRect();
      show(Math.floor((event.clientX - box.left) / box.width * times.length));
    });
    area.addEventListener('pointerleave', hide);
    area.addEventListener('blur', hide);
    area.addEventListener('keydown', event => {
      const by = { ArrowLeft: -1, ArrowRight: 1, PageUp: -30, PageDown: 30 }[event.key];
      if (by) { event.preventDefault(); show(at + by); }
      if (event.key === 'Escape') { hide(); }
    });
  }

  // Narrows the decisions to a component, a kind and words.
  const lines = Array.from(document.querySelectorAll('#lines tr'));
  const component = document.getElementById('by-component'), kind = document.getElementById('by-kind');
  const words = document.getElementById('by-words'), count = document.getElementById('shown-count');
  const narrow = () => {
    const wanted = words.value.trim().toLowerCase();
    let shown = 0;
    for (const line of lines) {
      const fits = (!component.value || line.dataset.component === component.value)
        && (!kind.value || line.dataset.kind === kind.value)
        && (!wanted || line.textContent.toLowerCase().includes(wanted));
      line.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    count.textContent = shown + ' of ' + lines.length + ' lines';
  };
  for (const field of [component, kind, words]) { field.addEventListener('input', narrow); }
  words.form.addEventListener('submit', event => event.preventDefault());
})();
