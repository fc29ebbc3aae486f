// Times on the event's clocks and numbers, in the viewer's language.
import { language } from './words.js';

const formats = new Map();

function formatOf(zone, options) {
  const key = `${language()}|${zone}|${JSON.stringify(options)}`;
  if (!formats.has(key)) {
    formats.set(key, new Intl.DateTimeFormat(language() === 'ko' ? 'ko-KR' : 'en-GB', { timeZone: zone, ...options }));
  }
  return formats.get(key);
}

/** 14:05:09 on the event's clocks. */
export const clock = (at, zone) =>
  formatOf(zone, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(new Date(at));

/** 14:05 on the event's clocks; with the day when it is not the same one as now. */
export function moment(at, zone, now) {
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  const day = { month: 'short', day: 'numeric' };
  const sameDay = formatOf(zone, day).format(new Date(at)) === formatOf(zone, day).format(now);
  return formatOf(zone, sameDay ? time : { ...day, ...time }).format(new Date(at));
}

/** 2 d 03:14:05, 03:14:05 or 14:05; hours and minutes never jump about in width. */
export function span(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = n => String(n).padStart(2, '0');
  const [days, hours, minutes] = [Math.floor(seconds / 86400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60];
  const rest = `${two(minutes)}:${two(seconds % 60)}`;
  return days > 0 ? `${days} d ${two(hours)}:${rest}` : hours > 0 ? `${two(hours)}:${rest}` : rest;
}

/** 0.482, 12.3, 8,670, 1.2M: three digits that matter. */
export function number(value) {
  if (value === null || value === undefined) return '–';
  const locale = language() === 'ko' ? 'ko-KR' : 'en-GB';
  return Math.abs(value) >= 10000
    ? new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: 3 }).format(value)
    : new Intl.NumberFormat(locale, { maximumSignificantDigits: value >= 1000 ? 4 : 3 }).format(value);
}

/** A stored time span such as 00:15:00 or 1.02:00:00 in minutes. */
export function minutesOf(text) {
  const match = /^(?:(\d+)\.)?(\d+):(\d+):(\d+)/.exec(text) ?? [];
  return Number(match[1] ?? 0) * 1440 + Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0);
}
