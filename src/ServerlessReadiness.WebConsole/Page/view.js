// The sections of the page, each drawn from its part of the snapshot.
import { bar, draw, h } from './dom.js';
import { clock, minutesOf, moment, number, span } from './format.js';
import { say, spoken } from './words.js';
import * as dialogs from './dialogs.js';
import { charts } from './charts.js';

/** In the order in which they are read; a list is a row of columns. */
const order = [['waiting'], [['standing', 'alarms', 'issues'], ['runs', 'dns', 'contingencies', 'letters', 'tasks']], ['metrics'], ['capacity'], ['journal']];

/** Makes the empty sections once; they keep their place and their focus from then on. */
export function frame(main) {
  const sections = {};
  const section = name => {
    sections[name] = h('div.body');
    return h(`section.${name}`, { 'aria-labelledby': `title-${name}` },
      h('h2', { id: `title-${name}`, 'data-say': name }, say(name)), sections[name]);
  };
  main.replaceChildren(...order.flatMap(row => row.map(part => Array.isArray(part) ? h('div.column', null, part.map(section)) : section(part))));
  return sections;
}

/** Draws what has changed. */
export function show(sections, snapshot, desk, filter) {
  const zone = snapshot.timeZone;
  const now = new Date(snapshot.at);
  const at = when => h('time', { datetime: when }, moment(when, zone, now));
  const context = { snapshot, desk, zone, now, at };
  const lists = {
    waiting: [snapshot.runs.filter(r => r.asks !== null), waiting],
    standing: [[snapshot.reasons, snapshot.coming, snapshot.unseen, snapshot.extraSpend], standing],
    capacity: [snapshot.components, capacity],
    dns: [snapshot.names, names],
    alarms: [snapshot.alarms, alarms],
    runs: [snapshot.runs, runs],
    issues: [snapshot.issues, issues],
    contingencies: [snapshot.contingencies, contingencies],
    tasks: [snapshot.tasks, tasks],
    letters: [snapshot.deadLetters, letters],
    journal: [snapshot.journal, lines => journal(lines, context, filter)],
  };
  for (const [name, [data, build]] of Object.entries(lists)) {
    draw(sections[name], [document.documentElement.lang, data], () => build(data, context));
  }
  draw(sections.metrics, [document.documentElement.lang, snapshot.charts], () => snapshot.charts.length === 0
    ? quiet('metricsNone')
    : h('div.charts', null, charts(snapshot.charts, zone, now)));
  document.querySelector('section.waiting').classList.toggle('urgent', lists.waiting[0].length > 0);
}

const quiet = (name, ...parts) => h('p.quiet', null, say(name, ...parts));

const button = (name, key, press, tone = 'plain') => h(`button.${tone}`, { click: press, 'data-key': `${name} ${key}` }, say(name));

const tag = (name, tone) => h(`span.tag.${tone}`, null, say(name));

function waiting(asking, { desk, at }) {
  if (asking.length === 0) return quiet('waitingNone');
  return h('ul.cards', null, asking.map(run => h('li', null,
    h('h3', null, run.asks.question),
    h('p', null, `${run.runbook} · ${run.component} · ${run.asks.step}`),
    h('p.quiet', null, say('rolesMay', run.asks.roles.join(', ')), run.asks.expiresAt ? [' · ', ...around('answerBy', at(run.asks.expiresAt))] : null),
    h('div.row', null,
      button('approve', run.run, () => dialogs.plainly(say('approve'), run.asks.question, { do: 'run.approve', run: run.run, step: run.asks.step }, desk), 'primary'),
      button('reject', run.run, () => dialogs.plainly(say('reject'), run.asks.question, { do: 'run.reject', run: run.run, step: run.asks.step }, desk, true))))));
}

/** A phrase with an element in its last place, behind those that take texts. */
function around(name, element, ...texts) {
  const [before, after] = say(name, ...texts, '\u0000').split('\u0000');
  return [before, element, after];
}

function standing([reasons, coming, unseen, spend], { at }) {
  return h('div.columns', null,
    h('div', null,
      h('ul.reasons', null, reasons.map(r => h('li', null, h(`span.dot.${r.colour}`, { 'aria-hidden': 'true' }), spoken(r)))),
      spend === null ? null : h('p.quiet', null, say('spend', number(spend))),
      unseen.length === 0 ? null : h('details', { 'data-key': 'unseen', open: true },
        h('summary', null, `${say('unseen')} (${unseen.length})`),
        h('ul', null, unseen.map(u => h('li', null, h('strong', null, u.what), ` ${u.why}`))))),
    h('div', null,
      h('h3', null, say('next')),
      coming.length === 0 ? quiet('comingNone') : h('ol.coming', null, coming.map(c => h('li', null, c.at ? at(c.at) : '', ' ', spoken(c))))));
}

