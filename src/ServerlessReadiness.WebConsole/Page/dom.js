// Builds elements. Text goes in as text and never as markup: what an alarm or a person wrote cannot become a script.

/**
 * @param {string} tag Name, with classes after dots: "button.primary".
 * @param {Record<string, any>} [attributes] Attributes; functions become listeners; null, undefined and false are left out.
 * @param {...any} children Nodes, texts, arrays of them; null, undefined and false are left out.
 */
export function h(tag, attributes, ...children) {
  const [name, ...classes] = tag.split('.');
  const element = document.createElement(name);
  if (classes.length > 0) element.className = classes.join(' ');
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(key, value);
    else element.setAttribute(key, value === true ? '' : String(value));
  }
  element.append(...children.flat(3).filter(c => c !== null && c !== undefined && c !== false));
  return element;
}

/** A bar of a share; its length is a property of the element, since inline styles are forbidden. */
export function bar(share, tone) {
  const fill = h(`span.fill.${tone}`);
  fill.style.inlineSize = `${Math.max(0, Math.min(1, share)) * 100}%`;
  return h('span.bar', { 'aria-hidden': 'true' }, fill);
}

/**
 * Puts new content into a section only when its data have changed, and keeps the focus where it was: somebody may be
 * about to press a button while the page is drawn anew.
 */
export function draw(section, data, build) {
  const told = JSON.stringify(data);
  if (section.told === told) return;
  section.told = told;
  const focused = section.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  const toggled = new Map([...section.querySelectorAll('details')].map(d => [d.dataset.key, d.open]));
  section.replaceChildren(...[build()].flat(3).filter(Boolean));
  for (const details of section.querySelectorAll('details')) {
    details.open = toggled.get(details.dataset.key) ?? details.open;
  }
  if (focused !== undefined) section.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
}
