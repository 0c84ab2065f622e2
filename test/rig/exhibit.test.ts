import { describe, expect, it } from 'vitest';
import { EXHIBIT_LANGUAGES, formatProblem, parseRig, USUAL_EXHIBIT } from '../../src/rig/index.js';
import { LANGUAGES } from '../../src/web/words/languages.js';

const PLANS = ['science-fair', 'first-lesson'];

function read(section: string) {
  return parseRig(`device: {kind: virtual}\n${section}`, 'x.yaml', { plans: PLANS });
}

function exhibitOf(section: string) {
  const result = read(section);
  if (!result.ok) throw new Error(result.problems.map(formatProblem).join('\n'));
  return result.rig.exhibit;
}

function problemsOf(section: string): string[] {
  const result = read(section);
  return result.ok ? [] : result.problems.map(formatProblem);
}

describe('the section exhibit of a rig file', () => {
  it('is left out by a rig that somebody looks after', () => {
    expect(exhibitOf('name: Room 12')).toBeNull();
  });

  it('has with nothing in it what run --exhibit has', () => {
    expect(exhibitOf('exhibit:')).toEqual(USUAL_EXHIBIT);
    expect(USUAL_EXHIBIT).toMatchObject({ idleS: 60, attractS: 12, volume: 0.5, hours: null, trail: null });
  });

  it('may leave visitors nothing but to look, and its buttons', () => {
    expect(exhibitOf('exhibit: {visitors: []}')?.visitors).toEqual([]);
  });

  it('has the languages that the page has', () => {
    expect(EXHIBIT_LANGUAGES).toEqual(LANGUAGES.map(({ code }) => code));
  });

  it('has hours by days of the week from Monday on, and closed days of one year and of all', () => {
    const section = `
exhibit:
  hours:
    zone: Europe/Berlin
    open: {fri-mon: '10:00-13:00, 14:00-24:00', tue: 9:30-12:00, wed: closed}
    closed: [2026-12-24, 02-29]`;
    const day = [
      { fromMin: 600, toMin: 780 },
      { fromMin: 840, toMin: 1440 },
    ];
    expect(exhibitOf(section)?.hours).toEqual({
      zone: 'Europe/Berlin',
      week: [day, [{ fromMin: 570, toMin: 720 }], [], [], day, day, day],
      closed: [
        { year: 2026, month: 12, day: 24 },
        { year: null, month: 2, day: 29 },
      ],
    });
  });

  it.each([
    ['exhibit:\n  idleS: 5', 'x.yaml:3:10 exhibit.idleS: expected 10 to 3600 s, got 5 – write at least 10'],
    [
      'exhibit:\n  hours:\n    open: {mon: closed, tue-sun: closed}',
      'x.yaml:4:11 exhibit.hours.open: expected hours on one day or more, got none: it would never open – write for example {mon-fri: 09:00-17:00}, or remove hours and it is always open',
    ],
    [
      'exhibit:\n  hours:\n    open: {}',
      'x.yaml:4:11 exhibit.hours.open: expected days with their hours, got none – write for example {mon-fri: 09:00-17:00}',
    ],
    [
      'exhibit:\n  hours:\n    zone: Europe/Berln\n    open: {mon: 09:00-17:00}',
      'x.yaml:4:11 exhibit.hours.zone: expected a time zone that this computer knows, got "Europe/Berln" – did you mean Europe/Berlin?',
    ],
    [
      'exhibit:\n  hours:\n    zone: Middle-earth/Bree-in-the-West\n    open: {mon: 09:00-17:00}',
      'x.yaml:4:11 exhibit.hours.zone: expected a time zone that this computer knows, got "Middle-earth/Bree-in-the-West" – write for example Europe/Berlin',
    ],
    [
      'exhibit:\n  hours:\n    open: {mon-fri: 17:00-09:00}',
      'x.yaml:4:21 exhibit.hours.open.mon-fri: expected hours from 00:00 to 24:00, each beginning before its end and after the one before, got "17:00-09:00" – write for example 09:00-17:00; what goes on after midnight belongs to the next day',
    ],
    [
      'exhibit:\n  hours:\n    open: {mon-fri: 9 to 5}',
      'x.yaml:4:21 exhibit.hours.open.mon-fri: expected hours such as 09:00-17:00, or the word closed, got "9 to 5" – write for example 09:00-17:00',
    ],
    [
      'exhibit:\n  hours:\n    open: {monday: 09:00-17:00}',
      'x.yaml:4:12 exhibit.hours.open.monday: unknown key – did you mean mon?',
    ],
    [
      'exhibit:\n  hours:\n    open: {Tue to Sun: 09:00-17:00}',
      'x.yaml:4:12 exhibit.hours.open.Tue to Sun: unknown key – did you mean tue-sun?',
    ],
    [
      'exhibit:\n  hours:\n    open: {mon-fri: 09:00-17:00, __proto__: 09:00-17:00}',
      'x.yaml:4:34 exhibit.hours.open.__proto__: unknown key – expected a day such as mon, or days such as mon-fri: mon, tue, wed, thu, fri, sat or sun',
    ],
    [
      'exhibit:\n  hours:\n    open: {mon-fri: 09:00-17:00, wed: 09:00-20:00}',
      'x.yaml:4:39 exhibit.hours.open.wed: expected each day once, got wed in mon-fri and in wed – leave it out of one',
    ],
    [
      'exhibit:\n  hours:\n    open: {mon: 09:00-17:00}\n    closed: [02-30]',
      'x.yaml:5:14 exhibit.hours.closed[0]: expected a date such as 2026-12-24, or 12-25 for every year, got "02-30" – write for example 12-25',
    ],
    [
      'exhibit: {visitors: [stimulate, stimulate]}',
      'x.yaml:2:33 exhibit.visitors[1]: expected each of them once, got stimulate again – remove one of them',
    ],
    [
      'exhibit: {trail: sience-fair}',
      'x.yaml:2:18 exhibit.trail: expected science-fair or first-lesson, got "sience-fair" – did you mean science-fair?',
    ],
  ])('is refused with line and column: %s', (section, words) => {
    expect(problemsOf(section)).toEqual([words]);
  });
});
