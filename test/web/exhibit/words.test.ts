import { afterEach, describe, expect, it } from 'vitest';
import type { PageExhibit, PageState } from '../../../src/server/messages.js';
import type { Note } from '../../../src/web/exhibit/screen.js';
import { barShares, tookFigure } from '../../../src/web/exhibit/took.js';
import { nextLanguage, resultKeys, screenWords } from '../../../src/web/exhibit/words.js';
import { usableOf } from '../../../src/web/words/check.js';
import { DE } from '../../../src/web/words/de.js';
import { EN, type WordsFile } from '../../../src/web/words/english.js';
import { speakWith } from '../../../src/web/words/say.js';
import { STATE } from '../page-state.js';
import { EXHIBIT } from './exhibit-state.js';

function speak(code: string, locale: string, file: WordsFile): void {
  speakWith({ code, locale, messages: usableOf(file) });
}
const german = () => speak('de', 'de', DE);

afterEach(() => speak('en', 'en-GB', EN));

const keyWords = (part: Partial<PageExhibit> = {}) =>
  resultKeys({ ...EXHIBIT, ...part }).map(({ words }) => words);
const say = (
  kind: Parameters<typeof screenWords>[0]['kind'],
  part: Partial<PageState> = {},
  told = EXHIBIT,
  note?: Note,
) => screenWords({ kind, result: { press: 1, tookMs: 11.65 }, note }, told, { ...STATE, ...part });

describe('how long a pulse took', () => {
  it('is told in whole milliseconds from 10 ms on, and in tenths below', () => {
    expect([11.65, 10, 9.96, 4.27].map(tookFigure)).toEqual(['12', '10', '10.0', '4.3']);
    german();
    expect(tookFigure(4.27)).toBe('4,3');
  });

  it('is 7.8 % of a blink of 150 ms; of a pulse that takes longer the blink is the shorter one', () => {
    expect(barShares(11.65)).toEqual({ pulse: 11.65 / 150, blink: 1 });
    expect(barShares(600)).toEqual({ pulse: 1, blink: 0.25 });
  });
});

describe('the words of an exhibit', () => {
  it('tell of a result in English and in German', () => {
    const words = say('result');
    expect([words.head, words.bar!.words]).toEqual([
      'That took 12 ms.',
      'The pulse took 12 ms, one blink of your eye takes about 150 ms.',
    ]);
    german();
    expect(say('result').head).toBe('Das dauerte 12 ms.');
  });

  it('invite in the words of the rig file, and in the other language in their own', () => {
    expect(say('attract', { invite: 'Put a finger on it.' }).line).toBe('Put a finger on it.');
    expect(say('attract').line).toBe('One touch, one pulse. It runs through the light beside you.');
    german();
    expect(say('attract', { invite: 'Put a finger on it.' }).line).toMatch(/^Eine Berührung, ein Impuls\./);
  });

  it('say while a pulse runs how slowly it is shown, or why there is none', () => {
    const noted = (note?: Note) => say('pulse', {}, EXHIBIT, note).line;
    expect(noted()).toBe('You see it 500 × slower than life.');
    expect(say('pulse', { lens: 1 }).line).toBe('You see it as fast as in life.');
    expect(noted('not-yet')).toBe('Not yet: a pulse has just left. Touch again in a moment.');
    expect(noted('too-weak')).toBe('Too weak: no pulse has begun.');
  });

  it('say when it opens, in the zone of its rig file; not where the browser does not know that zone', () => {
    const opensAtMs = Date.parse('2026-12-01T08:00Z');
    const closed = (zone: string | null): PageExhibit => ({
      ...EXHIBIT,
      zone,
      phase: { kind: 'closed', because: 'hours', opensAtMs },
    });
    expect(say('closed', {}, closed('Europe/Berlin')).line).toMatch(/^Open again: Tuesday.* 9:00/);
    expect(say('closed', {}, closed('Mars/Olympus')).line).toBe('');
    german();
    expect(say('closed', {}, closed('Europe/Berlin')).line).toMatch(/^Wieder offen: Dienstag.* 09:00/);
  });
});

describe('the keys below a result', () => {
  it('are the slow lens, real time and the trail', () => {
    expect(keyWords()).toEqual(['Again, 500 × slower', 'Again, real speed', 'Guess and try']);
  });

  it('are those that visitors may use and the experiment has', () => {
    expect(keyWords({ visitors: ['stimulate'] })).toEqual(['Again']);
    expect(keyWords({ visitors: ['stimulate', 'lesson'], trail: null })).toEqual(['Again']);
    expect(keyWords({ visitors: ['stimulate', 'channels'] })).toEqual(['Again', 'More to try']);
    expect(keyWords({ visitors: [] })).toEqual([]);
    expect(keyWords({ lens: { slow: 20, real: 4 }, trail: null })).toEqual([
      'Again, 20 × slower',
      'Again, 4 × slower',
    ]);
    expect(keyWords({ lens: { slow: 1, real: 1 }, trail: null })).toEqual(['Again, real speed']);
  });

  it('name the other language in itself, and none where there is only one or it is not for visitors', () => {
    expect(nextLanguage(EXHIBIT)?.name).toBe('Deutsch');
    german();
    expect(nextLanguage(EXHIBIT)?.name).toBe('English');
    expect(nextLanguage({ ...EXHIBIT, languages: ['de'] })).toBeUndefined();
    expect(nextLanguage({ ...EXHIBIT, visitors: ['stimulate'] })).toBeUndefined();
  });
});
