/** The rig's sentences that a page of another language knows, as the program says them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { paintsOn } from '../../../src/controller/paints.js';
import { lengthWords } from '../../../src/experiment/words.js';
import type { LessonRefusal } from '../../../src/lessons/contract.js';
import { refusalWords } from '../../../src/lessons/english.js';
import * as votes from '../../../src/lessons/votes.js';
import { IN_BATH } from '../../../src/recording/measures/measure.js';
import { IN_NO_NETWORK, KEPT_APART, NO_SERVER, THIS_COMPUTER_ALONE } from '../../../src/server/join.js';
import { ONLY_WHO_HAS_THE_CODE } from '../../../src/server/roles.js';
import { TOO_MANY_FROM_THERE, TOO_MANY_PAGES, TOO_MANY_PHONES } from '../../../src/server/sockets.js';
import { ANOTHER_VOICE, JOIN_FIRST } from '../../../src/server/vote-desk.js';
import { axonWords } from '../../../src/web/treatment-words.js';
import { usableOf } from '../../../src/web/words/check.js';
import { DE } from '../../../src/web/words/de.js';
import { EN } from '../../../src/web/words/english.js';
import { knownSentence, rigWords } from '../../../src/web/words/rig-words.js';
import { speakWith } from '../../../src/web/words/say.js';
import { folder, shipped } from '../../experiment/load.js';

beforeEach(() => speakWith({ code: 'de', locale: 'de', messages: usableOf(DE) }));
afterEach(() => speakWith({ code: 'en', locale: 'en-GB', messages: usableOf(EN) }));

const NAMES = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => name.replace('.yaml', ''));

describe('a page in German knows', () => {
  it.each(NAMES)('what %s is, and why its axon does not take a paint', (name) => {
    const { geometry, membrane } = shipped(name);
    const said = [
      ...lengthWords(geometry, membrane).split(', '),
      ...paintsOn(geometry, membrane).flatMap(({ because }) => because ?? []),
    ];
    expect(said.filter((words) => knownSentence(words) === undefined)).toEqual([]);
  });

  it('the title of every shipped experiment', () => {
    const titles = NAMES.map((name) => shipped(name).name ?? name);
    expect(titles.length).toBeGreaterThan(15);
    expect(titles.filter((title) => knownSentence(title) === undefined)).toEqual([]);
  });

  it('what the rig says to votes, roles and full rooms, and why there is no measure', () => {
    const { PRESSED, OVER, NOTHING_ASKED } = votes;
    const said = [PRESSED, OVER, NOTHING_ASKED, ANOTHER_VOICE, JOIN_FIRST, ONLY_WHO_HAS_THE_CODE];
    for (const words of [...said, TOO_MANY_PAGES, TOO_MANY_PHONES, TOO_MANY_FROM_THERE, IN_BATH])
      expect([words, knownSentence(words)]).not.toContain(undefined);
  });

  it('why no phone comes, and what the rig that comes with the page invites to', () => {
    const rig = readFileSync(new URL('../rigs/virtual.yaml', folder), 'utf8');
    const invite = /^invite: (.+)$/m.exec(rig)![1]!;
    for (const words of [NO_SERVER, THIS_COMPUTER_ALONE, IN_NO_NETWORK, KEPT_APART, invite])
      expect([words, knownSentence(words)]).not.toContain(undefined);
  });

  it('why the lesson does not do what it is asked', () => {
    const refusals: LessonRefusal[] = [
      { kind: 'no-card', name: 'x' },
      { kind: 'no-plan', name: 'x' },
      { kind: 'no-lesson' },
      { kind: 'predict-late' },
      { kind: 'saw-early' },
      { kind: 'why-early' },
      { kind: 'no-choice', choices: 3 },
    ];
    for (const refusal of refusals) expect(knownSentence(refusalWords(refusal))).toBeDefined();
  });

  it('their figures, with a comma: 476 µm, 18,5 °C', () => {
    expect(axonWords({ lengthWords: '100 mm of squid axon, 476 µm thick, 18.5 °C' })).toBe(
      '100 mm vom Riesenaxon des Tintenfischs, 476 µm dick, 18,5 °C',
    );
    expect(rigWords('not even 1.5 nA fires')).toBe('nicht einmal 1,5 nA lösen ein Aktionspotenzial aus');
    expect(axonWords({ lengthWords: '1 site' })).toBe('1 Stelle');
    expect(axonWords({ lengthWords: '60 sites' })).toBe('60 Stellen');
  });

  it('a reason within a sentence', () => {
    expect(
      rigWords(
        'lens: no faster than 10 here: it fires 3 times in 12.5 ms, and no light may flash more than 3 times a second',
      ),
    ).toBe(
      'Zeitlupe: hier nicht schneller als 10: es feuert 3-mal in 12,5 ms, und kein Licht darf mehr als 3-mal pro Sekunde blitzen',
    );
  });

  it('nothing of what only a technician reads: that stays as it is said', () => {
    expect(rigWords('/dev/ttyUSB0 comes and goes')).toBe('/dev/ttyUSB0 comes and goes');
  });
});

/** Sentences that the program puts together of parts; the tests above have most of them said. */
const PUT_TOGETHER = [
  ...[
    'virtualOne',
    'virtual',
    'oneSite',
    'axonLength',
    'frogNodes',
    'squidNodes',
    'nodes',
    'squidPatch',
    'frogPatch',
  ],
  ...['noMyelin', 'perfectMyelin', 'noChannels', 'switching', 'onlyLeak', 'spikeAtEnd', 'lockedAtEnd'],
  ...['compartments', 'compartmentsOnly', 'cannotShow'],
  // test/browser/rig/read-thread.test.ts
  'readsLong',
  // test/browser/page/board-words.test.ts
  ...['boardGone', 'boardNoAnswer', 'boardBootloader', 'boardStranger', 'boardWrongBaud'],
];

describe('a sentence of the region "rig"', () => {
  const top = fileURLToPath(new URL('../../..', import.meta.url));
  const read = (under: string, names: readonly string[]) =>
    names.map((name) => readFileSync(join(top, under, name), 'utf8'));
  const sources = readdirSync(join(top, 'src'), { recursive: true, encoding: 'utf8' });
  const program = [
    ...read(
      'src',
      sources.filter((name) => name.endsWith('.ts') && !name.startsWith('web')),
    ),
    ...read(
      'experiments',
      readdirSync(join(top, 'experiments')).filter((name) => name.endsWith('.yaml')),
    ),
    ...read('rigs', ['virtual.yaml']),
  ].join('\n');

  it('stands in the program as it is: who changes its words must do so here as well', () => {
    const unsaid = Object.entries(EN.rig as Record<string, string>).filter(([, sentence]) =>
      sentence.split(/\{\w+\}/).some((part) => part.trim().length > 1 && !program.includes(part)),
    );
    expect(unsaid.map(([name]) => name)).toEqual(PUT_TOGETHER);
  });
});
