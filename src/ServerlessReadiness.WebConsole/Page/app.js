// The war-room page: who looks, at which event, and one document read again and again.
import { Api, Problem } from './api.js';
import { h } from './dom.js';
import { clock, moment } from './format.js';
import { signIn } from './signin.js';
import { choose, language, say } from './words.js';
import { forget } from './charts.js';
import * as dialogs from './dialogs.js';
import { frame, headline, show } from './view.js';

const main = document.getElementById('main');
const head = document.getElementById('head');
const state = {
  config: null,
  api: null,
  who: null,
  person: null,
  events: [],
  event: null,
  tag: null,
  snapshot: null,
  trouble: null,
  sections: null,
  parts: null,
  timer: 0,
  filter: { text: '' },
};

/** A snapshot that is later than it said it would be by this much is stale. */
const lateMs = 90_000;

const kept = {
  get: name => { try { return localStorage.getItem(`readiness.${name}`); } catch { return null; } },
  set: (name, value) => { try { localStorage.setItem(`readiness.${name}`, value); } catch { /* A private window keeps nothing. */ } },
};

start().catch(error => {
  const text = state.config?.signIn === 'oidc' && state.api === null ? say('signInFailed', error.message) : error.message;
  main.replaceChildren(h('p.trouble', { role: 'alert' }, text), h('button.primary', { click: () => location.assign('/') }, say('again')));
});

async function start() {
  document.documentElement.dataset.theme = kept.get('theme') ?? '';
  choose(kept.get('language') ?? (navigator.language.startsWith('ko') ? 'ko' : 'en'));
  const answer = await fetch('/console.json', { cache: 'no-store', credentials: 'same-origin' });
  state.config = await answer.json();
  state.person = kept.get('person') ?? state.config.people?.[0]?.id ?? null;
  if (!state.config.people?.some(p => p.id === state.person)) state.person = state.config.people?.[0]?.id ?? null;
  const viewer = await signIn(state.config, () => state.person);
  if (viewer === null) {
    main.replaceChildren(h('p', null, say('noSignIn', location.origin)));
    return;
  }
  state.who = viewer.who;
  state.api = new Api(state.config, viewer.identity);
  await list();
  buildHead();
  document.addEventListener('keydown', keyed);
  document.addEventListener('visibilitychange', () => { if (!document.hidden) look(); });
  setInterval(tick, 500);
  await look();
}

async function list() {
  const { body } = await state.api.ask('/events');
  state.events = body.events;
  const asked = decodeURIComponent(location.hash.slice(1));
  // An event that is over is listed no more, but whoever looked at it may go on looking.
  state.event = asked || state.event || state.events[0]?.event || kept.get('event');
}

/** Looks once, and sets when it looks again: soon after the next one is due, and often while something is wrong. */
async function look() {
  clearTimeout(state.timer);
  try {
    if (state.event === null) await list();
    if (state.event === null) {
      main.replaceChildren(h('p.quiet', null, say('noEvents')));
    } else {
      const path = `/events/${encodeURIComponent(state.event)}/snapshot`;
      const answer = await state.api.ask(path, { headers: state.tag === null ? {} : { 'if-none-match': state.tag } });
      if (state.trouble !== null) dialogs.toast(say('reconnected'), 'good');
      state.trouble = null;
      if (answer.status === 200) {
        [state.snapshot, state.tag] = [answer.body, answer.tag];
        kept.set('event', state.event);
        redraw();
      }
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    state.trouble = error;
    if (state.snapshot === null) main.replaceChildren(h('p.trouble', { role: 'alert' }, error.message, error.next ? ` ${say('nextStep', error.next)}` : ''));
  } finally {
    tick();
    // A hidden page asks less often, and at once when it is seen again.
    const everyMs = state.config.signIn === 'local' ? 1_000 : 10_000;
    state.timer = setTimeout(look, document.hidden ? everyMs * 6 : everyMs + Math.random() * everyMs / 5);
  }
}

const desk = () => ({ api: state.api, event: state.event, gave: () => look() });

function redraw() {
  if (state.snapshot === null) return;
  if (state.sections === null || !main.contains(state.sections.journal)) state.sections = frame(main);
  show(state.sections, state.snapshot, desk(), state.filter);
  document.title = `${say(state.snapshot.colour)} · ${state.snapshot.name} – ${say('warRoom')}`;
}

function buildHead() {
  const part = (name, tag, attributes) => [name, h(tag, attributes)];
  state.parts = Object.fromEntries([
    part('title', 'h1'), part('phase', 'span.phase'), part('colour', 'strong.colour', { role: 'status' }), part('mode', 'span.mode'),
    part('countdown', 'span.countdown', { role: 'timer', 'aria-live': 'off' }), part('clock', 'span.clock'), part('bridge', 'span.bridge'),
    part('stale', 'p.stale', { role: 'alert' }), part('cancelling', 'p.stale'),
  ]);
  const p = state.parts;
  p.pause = h('button.danger', { id: 'pause', click: () => dialogs.pause(state.snapshot, desk()) });
  const local = state.config.signIn === 'local' ? localTools() : [];
  const chooser = state.events.length < 2 ? null : h('label.tool', null, say('chooseEvent'), ' ', h('select', {
    change: e => { [state.event, state.tag, state.snapshot, state.sections] = [e.target.value, null, null, null]; location.hash = encodeURIComponent(state.event); forget(); look(); },
  }, state.events.map(e => h('option', { value: e.event, selected: e.event === state.event }, e.name))));
  head.replaceChildren(
    h('div.row.first', null, p.title, p.phase, p.colour, p.mode, h('span.grow'), p.countdown, p.clock),
    h('div.row', null, p.pause,
      h('button.plain', { id: 'start-runbook', click: () => state.snapshot && dialogs.startRunbook(state.snapshot, desk()) }, say('startRunbook')),
      p.bridge, h('span.grow'), chooser, local,
      state.who ? h('span.quiet', null, state.who) : null,
      h('button.plain', { id: 'language', lang: language() === 'ko' ? 'en' : 'ko', click: otherLanguage }, say('language')),
      h('button.plain', { id: 'theme', click: otherTheme }, say('theme')),
      h('button.plain', { id: 'help', click: dialogs.help }, say('help'))),
    p.stale, p.cancelling);
}

/** Only in a simulated world: whom to be, and how fast its clock goes. */
function localTools() {
  const { people = [], speeds = [], speed } = state.config;
  return [
    h('label.tool', null, say('actAs'), ' ', h('select', { id: 'person', change: e => { state.person = e.target.value; kept.set('person', state.person); } },
      people.map(p => h('option', { value: p.id, selected: p.id === state.person }, p.roles.length === 0 ? p.name : `${p.name} (${p.roles.join(', ')})`)))),
    h('label.tool', null, say('speed'), ' ', h('select', {
      id: 'speed',
      change: async e => {
        try {
          const asked = Number(e.target.value);
          await fetch('/local/speed', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ speed: asked }) });
          state.api.speed = asked;
          await look();
        } catch (error) {
          dialogs.toast(error.message, 'bad');
        }
      },
    }, speeds.map(s => h('option', { value: s, selected: s === speed }, s === 0 ? say('stopped') : `×${s}`)))),
  ];
}