function capacity(components, { desk, at }) {
  if (components.length === 0) return quiet('unknown');
  return h('div.scroll', { tabindex: 0, role: 'region', 'aria-label': say('capacity') }, h('table', null,
    h('thead', null, h('tr', null, ['component', 'inService', 'bounds', 'planned', 'ladder', 'automation'].map(n => h('th', { scope: 'col' }, say(n))))),
    h('tbody', null, components.map(c => {
      const short = c.inService !== null && c.wanted !== null && c.inService < c.wanted;
      return h('tr', null,
        h('th', { scope: 'row' }, c.component, h('small', null, c.resource)),
        h('td', null, c.inService === null ? '–' : [
          h(`strong.${short ? 'bad' : 'plain'}`, null, number(c.inService)), c.wanted === null ? '' : ` / ${number(c.wanted)}`,
          bar(c.inService / Math.max(1, c.ceiling), short ? 'bad' : 'good')]),
        h('td', null, c.bounds === null ? '–' : `${c.bounds.minimum}–${c.bounds.maximum}`),
        h('td', null, c.bounds === null && c.inService === null ? '–' : `${c.floor}–${c.ceiling}`),
        h('td', null, c.levels.length === 0 ? '–' : c.level === 0
          ? h('span.quiet', null, say('nothingShed'))
          : h('strong.bad', null, say('levelOf', c.level, c.levels.length, c.levels[c.level - 1] ?? ''))),
        h('td', null,
          c.hold !== null
            ? [c.hold.until ? around('heldUntil', at(c.hold.until), c.hold.reason) : say('held', c.hold.reason), ' ',
              button('release', c.component, () => dialogs.plainly(say('release'), c.component, { do: 'component.release', component: c.component }, desk))]
            : [c.run !== null ? say('runActs', c.run.slice(-6)) : say('free'), ' ',
              button('hold', c.component, () => dialogs.holdComponent(c.component, desk))]));
    }))));
}

function names(all) {
  if (all.length === 0) return quiet('dnsNone');
  return all.map(name => h('div.name', null, h('h3', null, name.name),
    name.endpoints.length === 0 ? quiet('notRead') : h('ul.shares', null, name.endpoints.map(e => h('li', null,
      h('span', null, e.endpoint, e.failover ? h('small', null, ` ${e.failover}`) : null),
      e.percent === null ? null : [bar(e.percent / 100, 'plain'), h('strong', null, `${e.percent} %`)],
      e.isHealthy === null ? null : tag(e.isHealthy ? 'healthy' : 'unhealthy', e.isHealthy ? 'good' : 'bad'))))));
}

function alarms(all, { desk, at }) {
  if (all.length === 0) return quiet('alarmsNone');
  return h('ul.cards', null, all.map(a => h('li', null,
    h('h3', null, a.name, a.contributor ? h('small', null, ` ${a.contributor}`) : null),
    h('p', null, ...around('since', at(a.since)), ' · ', say('decided', a.verdict), a.run ? ` · ${say('runActs', a.run.slice(-6))}` : ''),
    h('p.quiet', null, a.reason),
    a.acknowledged !== null
      ? h('p', null, ...around('looksAt', at(a.acknowledged.until), a.acknowledged.who))
      : h('div.row', null, button('ack', a.alarm, () => dialogs.plainly(say('ack'), a.name, { do: 'alarm.acknowledge', alarm: a.alarm }, desk))))));
}

const tones = { Running: 'busy', Undoing: 'busy', Asking: 'warn', Done: 'good', Failed: 'bad', Undone: 'warn', HandedOver: 'warn', Refused: 'bad', Pending: 'plain', Skipped: 'plain' };

function runs(all, { desk, at }) {
  if (all.length === 0) return quiet('runsNone');
  return h('ul.cards', null, all.map(run => {
    const alive = run.state === 'Running' || run.state === 'Undoing';
    const state = run.asks === null ? run.state : 'Asking';
    return h('li', null,
      h('h3', null, run.runbook, ' ', h('small', null, run.component), ' ', tag(state, tones[state] ?? 'plain')),
      h('p', null, run.reason),
      h('p.quiet', null, `${run.trigger} · ${say('runActs', run.run)} · `, ...around('since', at(run.createdAt))),
      h('details', { 'data-key': run.run, open: alive && run.steps.length <= 6 },
        h('summary', { 'data-key': `steps ${run.run}` }, `${say('steps')} (${run.steps.length})`),
        h('ol.steps', null, run.steps.map(s => h('li', null, h('strong', null, s.step), ' ', tag(s.state, tones[s.state] ?? 'plain'), h('span.block.quiet', null, s.reason))))),
      alive ? h('div.row', null,
        button('abort', run.run, () => dialogs.plainly(say('abort'), run.runbook, { do: 'run.abort', run: run.run }, desk, true)),
        button('abortUndo', run.run, () => dialogs.plainly(say('abortUndo'), run.runbook, { do: 'run.abort', run: run.run, undo: true }, desk, true)),
        button('skipStep', run.run, () => dialogs.plainly(say('skipStep'), run.runbook, { do: 'run.skip', run: run.run }, desk))) : null,
      run.state === 'Failed' || run.state === 'HandedOver' ? h('div.row', null,
        button('retry', run.run, () => dialogs.plainly(say('retry'), run.runbook, { do: 'run.retry', run: run.run }, desk))) : null);
  }));
}

