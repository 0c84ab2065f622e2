import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReadWork } from '../../../src/browser/rig/reading.js';
import { type SheetWork, sheetsIn } from '../../../src/browser/rig/sheets.js';
import { libraryPartsOf } from '../../../src/browser/rig/shelves.js';
import { shippedLibrary } from '../../../src/playing/library.js';
import { VirtualTimers } from '../../harness/virtual-timers.js';
import { playedCard } from '../../lessons/proofs.js';
import { sheetIn } from '../../worksheet/printed.js';
import { FakePage, shipped } from './fake-page.js';

let timers: VirtualTimers;
let page: FakePage;

/** Lets promises that are under way come to their end. */
const settle = async () => {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
};

const pass = async (ms: number) => {
  timers.advance(ms);
  await settle();
};

beforeEach(async () => {
  timers = new VirtualTimers();
  page = new FakePage({ timers });
  await settle();
});

afterEach(async () => {
  await page.host.close();
});

describe('a rig in a worker', () => {
  it('begins with the virtual rig of a plain start, and greets its page', async () => {
    await pass(100);
    expect(page.last('begun')).toEqual({
      type: 'begun',
      rigFile: 'virtual.yaml',
      rigText: shipped.rigs.virtual,
    });
    expect(page.state).toMatchObject({ rig: 'Virtual axon', ledCount: 60 });
    const kinds = new Set(page.messages.map(({ type }) => type));
    expect([...kinds].sort()).toEqual(
      ['lesson', 'line', 'role', 'state', 'votes'].filter((kind) => kinds.has(kind)),
    );
    expect(page.messages.find(({ type }) => type === 'role')).toMatchObject({ role: 'teacher' });
  });

  it('says every second that it lives, whatever else happens', async () => {
    const beats = () => page.told.filter(({ type }) => type === 'alive').length;
    await pass(10_050);
    expect(beats()).toBe(10);
    await page.host.close();
    await pass(10_000);
    expect(beats()).toBe(10);
  });

  it('sends 60 pictures a second while something happens', async () => {
    page.send({ do: 'stimulate' });
    const before = page.pictures.length;
    for (let ms = 0; ms < 1000; ms += 10) await pass(10);
    expect(page.pictures.length - before).toBeGreaterThanOrEqual(59);
    expect(page.pictures.length - before).toBeLessThanOrEqual(61);
    expect(Math.max(...page.pictures.map(({ potentialMv }) => Math.max(...potentialMv)))).toBeGreaterThan(
      -60,
    );
  });

  it('sends no picture to a page that acknowledges none, beyond 64 kB', async () => {
    const sent: unknown[] = [];
    const port = { onmessage: null, postMessage: (data: unknown) => sent.push(data), close() {} };
    page.host.take({ type: 'line', line: port as unknown as MessagePort });
    for (let ms = 0; ms < 20_000; ms += 10) await pass(10);
    const bytes = sent.reduce(
      (sum: number, one) => sum + (one instanceof ArrayBuffer ? one.byteLength : 2 * String(one).length),
      0,
    );
    expect(bytes).toBeGreaterThan(60_000);
    expect(bytes).toBeLessThan(90_000);
  });

  it('has four lines at most: the fifth is closed at once', async () => {
    const ends: unknown[] = [];
    for (let line = 0; line < 4; line++) {
      const port = { onmessage: null, postMessage: (data: unknown) => ends.push([line, data]), close() {} };
      page.host.take({ type: 'line', line: port as unknown as MessagePort });
    }
    expect(ends.filter((one) => (one as unknown[])[1] === null)).toEqual([[3, null]]);
  });
});