/** Twice a second: the clock, the countdown, and whether what is shown is still true. */
function tick() {
  const { snapshot, parts: p, api } = state;
  if (p === null) return;
  p.stale.textContent = staleWords();
  p.stale.hidden = p.stale.textContent === '';
  if (snapshot === null) return;
  const now = api.now();
  const { countdown, countdownName } = headline(snapshot, desk(), now);
  set(p.title, snapshot.name);
  set(p.phase, say(snapshot.phase));
  p.phase.dataset.phase = snapshot.phase;
  set(p.colour, say(snapshot.colour));
  p.colour.className = `colour ${snapshot.colour}`;
  set(p.mode, say(snapshot.mode));
  p.mode.className = `mode ${snapshot.mode}`;
  p.mode.title = snapshot.modeReason;
  set(p.countdown, `${countdownName} ${countdown}`);
  set(p.clock, `${clock(now, snapshot.timeZone)} ${abbreviation(snapshot, now)} · ${say('asOf', clock(snapshot.at, snapshot.timeZone))}`);
  set(p.pause, say(snapshot.mode === 'Act' ? 'pause' : 'resume'));
  p.pause.className = snapshot.mode === 'Act' ? 'danger' : 'primary';
  set(p.cancelling, snapshot.cancelling === null ? '' : say('cancelling', snapshot.cancelling));
  p.cancelling.hidden = snapshot.cancelling === null;
  bridge(p.bridge, snapshot.bridge);
}

function staleWords() {
  const { snapshot, trouble, api } = state;
  if (snapshot === null) return '';
  const at = moment(snapshot.at, snapshot.timeZone, new Date(snapshot.at));
  if (trouble !== null) return say('stale', at, say('staleApi', trouble.message));
  const isLate = snapshot.nextAt !== null && api.now() - Date.parse(snapshot.nextAt) > lateMs * Math.max(1, api.speed / 30);
  return isLate ? say('stale', at, say('staleClock')) : '';
}

function bridge(element, { bridge: call, link }) {
  const told = `${call}|${link}|${language()}`;
  if (element.told === told) return;
  element.told = told;
  const isLink = link !== null && /^https:\/\//.test(link);
  element.replaceChildren(...(call === null && link === null ? [] : [
    `${say('bridge')}: `,
    isLink ? h('a', { href: link, rel: 'noreferrer noopener', target: '_blank' }, call ?? link) : call ?? link]));
}

const abbreviation = (snapshot, now) => snapshot.offsets.findLast(o => Date.parse(o.from) <= now)?.abbreviation ?? snapshot.timeZone;

function set(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function otherLanguage() {
  choose(language() === 'ko' ? 'en' : 'ko');
  kept.set('language', language());
  state.sections = null;
  forget();
  buildHead();
  redraw();
  tick();
}

function otherTheme() {
  const isDark = document.documentElement.dataset.theme === 'dark'
    || (document.documentElement.dataset.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = isDark ? 'light' : 'dark';
  kept.set('theme', document.documentElement.dataset.theme);
  state.sections = null;
  forget();
  redraw();
}

function keyed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')
    || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
  const { snapshot } = state;
  const done = {
    p: () => snapshot && dialogs.pause(snapshot, desk()),
    r: () => snapshot && dialogs.startRunbook(snapshot, desk()),
    i: () => snapshot && dialogs.openIssue(snapshot, desk()),
    '/': () => document.getElementById('filter')?.focus(),
    l: otherLanguage,
    t: otherTheme,
    '?': dialogs.help,
  }[event.key];
  if (done) {
    event.preventDefault();
    done();
  }
}