function issues(all, { snapshot, desk, at }) {
  return [
    h('div.row', null, button('openIssue', '', () => dialogs.openIssue(snapshot, desk))),
    all.length === 0 ? quiet('issuesNone') : h('ul.cards', null, all.map(i => h('li', null,
      h('h3', null, i.summary, i.component ? h('small', null, ` ${i.component}`) : null),
      h('p', null, i.planOfAction),
      h('p.quiet', null, `${say('owner')}: ${i.owner ?? say('nobody')} · ${say('expected')}: `, i.expectedBy ? at(i.expectedBy) : say('unknown'), ' · ', ...around('since', at(i.openedAt))),
      h('div.row', null,
        button('changeIssue', i.id, () => dialogs.changeIssue(i, desk)),
        button('closeIssue', i.id, () => dialogs.plainly(say('closeIssue'), i.summary, { do: 'issue.close', issue: i.id }, desk)))))),
  ];
}

function contingencies(all, { snapshot, desk }) {
  if (all.length === 0) return quiet('comingNone');
  return h('ul.cards', null, all.map(c => h('li', null,
    h('h3', null, c.name),
    h('p', null, c.scenario),
    h('p.quiet', null, `${c.runbook} · ${c.component} · ${say('target', minutesOf(c.recoveryTime))} · ${c.doubt ?? say('rehearsedWell')}`),
    h('div.row', null, button('start', c.name, () => dialogs.startRunbook(snapshot, desk, c))))));
}

function tasks(all, { desk, at, now }) {
  if (all.length === 0) return quiet('tasksNone');
  return h('ul.tasks', null, all.map(t => h('li', null,
    h('span', null, spoken(t), h(`span.block.${Date.parse(t.due) < now ? 'bad' : 'quiet'}`, null, ...around('due', at(t.due)), ` · ${t.owner}`)),
    button('taskDone', t.task, () => dialogs.plainly(say('taskDone'), spoken(t), { do: 'task.done', task: t.task }, desk)))));
}

function letters(queues) {
  if (queues === null) return quiet('lettersUnknown');
  return queues.length === 0 ? quiet('lettersNone') : [
    h('ul', null, queues.map(q => h('li', null, h('strong.bad', null, q.letters), ` ${q.queue}`))),
    quiet('lettersHow'),
  ];
}

function journal(lines, { zone, at }, filter) {
  const list = h('ol');
  const fill = () => {
    const words = filter.text.toLowerCase();
    const found = lines.filter(l => words === ''
      || [l.verdict, l.reason, l.component, l.alarm, l.run, l.kind].some(t => t?.toLowerCase().includes(words)));
    list.replaceChildren(...(found.length === 0 ? [h('li', null, quiet(lines.length === 0 ? 'journalNone' : 'filterNone'))] : found.map(l => h('li', null,
      h('time', { datetime: l.at }, clock(l.at, zone)),
      h('div', null, h(`span.tag.${l.kind}`, null, say(l.kind)), ' ', h('strong', null, l.verdict),
        [l.component, l.alarm].filter(Boolean).map(t => h('small', null, ` ${t}`)),
        h('span.block', null, l.reason))))));
  };
  const input = h('input', {
    id: 'filter',
    type: 'search',
    value: filter.text,
    'data-key': 'filter',
    placeholder: say('filter'),
    'aria-label': say('filter'),
    input: event => { filter.text = event.target.value; fill(); },
  });
  input.value = filter.text;
  fill();
  return [input, h('div.lines', { role: 'log', tabindex: 0, 'aria-label': say('journal') }, list)];
}

/** The line that everybody looks at: colour, phase, countdown, mode. */
export function headline(snapshot, desk, now) {
  const steps = [['Prewarm', snapshot.schedule.prewarm], ['Live', snapshot.schedule.live], ['Cooldown', snapshot.schedule.cooldown], ['Closed', snapshot.schedule.closed]];
  const phases = ['Scheduled', 'Prewarm', 'Live', 'Cooldown', 'Closed'];
  const next = steps.find(([phase]) => phases.indexOf(phase) > phases.indexOf(snapshot.phase));
  const over = snapshot.phase === 'Closed' || snapshot.phase === 'Cancelled' || next === undefined;
  const left = over ? 0 : Date.parse(next[1]) - now;
  return {
    countdown: over ? '' : span(Math.abs(left)),
    countdownName: over ? say('overNow') : say(left >= 0 ? 'toPhase' : 'late', say(next[0])),
  };
}
