/** The worksheets of cards at the rig's address; who makes them is made up, and makes them when a test says so. */
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CardText, LessonState, Lessons, PlanText } from '../../src/lessons/contract.js';
import type { RigServer } from '../../src/server/server.js';
import type { MadeSheets, SheetMaker } from '../../src/server/worksheets.js';
import { answered, BenchServer, get } from './bench-server.js';

const NAMES = ['spread', 'gates', ...Array.from({ length: 30 }, (_, i) => `card-${i}`)];
const PLANS = ['ten-minutes', 'thirty-minutes', 'university'];
const SPREAD: LessonState['card'] = {
  name: 'spread',
  start: 1,
  at: { phase: 'seen' },
  steps: 1,
  prediction: null,
  saw: null,
  remark: null,
  otherwise: [],
  looking: false,
  keep: false,
};
const LESSONS: Lessons = {
  state: () => ({ type: 'lesson', plan: null, card: SPREAD }),
  command: () => undefined,
  texts: () => ({
    cards: NAMES.map(
      (name) => ({ name, predict: [], measures: [], why: { choices: [] } }) as unknown as CardText,
    ),
    plans: PLANS.map((name) => ({ name, cards: NAMES }) as unknown as PlanText),
  }),
  observe: () => () => {},
  answered: () => {},
  end: () => {},
};

interface Asked {
  readonly what: string;
  done(): void;
  fail(): void;
  /** The rig ends. */
  end(): void;
}

let asked: Asked[];
const STYLE = 'p { margin: 0 }';
const sheetsOf = (what: string): MadeSheets => ({
  sheet: `<style>${STYLE}</style><p>${what}`,
  key: `<p>key of ${what}`,
});
const MAKER: SheetMaker = {
  papers: ['a4', 'letter'],
  make: ({ kind, name }, language) =>
    new Promise((resolve, reject) => {
      const what = kind === 'plan' ? `plan ${name} in ${language}` : `${name} in ${language}`;
      asked.push({
        what,
        done: () => resolve({ a4: sheetsOf(`${what} on a4`), letter: sheetsOf(`${what} on letter`) }),
        fail: () => reject(new Error('no memory')),
        end: () => resolve(undefined),
      });
    }),
};

let bench: BenchServer;
let server: RigServer;

beforeEach(async () => {
  asked = [];
  bench = new BenchServer();
  server = await bench.start({ host: '0.0.0.0', lessons: LESSONS, sheetMaker: MAKER });
});
afterEach(() => bench.close());

async function ask(query: string, from = '127.0.0.1'): Promise<string> {
  const socket = await bench.socket(server, from);
  socket.write(get(server, `/worksheet.html?${query}`, ['Connection: close']));
  return answered(socket);
}

/** The making that was asked for, once it was. */
async function making(number: number): Promise<Asked> {
  await expect.poll(() => asked.length).toBe(number);
  return asked[number - 1]!;
}

