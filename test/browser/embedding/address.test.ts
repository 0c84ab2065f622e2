/** What an address asks for. */
import { describe, expect, it } from 'vitest';
import {
  isTarget,
  lessonFragment,
  lessonIn,
  MOST_LESSON_CHARS,
  wantedBy,
} from '../../../src/browser/embedding/address.js';

const wanted = (query: string) => wantedBy(new URLSearchParams(query));

describe('an address', () => {
  it('without a parameter asks for no card, and tells nobody', () => {
    expect(wanted('')).toEqual({ lesson: null, results: null, scorm: false, quiet: false, refused: [] });
  });

  it('asks for a card, or for a plan, in a quiet page, and has results told to one origin', () => {
    expect(wanted('?card=spread&results=https://school.example&embed')).toEqual({
      lesson: { ask: 'open', name: 'spread' },
      results: 'https://school.example',
      scorm: false,
      quiet: true,
      refused: [],
    });
    expect(wanted('?plan=ten-minutes&results=*').lesson).toEqual({ ask: 'plan', name: 'ten-minutes' });
    expect(wanted('?card=spread&scorm=1.2').scorm).toBe(true);
  });

  it('is refused what means nothing, part by part: the rest holds', () => {
    expect(wanted('?card=&plan=ten-minutes').refused).toEqual(['card']);
    expect(wanted(`?card=${'x'.repeat(41)}`)).toMatchObject({ lesson: null, refused: ['card'] });
    expect(wanted('?card=spread&plan=ten-minutes')).toMatchObject({
      lesson: { ask: 'open', name: 'spread' },
      refused: ['plan'],
    });
    expect(wanted('?card=spread&scorm=2004&results=school')).toMatchObject({
      scorm: false,
      results: null,
      refused: ['results', 'scorm'],
    });
  });
});

describe('a learning platform', () => {
  it.each(['?scorm=1.2', '?plan=ten-minutes&scorm=1.2', '?card=spread&scorm=2004', '?card=spread&scorm'])(
    'is for one card, by SCORM 1.2, and not for %s',
    (query) => expect(wanted(query)).toMatchObject({ scorm: false, refused: ['scorm'] }),
  );
});

describe('who is told of results', () => {
  it.each(['*', 'https://school.example', 'http://localhost:8080', 'https://192.168.1.4', 'http://[::1]:80'])(
    'may be %s',
    (target) => expect(isTarget(target)).toBe(true),
  );

  it.each([
    '',
    '/',
    'school.example',
    'https://school.example/',
    'https://school.example/course?pupil=7',
    'https://anna@school.example',
    'javascript:alert(1)',
    'file://',
    'null',
    'https://*.example',
    `https://${'a.'.repeat(140)}example`,
  ])('may not be "%s"', (target) => expect(isTarget(target)).toBe(false));
});

describe('a lesson that an address brings', () => {
  const own = { file: 'größe 2.yaml', text: 'card: 1\ntitle: "50 % & mehr # ✓"\n' };

  it('comes out as it went in', () => {
    expect(lessonIn(lessonFragment(own))).toEqual(own);
    expect(lessonIn('')).toBeNull();
    expect(lessonIn('#stimulate')).toBeNull();
  });

  it.each([
    '#lesson=',
    '#lesson=mine.yaml',
    '#lesson=mine.yaml:',
    '#lesson=mine.txt:card',
    '#lesson=..%2Fmine.yaml:card',
    '#lesson=mine.yaml:%ff',
    `#lesson=${'x'.repeat(41)}.yaml:card`,
  ])('is refused where it is none: %.30s', (fragment) =>
    expect(lessonIn(fragment)).toMatchObject({ refused: 'unreadable' }),
  );

  it.each(['x'.repeat(MOST_LESSON_CHARS + 1), '%20'.repeat(4 * MOST_LESSON_CHARS)])(
    'is refused by its name where it is too long: %.10s…',
    (text) =>
      expect(lessonIn(`#lesson=gr%C3%B6%C3%9Fe.yaml:${text}`)).toEqual({
        refused: 'too-long',
        name: 'größe',
      }),
  );
});
