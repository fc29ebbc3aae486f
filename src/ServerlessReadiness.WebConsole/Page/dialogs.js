// What people command: always with a reason, always with a key of its own, so that a second press does nothing twice.
import { h } from './dom.js';
import { Problem } from './api.js';
import { say } from './words.js';

/** Tells something that is gone after a while; what was refused stays until it is closed. */
export function toast(text, tone, next) {
  const note = h(`div.toast.${tone}`, null, h('p', null, text), next ? h('p.quiet', null, say('nextStep', next)) : null);
  const gone = () => note.remove();
  note.append(h('button.plain', { click: gone, 'aria-label': say('close') }, '×'));
  document.getElementById('toasts').append(note);
  if (tone === 'good') setTimeout(gone, 8_000);
}

/**
 * Asks for a reason and what else a command needs, then gives it.
 * @param {object} what title, danger, fields: [{ name, label, kind, required, value, options, hint }], command: (values) => object.
 * @param {{api: import('./api.js').Api, event: string, gave: () => void}} desk Where commands go.
 */
export function ask(what, desk) {
  const key = crypto.randomUUID();
  const fields = [...(what.fields ?? []), { name: 'reason', label: say('reason'), kind: 'text', required: true, hint: say('reasonHint') }];
  const trouble = h('p.trouble', { role: 'alert' });
  const send = h(`button.${what.danger ? 'danger' : 'primary'}`, { type: 'submit' }, what.verb ?? say('send'));
  const extra = h('div');
  const form = h('form', { method: 'dialog', novalidate: true },
    h('h2', { id: 'dialog-title' }, what.title),
    what.about ? h('p', null, what.about) : null,
    fields.map(f => fieldOf(f, extra, what)),
    extra,
    trouble,
    h('div.row.end', null, h('button.plain', { type: 'button', click: () => dialog.close() }, say('cancel')), send));
  const dialog = h('dialog', { 'aria-labelledby': 'dialog-title' }, form);
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const values = Object.fromEntries(new FormData(form));
    const missing = [...form.elements].find(e => e.required && !e.value.trim());
    if (missing) {
      trouble.textContent = missing.name === 'reason' ? say('reasonMissing') : `${missing.labels[0]?.firstChild?.textContent}: ${say('reasonMissing')}`;
      missing.focus();
      return;
    }
    send.disabled = true;
    trouble.textContent = '';
    try {
      const answer = await desk.api.command(desk.event, what.command(values, form), values.reason.trim(), key);
      dialog.close();
      toast(say(answer.status === 202 ? 'accepted' : 'doneToast', answer.body?.words ?? ''), 'good');
      desk.gave();
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      // The dialog stays: what was typed is not lost, and the same key repeats it safely when no answer came.
      trouble.replaceChildren(say('refused', problem.message), problem.next ? h('span.block', null, say('nextStep', problem.next)) : '');
      send.disabled = false;
    }
  });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  (form.querySelector('select, input, textarea') ?? send).focus();
}

function fieldOf(field, extra, what) {
  const id = `field-${field.name}`;
  const common = { id, name: field.name, required: field.required, 'aria-describedby': field.hint ? `${id}-hint` : null };
  const input = field.kind === 'choice'
    ? h('select', common, field.options.map(o => h('option', { value: o.value, selected: o.value === field.value }, o.label)))
    : field.kind === 'number'
      ? h('input', { ...common, type: 'number', inputmode: 'numeric', min: field.min, max: field.max, value: field.value })
      : h('input', { ...common, type: 'text', autocomplete: 'off', maxlength: 500, value: field.value });
  if (field.kind === 'choice' && what.changed) {
    const change = () => extra.replaceChildren(...what.changed(field.name, input.value).flat().map(f => (f instanceof Node ? f : fieldOf(f, extra, {}))));
    if (what.watches === field.name) {
      input.addEventListener('change', change);
      change();
    }
  }
  return h('div.field', null,
    h('label', { for: id }, field.label),
    input,
    field.hint ? h('small', { id: `${id}-hint` }, field.hint) : null);
}