describe('a rig file that is opened', () => {
  it('is played, and is in force from then on; the page dials again', async () => {
    const text = 'device: {kind: virtual}\nname: Mine\nstrip: {leds: 20}\n';
    const answer = page.ask({ do: 'play', file: 'mine.yaml', text });
    await pass(2000);
    expect(await answer).toEqual({ ok: true, lines: [] });
    expect(page.redialled).toBe(1);
    expect(page.state).toMatchObject({ rig: 'Mine', ledCount: 20 });
    expect(page.last('plays')).toEqual({ type: 'plays', rigFile: 'mine.yaml', rigText: text });
  });

  it('may name an experiment that comes with the page', async () => {
    const text = 'device: {kind: virtual}\nexperiments: [squid-axon, myelin]\n';
    await page.ask({ do: 'play', file: 'two.yaml', text });
    await pass(2000);
    expect(page.state.experiments.map(({ name }) => name)).toEqual(['squid-axon', 'myelin']);
  });

  it.each([
    ['a name that is near', 'experiment: squid-axn', 'did you mean squid-axon?'],
    [
      'a file that is not here',
      'experiment: ../mine.yaml',
      'the name of an experiment that comes with this page',
    ],
    ['900 LEDs', 'strip: {leds: 900}', 'strip.leds: expected 1 to 150, got 900'],
    ['no device', 'strip: [1]', 'strip'],
  ])('is refused with file, line and column for %s, and nothing changes', async (_what, wrong, words) => {
    const text = `device: {kind: virtual}\n${wrong}\n`;
    const answer = await page.ask({ do: 'play', file: 'wrong.yaml', text });
    expect(answer.ok).toBe(false);
    expect(answer.lines.join('\n')).toContain(words);
    expect(answer.lines.join('\n')).toMatch(/^wrong\.yaml:2:\d+/);
    await pass(2000);
    expect(page.redialled).toBe(0);
    expect(page.state.rig).toBe('Virtual axon');
    expect(page.last('plays')).toBeUndefined();
  });

  it('may be an experiment: it is played on the rig in force', async () => {
    const text = shipped.experiments['frog-fibre']!;
    const answer = page.ask({ do: 'play', file: 'frog-fibre.yaml', text });
    await pass(2000);
    expect((await answer).ok).toBe(true);
    expect(page.state).toMatchObject({ rig: 'Virtual axon', experiment: 'frog-fibre' });
    expect(page.last('plays')).toBeUndefined();
  });

  it('may not be a recording: it is said how to play one', async () => {
    const answer = await page.ask({ do: 'play', file: 'a.recording', text: '{"axonRig":"recording"}\n' });
    expect(answer).toEqual({ ok: false, lines: [expect.stringContaining('npx axon-rig play a.recording')] });
  });
});

describe('a file that takes long to read', () => {
  it('holds up no picture: it is read elsewhere, and only what is checked comes to the rig', async () => {
    const asked: ReadWork[] = [];
    await page.host.close();
    page = new FakePage({
      timers,
      reader: {
        read(work) {
          asked.push(work);
          return new Promise(() => {});
        },
        end() {},
      },
    });
    await settle();
    const text = 'device: {kind: virtual}\n';
    void page.ask({ do: 'play', file: 'long.yaml', text });
    page.send({ do: 'stimulate' });
    const before = page.pictures.length;
    for (let ms = 0; ms < 1000; ms += 10) await pass(10);
    expect(page.pictures.length - before).toBeGreaterThanOrEqual(59);
    expect(asked).toEqual([
      {
        as: 'rig',
        file: { file: 'long.yaml', text },
        inForce: { file: 'virtual.yaml', text: shipped.rigs.virtual },
      },
    ]);
  });
});

describe('a card that is opened', () => {
  const card = shipped.cards.spread!.replace(/^title: .*$/m, 'title: My own card');

  it('is among the others, in place of one of its name, and can be opened', async () => {
    expect(await page.text('cards.json')).not.toContain('My own card');
    const answer = page.ask({ do: 'add-lesson', file: 'my-card.yaml', text: card });
    await pass(100);
    expect((await answer).ok).toBe(true);
    const texts = JSON.parse((await page.text('cards.json')).slice(4)) as {
      cards: { name: string; title: string }[];
    };
    expect(texts.cards.find(({ name }) => name === 'my-card')?.title).toBe('My own card');
    expect(texts.cards).toHaveLength(Object.keys(shipped.cards).length + 1);
    page.send({ do: 'lesson', ask: 'open', name: 'my-card' });
    await pass(200);
    expect(page.messages.findLast(({ type }) => type === 'lesson')).toMatchObject({
      card: { name: 'my-card' },
    });
  });

  it('has the name of its file, however its ending is written', async () => {
    await page.ask({ do: 'add-lesson', file: 'My-Card.YAML', text: card });
    page.send({ do: 'lesson', ask: 'open', name: 'My-Card' });
    await pass(200);
    expect(page.messages.findLast(({ type }) => type === 'lesson')).toMatchObject({
      card: { name: 'My-Card' },
    });
  });

  it('is refused with what is wrong with it, and nothing changes', async () => {
    const answer = await page.ask({
      do: 'add-lesson',
      file: 'bad.yaml',
      text: card.replace(/^age: .*$/m, 'age: 400'),
    });
    expect(answer.ok).toBe(false);
    expect(answer.lines.join('\n')).toMatch(/^bad\.yaml:\d+:\d+ age: expected/);
    await pass(100);
    expect(page.redialled).toBe(0);
  });

  it('is no rig file', async () => {
    const answer = await page.ask({ do: 'add-lesson', file: 'rig.yaml', text: 'device: {kind: virtual}\n' });
    expect(answer.ok).toBe(false);
    expect(answer.lines.join(' ')).toContain('rig.yaml is a rig, not a lesson card or a plan');
  });
});

