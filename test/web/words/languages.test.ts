import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { problemsOf, usableOf } from '../../../src/web/words/check.js';
import { DE } from '../../../src/web/words/de.js';
import { EN, ENGLISH, messagesOf, type WordsFile } from '../../../src/web/words/english.js';
import { chosenLanguage, LANGUAGES } from '../../../src/web/words/languages.js';
import { isPseudo, pseudoOf, unmarked } from '../../../src/web/words/pseudo.js';
import {
  fixedFigure,
  listWords,
  numberFigure,
  numberIn,
  say,
  signedFixed,
  speakWith,
} from '../../../src/web/words/say.js';

const html = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../../src/web/${name}`, import.meta.url)), 'utf8');

function speak(code: string, locale: string, file: WordsFile): void {
  speakWith({ code, locale, messages: usableOf(file) });
}

afterEach(() => speak('en', 'en-GB', EN));

describe('every language', () => {
  it.each(LANGUAGES.map(({ code, load }) => [code, load] as const))(
    '%s has all messages of the page, each with the places of the English one',
    async (code, load) => {
      const file = (await load()) ?? EN;
      expect(problemsOf(file).map(({ words }) => `${code}.ts: ${words}`)).toEqual([]);
    },
  );

  it('has something to say in each message, without two spaces or one at its end', () => {
    for (const file of [EN, DE] as WordsFile[])
      for (const [key, message] of messagesOf(file))
        for (const text of typeof message === 'string' ? [message] : Object.values(message))
          expect(`${key}: ${text}`).toMatch(/: \S(?:.*\S)?$/);
  });

  it('writes a true minus and no three dots', () => {
    for (const file of [EN, DE] as WordsFile[])
      for (const [key, message] of messagesOf(file))
        expect(`${key}: ${JSON.stringify(message)}`).not.toMatch(/ -\d|\.\.\./);
  });
});

describe('a language file with mistakes', () => {
  const broken: WordsFile = {
    ...DE,
    header: { ...DE.header, current: '{jetzt} von {most} mA', surprise: 'Hallo' },
    toolbar: { ...DE.toolbar, oneSiteIn: 'an jeder {count}. Stelle' },
    keys: {},
  };

  it('is told of in words, message by message', () => {
    const words = problemsOf(broken).map((one) => one.words);
    expect(words).toContain(
      'header.current has {jetzt}, which English does not have, and lacks {now}: English is shown',
    );
    expect(words).toContain('header.surprise is no message of the page: take it out, or correct its name');
    expect(words).toContain(
      'toolbar.oneSiteIn needs forms for numbers, as in English: {one: …, other: …}; English is shown',
    );
    expect(words).toContain('keys.close is missing: English is shown');
    expect(words).toHaveLength(3 + Object.keys(EN.keys).length);
  });

  it('speaks English where it is wrong, and its own language elsewhere', () => {
    speak('de', 'de', broken);
    expect(say('header.current', { now: '12', most: '200' })).toBe('12 of 200 mA');
    expect(say('keys.close')).toBe('Close');
    expect(say('header.sound')).toBe('Ton');
  });
});

describe('a message with a number', () => {
  it('has the form of the number: 1 and 2, in English and in German', () => {
    expect(say('toolbar.oneSiteIn', { count: 1 })).toBe('at every site');
    expect(say('toolbar.oneSiteIn', { count: 8 })).toBe('at 1 site in 8');
    speak('de', 'de', DE);
    expect(say('toolbar.oneSiteIn', { count: 8 })).toBe('an jeder 8. Stelle');
  });

  it('has a decimal point in English and a comma in German, and a true minus in both', () => {
    expect([fixedFigure(-70, 1), numberFigure(0.1), signedFixed(39.96, 1)]).toEqual([
      '−70.0',
      '0.1',
      '+40.0',
    ]);
    speak('de', 'de', DE);
    expect([fixedFigure(-70, 1), numberFigure(0.1), signedFixed(39.96, 1)]).toEqual([
      '−70,0',
      '0,1',
      '+40,0',
    ]);
    expect([fixedFigure(1234.5, 1), fixedFigure(-0.04, 1), signedFixed(0.04, 1)]).toEqual([
      '1234,5',
      '0,0',
      '0,0',
    ]);
  });

  it('is read back as it was written, with a point or a comma', () => {
    expect(['2.4', '2,4', '−0,5', '', '2,4 mS'].map(numberIn)).toEqual([
      2.4,
      2.4,
      -0.5,
      Number.NaN,
      Number.NaN,
    ]);
  });

  it('lists two and three with "and" and "und"', () => {
    expect([listWords(['1', '2']), listWords(['1', '2', '3'])]).toEqual(['1 and 2', '1, 2 and 3']);
    speak('de', 'de', DE);
    expect(listWords(['1', '2', '3'])).toBe('1, 2 und 3');
  });
});

describe('the language of a page', () => {
  const code = (address: string, kept: string | undefined, browser: string[]) =>
    chosenLanguage(`http://rig/${address}`, kept, browser).code;

  it('is that of the address, else the one kept here, else the first of the browser that there is, else English', () => {
    expect(code('?lang=de', 'en', ['en'])).toBe('de');
    expect(code('', 'de', ['en'])).toBe('de');
    expect(code('', undefined, ['nl', 'de-AT', 'en'])).toBe('de');
    expect(code('', undefined, ['en-US', 'de'])).toBe('en');
    expect(code('', undefined, ['nl'])).toBe('en');
    expect(code('', undefined, [])).toBe('en');
  });

  it('passes over a language that there is not: ?lang=tlh', () => {
    expect(code('?lang=tlh', undefined, ['de'])).toBe('de');
    expect(code('?lang=', 'xx', ['de'])).toBe('de');
  });
});

describe('the pseudo-language', () => {
  it('marks every form of every message, and leaves places and their names alone', () => {
    const pseudo = pseudoOf(EN);
    for (const message of messagesOf(pseudo).values()) expect(isPseudo(message)).toBe(true);
    expect(problemsOf(pseudo)).toEqual([]);
    expect(pseudo.header!.current).toBe('⟦{now} öf {most} mÀ⟧');
  });

  it('shows what stands outside all marks: numbers, units, and words that come from no message', () => {
    expect(unmarked('⟦Pàûšé ⟦ñô⟧ at⟧ 4.4 ms hello')).toBe(' 4.4 ms hello');
  });
});

describe.each([
  ['index.html', 100],
  ['v.html', 14],
  ['ask.html', 4],
])('%s', (name, least) => {
  it('has the English text of each message that it names, so that nothing jumps', () => {
    const found = textsIn(html(name));
    expect(found.length).toBeGreaterThan(least);
    expect(found.filter(({ key, text }) => ENGLISH.get(key) !== text)).toEqual([]);
  });
});

/** The messages that a document names, each with the text that stands there. */
function textsIn(document: string): { key: string; text: string }[] {
  const tags = [...document.matchAll(/<[a-z0-9]+((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*\/?>([^<]*)/g)];
  return tags.flatMap(([, attributes, text]) => {
    const of = (name: string) => attributes!.match(new RegExp(`\\s${name}="([^"]*)"`))?.[1];
    return [
      ['data-words', text!],
      ['data-words-label', of('aria-label')],
      ['data-words-title', of('title')],
    ].flatMap(([attribute, shown]) => {
      const key = of(attribute!);
      return key === undefined ? [] : [{ key, text: shown ?? '' }];
    });
  });
}