/** Starts a runbook of the plan: which, on what, with which parameters. */
export function startRunbook(snapshot, desk, chosen) {
  const parameters = name => snapshot.runbooks.find(r => r.runbook === name)?.parameters ?? [];
  const parameterFields = name => {
    const runbook = snapshot.runbooks.find(r => r.runbook === name);
    return [
      h('p.quiet', null, `${say('steps')}: ${(runbook?.steps ?? []).join(' → ')}`,
        runbook?.asks ? h('span.block', null, say('asksFirst')) : null),
      ...parameters(name).map(p => p.allowed.length > 0
        ? { name: `p.${p.name}`, label: p.name, kind: 'choice', required: p.default === null, value: p.default, options: p.allowed.map(a => ({ value: a, label: a })) }
        : {
          name: `p.${p.name}`,
          label: p.name,
          kind: p.type === 'Whole' || p.type === 'Percent' ? 'number' : 'text',
          required: p.default === null,
          value: p.default,
          min: p.minimum,
          max: p.maximum,
        }),
    ];
  };
  ask({
    title: say('startRunbook'),
    watches: 'runbook',
    changed: (_, name) => parameterFields(name),
    fields: [
      { name: 'runbook', label: say('runbook'), kind: 'choice', required: true, value: chosen?.runbook, options: snapshot.runbooks.map(r => ({ value: r.runbook, label: r.runbook })) },
      { name: 'component', label: say('component'), kind: 'choice', required: true, value: chosen?.component, options: components(snapshot) },
    ],
    command: values => ({
      do: 'run.start',
      runbook: values.runbook,
      component: values.component,
      parameters: Object.fromEntries(parameters(values.runbook)
        .map(p => [p.name, values[`p.${p.name}`]])
        .filter(([, value]) => value !== undefined && value !== '')),
    }),
  }, desk);
}

export const pause = (snapshot, desk) => ask(snapshot.mode === 'Act'
  ? { title: say('pause'), danger: true, verb: say('pause'), command: () => ({ do: 'pause' }) }
  : { title: say('resume'), about: snapshot.modeReason, verb: say('resume'), command: () => ({ do: 'resume' }) }, desk);

export const openIssue = (snapshot, desk) => ask({
  title: say('openIssue'),
  fields: [
    { name: 'summary', label: say('summary'), required: true },
    { name: 'component', label: say('component'), kind: 'choice', options: [{ value: '', label: '–' }, ...components(snapshot)] },
    { name: 'plan', label: say('planOfAction') },
    { name: 'owner', label: say('owner') },
    { name: 'minutes', label: say('expectedMinutes'), kind: 'number', min: 1 },
  ],
  command: v => clean({ do: 'issue.open', summary: v.summary, component: v.component, planOfAction: v.plan, owner: v.owner, expectedBy: soon(desk, v.minutes) }),
}, desk);

export const changeIssue = (issue, desk) => ask({
  title: say('changeIssue'),
  about: issue.summary,
  fields: [
    { name: 'plan', label: say('planOfAction'), value: issue.planOfAction },
    { name: 'owner', label: say('owner'), value: issue.owner },
    { name: 'minutes', label: say('expectedMinutes'), kind: 'number', min: 1 },
  ],
  command: v => clean({ do: 'issue.update', issue: issue.id, planOfAction: v.plan, owner: v.owner, expectedBy: soon(desk, v.minutes) }),
}, desk);

export const holdComponent = (component, desk) => ask({
  title: `${say('hold')}: ${component}`,
  fields: [{ name: 'minutes', label: say('untilMinutes'), kind: 'number', min: 1 }],
  command: v => clean({ do: 'component.hold', component, until: soon(desk, v.minutes) }),
}, desk);

/** A command that needs a reason and nothing else. */
export const plainly = (title, about, command, desk, danger = false) =>
  ask({ title, about, danger, verb: title, command: () => command }, desk);

export function help() {
  const keys = [['p', 'keyPause'], ['r', 'keyRun'], ['i', 'keyIssue'], ['/', 'keyFilter'], ['l', 'keyLanguage'], ['t', 'keyTheme'], ['?', 'keyHelp']];
  const dialog = h('dialog', { 'aria-labelledby': 'dialog-title' },
    h('h2', { id: 'dialog-title' }, say('help')),
    h('p', null, say('helpAbout')),
    h('h3', null, say('helpKeys')),
    h('dl.keys', null, keys.map(([key, name]) => [h('dt', null, h('kbd', null, key)), h('dd', null, say(name))])),
    h('div.row.end', null, h('button.primary', { click: () => dialog.close() }, say('close'))));
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

const components = snapshot => snapshot.components.map(c => ({ value: c.component, label: c.component }));

/** So many minutes from now on the event's clock; null for none. */
const soon = (desk, minutes) => (minutes ? new Date(desk.api.now().getTime() + Number(minutes) * 60_000).toISOString() : null);

const clean = command => Object.fromEntries(Object.entries(command).filter(([, value]) => value !== null && value !== undefined && value !== ''));