describe('what a page asks at a path', () => {
  it('is answered as a rig that serves HTTP answers it', async () => {
    await pass(500);
    expect(await page.text('experiment.yaml')).toContain('200 #');
    expect(await page.text('./votes.csv')).toMatch(/^200 /);
    expect(await page.text('ghost.json')).toBe('200 null');
    expect(await page.text('traces.json?picture=0&reachMs=1')).toMatch(/^400 axon-rig: ask for/);
    expect(await page.text('last-minute.recording')).toMatch(/^200 \{"axonRig":/);
    expect(await page.text('nowhere')).toMatch(/^404 axon-rig: there is nothing/);
    const german = JSON.parse((await page.text('cards.json?lang=de')).slice(4)) as {
      cards: { language: string }[];
    };
    expect(new Set(german.cards.map(({ language }) => language))).toEqual(new Set(['de']));
  });

  it('is refused where more than 64 questions wait', async () => {
    const answers = Array.from({ length: 65 }, () => page.ask({ do: 'get', path: 'ghost.json' }));
    const refused = (await Promise.all(answers)).filter(({ ok }) => !ok);
    expect(refused).toEqual([{ ok: false, lines: [expect.stringContaining('ask again in a moment')] }]);
  });
});

describe('a worksheet', () => {
  const asked: SheetWork[] = [];
  const sheetsOf = (name: string) => ({ a4: { sheet: `sheet of ${name}`, key: `key of ${name}` } });
  beforeEach(() => {
    asked.length = 0;
    page = new FakePage({
      timers,
      async makeSheets(work) {
        asked.push(work);
        return sheetsOf(work.name);
      },
    });
  });

  it('is made elsewhere, once for a card and a language, and again when a card was added', async () => {
    expect(await page.text('worksheet.html?card=rest&lang=en&paper=a4')).toBe('200 sheet of rest');
    expect(await page.text('worksheet.html?card=rest&lang=en&paper=a4&key=')).toBe('200 key of rest');
    expect(asked).toEqual([{ kind: 'card', name: 'rest', language: 'en', added: [] }]);
    await page.text('worksheet.html?plan=ten-minutes&lang=de');
    expect(asked.at(-1)).toMatchObject({ kind: 'plan', name: 'ten-minutes', language: 'de' });
    const file = { file: 'rest.yaml', text: shipped.cards.rest! };
    await page.ask({ do: 'add-lesson', ...file });
    await page.text('worksheet.html?card=rest');
    expect(asked).toHaveLength(3);
    expect(asked.at(-1)!.added).toEqual([file]);
  });

  it('is refused for what is not there, and said where it cannot be made', async () => {
    expect(await page.text('worksheet.html?card=nothing')).toBe('404 axon-rig: there is no such card\n');
    expect(await page.text('worksheet.html?plan=')).toBe('404 axon-rig: there is no such plan\n');
    expect(await page.text('worksheet.html?card=rest&paper=stone')).toContain(
      '400 axon-rig: there is no such paper',
    );
    page = new FakePage({ timers });
    expect(await page.text('worksheet.html?card=rest')).toMatch(/^500 axon-rig: .* could not be made/);
  });

  it('is the same as the program prints it', async () => {
    const library = shippedLibrary(libraryPartsOf(shipped, async () => {}));
    const { a4 } = await sheetsIn(library, { kind: 'card', name: 'rest', language: 'de', added: [] });
    expect(a4!.key).toBe(sheetIn('de', playedCard('rest'), { paper: 'a4', key: true }));
  });
});

describe('a board', () => {
  it('cannot be had where the browser has no serial ports: it is said what would do', async () => {
    for (const what of ['connect', 'flash'] as const)
      expect(await page.ask({ do: what })).toEqual({
        ok: false,
        lines: [expect.stringContaining('Chrome or Edge')],
      });
    expect((await page.ask({ do: 'disconnect' })).ok).toBe(true);
    expect(page.last('board')).toEqual({ type: 'board', board: { kind: 'none' } });
  });
});

describe('a fault of the program', () => {
  it('is told once, with what happened, and ends the rig; no timer is left', async () => {
    page.host.crash(new Error('boom'));
    page.host.crash(new Error('again'));
    await settle();
    const crashes = page.told.filter(({ type }) => type === 'crash');
    expect(crashes).toHaveLength(1);
    expect(crashes[0]).toMatchObject({ words: expect.stringContaining('boom') });
    expect(timers.waiting).toBe(0);
    expect((await page.ask({ do: 'get', path: 'ghost.json' })).ok).toBe(false);
  });
});