describe('the worksheet of a card', () => {
  it('is made once: for worksheet and key, A4 and Letter, and for two who ask meanwhile', async () => {
    const two = [ask('card=spread&lang=de-AT'), ask('card=spread&lang=de&paper=letter&key')];
    const one = await making(1);
    expect(one.what).toBe('spread in de');
    one.done();
    const [sheet, key] = await Promise.all(two);
    expect(sheet).toMatch(/^HTTP\/1\.1 200 .*text\/html; charset=utf-8.*<p>spread in de on a4$/s);
    expect(key).toContain('<p>key of spread in de on letter');
    expect(await ask('card=spread&lang=de&key')).toContain('<p>key of spread in de on a4');
    expect(asked).toHaveLength(1);
  });

  it('may have the style of its head and nothing else: the policy names that very text by its hash', async () => {
    const answer = ask('card=spread');
    (await making(1)).done();
    const [, hash] = /Content-Security-Policy: default-src 'none'; style-src 'sha256-([^']+)'; /.exec(
      await answer,
    )!;
    expect(hash).toBe(createHash('sha256').update(STYLE).digest('base64'));
    expect(await answer).not.toMatch(/unsafe|script-src|connect-src/);
  });

  it('waits while that of another card is made: who asks is told, and his browser asks again after 3 s', async () => {
    const first = ask('card=spread');
    const one = await making(1);
    expect(await ask('card=gates')).toMatch(
      /^HTTP\/1\.1 503 .*Refresh: 3\r.*the worksheet of another card is just being made; this page asks again/s,
    );
    one.done();
    expect(await first).toContain('spread in en');
    const second = ask('card=gates');
    (await making(2)).done();
    expect(await second).toContain('gates in en');
  });

  it('that takes longer than 20 s is asked for again, and is there then', async () => {
    const slow = ask('card=spread');
    const one = await making(1);
    bench.rig.timers.advance(20_000);
    expect(await slow).toMatch(/^HTTP\/1\.1 503 .*Refresh: 3\r.*this worksheet is still being made/s);
    one.done();
    expect(await ask('card=spread')).toMatch(/^HTTP\/1\.1 200 /);
    expect(asked).toHaveLength(1);
  });

  it('that cannot be made is told of, here and on the terminal, and is tried again with the next', async () => {
    const failing = ask('card=spread');
    (await making(1)).fail();
    expect(await failing).toMatch(/^HTTP\/1\.1 500 .*this worksheet could not be made/s);
    expect(bench.faults.map(String)).toEqual(['Error: no memory']);
    const again = ask('card=spread');
    (await making(2)).done();
    expect(await again).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('is cut off without a word where the rig ends meanwhile, and leaves no timer behind', async () => {
    const before = bench.rig.timers.waiting;
    const socket = await bench.socket(server);
    const cut = new Promise((resolve) => socket.resume().once('end', resolve));
    socket.write(get(server, '/worksheet.html?card=spread'));
    const one = await making(1);
    expect(bench.rig.timers.waiting).toBeGreaterThan(before);
    one.end();
    await cut;
    expect(socket.bytesRead).toBe(0);
    await expect.poll(() => bench.rig.timers.waiting).toBe(before);
    expect(bench.faults).toEqual([]);
  });

  it('is kept for the 24 cards that were asked for last', async () => {
    const cards = NAMES.filter((name) => name.startsWith('card-')).slice(0, 25);
    for (const [i, card] of cards.entries()) {
      const answer = ask(`card=${card}`);
      (await making(i + 1)).done();
      await answer;
      expect(await ask(`card=${cards[0]}`)).toMatch(/^HTTP\/1\.1 200 /);
    }
    expect(asked).toHaveLength(25);
    void ask(`card=${cards[1]}`);
    (await making(26)).done();
  });

  it('is made of all cards of a plan, too; those of two plans are kept', async () => {
    for (const [i, plan] of PLANS.entries()) {
      const answer = ask(`plan=${plan}&lang=de&key`);
      (await making(i + 1)).done();
      expect(await answer).toContain(`<p>key of plan ${plan} in de on a4`);
    }
    expect(await ask('plan=university&lang=de')).toContain('<p>plan university in de on a4');
    expect(asked).toHaveLength(3);
    void ask('plan=ten-minutes&lang=de');
    (await making(4)).done();
  });

  it('of a plan is for who leads the class: its other cards are still to come', async () => {
    const answer = await ask('plan=ten-minutes', '127.0.0.2');
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    expect(asked).toEqual([]);
  });

  it.each([
    ['card=none', 404, 'there is no such card'],
    ['card=../../etc/passwd', 404, 'there is no such card'],
    ['', 404, 'there is no such card'],
    ['plan=spread', 404, 'there is no such plan'],
    ['card=spread&paper=a3', 400, 'there is no such paper; ask for paper=a4 or paper=letter'],
  ])('is refused in words: %s', async (query, status, words) => {
    const answer = await ask(query);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toContain(words);
    expect(asked).toEqual([]);
  });

  it('is not there on a rig where nobody makes it', async () => {
    server = await bench.start({ lessons: LESSONS });
    expect(await ask('card=spread')).toMatch(/^HTTP\/1\.1 404 .*this rig plays no lessons/s);
  });
});

describe('who watches', () => {
  const from = '127.0.0.2';

  it('may have the worksheet of the card that is played, of no other, and no key', async () => {
    expect(await ask('card=gates', from)).toMatch(
      /^HTTP\/1\.1 403 .*who watches may have the worksheet of the card that is played/s,
    );
    expect(await ask('card=spread&key', from)).toMatch(/^HTTP\/1\.1 403 .*may have the answer key/s);
    const sheet = ask('card=spread', from);
    (await making(1)).done();
    expect(await sheet).toContain('<p>spread in en on a4');
  });
});
