/** A card is played while 50 phones vote on it: a real runner, a real server, real sockets. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LessonPhase, LessonResult } from '../../src/lessons/contract.js';
import { PRESSED } from '../../src/lessons/votes.js';
import { cardOnShow } from '../../src/server/lesson-votes.js';
import { WATCHING } from '../../src/server/roles.js';
import type { RigServer } from '../../src/server/server.js';
import { createLessonRig } from '../lessons/lesson-rig.js';
import { BenchServer, type Page } from './bench-server.js';

const PHONES = 50;

let rig: ReturnType<typeof createLessonRig>;
let bench: BenchServer;
let server: RigServer;
let teacher: Page;
let phones: Page[];

beforeEach(async () => {
  rig = createLessonRig();
  bench = new BenchServer(rig);
  server = await bench.start({ lessons: rig.runner });
  teacher = await bench.page(server);
  phones = await Promise.all(
    Array.from({ length: PHONES }, (_, n) => bench.phone(server, `127.0.1.${n + 1}`)),
  );
});

afterEach(async () => {
  expect(bench.faults).toEqual([]);
  await bench.close();
});

/** Each phone chooses; the teacher waits until all have. */
async function all(round: string, choiceOf: (n: number) => number): Promise<void> {
  for (const [n, phone] of phones.entries())
    phone.send({ do: 'vote', card: 'push', round, choice: choiceOf(n) });
  await teacher.votes(({ ballots }) => ballots.some((b) => b.round === round && b.answered === PHONES));
}

const lesson = (ask: string, more: object = {}) => teacher.send({ do: 'lesson', ask, ...more });
const told = (matches: Parameters<Page['votes']>[0]) => teacher.votes(matches);

describe('a card with 50 phones', () => {
  it('begins with the press although the teacher has predicted nothing: the class has', async () => {
    lesson('open', { name: 'push' });
    await phones[0]!.votes(({ card }) => card === 'push');
    phones[0]!.send({ do: 'vote', card: 'push', round: 'before', choice: 1 });
    await told(({ ballots }) => ballots.some(({ answered }) => answered === 1));
    rig.device.press(1);
    expect(rig.at('doing').stage).toBe('recording');
    expect(rig.card().remark).toBeNull();
  });

  it('keeps its vote open through a press before anybody has voted', async () => {
    lesson('open', { name: 'push' });
    await phones[0]!.votes(({ card }) => card === 'push');
    rig.device.press(1);
    expect(rig.card().remark).toEqual({ kind: 'pressed-first' });
    await teacher.heard();
    await all('before', () => 2);
    expect((await told(() => true)).ballots).toMatchObject([{ open: true, counts: null }]);
  });

  it('goes from a vote over the talk to the press; the room was 20 % right, then 60 %: gain 0.5', async () => {
    lesson('open', { name: 'push' });
    await phones[0]!.votes(({ card }) => card === 'push');
    await all('before', (n) => (n < 10 ? 2 : n % 2));
    teacher.send({ do: 'voteAgain' });
    await told(({ ballots }) => ballots.length === 2);
    await all('after', (n) => (n < 30 ? 2 : 0));
    lesson('predict', { choice: 2 });
    await teacher.heard();
    expect((await told(() => true)).ballots.map(({ counts }) => counts)).toEqual([null, null]);

    rig.device.press(1);
    const shown = await told(({ ballots }) => ballots.every(({ counts }) => counts !== null));
    expect(shown.ballots.map(({ counts }) => counts)).toEqual([
      [20, 20, 10],
      [20, 0, 30],
    ]);
    // Which choice is right the card tells with its result.
    expect(shown).toMatchObject({ gain: null });
    phones[7]!.send({ do: 'vote', card: 'push', round: 'after', choice: 0 });
    expect(await phones[7]!.refusal()).toBe(PRESSED);

    rig.axonMs(16);
    lesson('next');
    await told(({ ballots }) => ballots.some(({ round, open }) => round === 'saw' && open));
    await all('saw', (n) => (n % 5 === 0 ? 0 : 2));
    lesson('saw', { choice: 2 });
    const checked = await told(({ gain }) => gain !== null);
    expect(checked.gain).toBeCloseTo(0.5, 12);
    expect(checked.sawWrong).toBe(10);

    lesson('next');
    await told(({ ballots }) => ballots.some(({ round, open }) => round === 'why' && open));
    await all('why', (n) => (n < 40 ? 0 : 1));
    lesson('why', { choice: 0 });
    lesson('next');
    const why = await told(({ ballots }) => ballots.at(-1)?.right === 0);
    expect(why.ballots.at(-1)).toMatchObject({ round: 'why', counts: [40, 10], open: false });
  }, 60_000);

  it('is moved by no phone, but for one that was lent control', async () => {
    const phone = phones[0]!;
    phone.send({ do: 'lesson', ask: 'open', name: 'push' });
    expect(await phone.refusal()).toBe(WATCHING);
    expect(rig.runner.state().card).toBeNull();
    teacher.send({ do: 'lend', to: (await phone.role()).page });
    await phone.role(({ role }) => role === 'controller');
    phone.send({ do: 'lesson', ask: 'open', name: 'push' });
    await told(({ card }) => card === 'push');
  });
});

describe('what a lesson asks', () => {
  const RESULT = { right: 2, measured: [], verdict: 'right', sawRight: null } as LessonResult;
  const of = (at: LessonPhase) => {
    rig.ask('open', { name: 'push' });
    const state = rig.runner.state();
    const text = rig.runner.texts('en').cards.find(({ name }) => name === 'push');
    return cardOnShow({ ...state, card: { ...state.card!, at } }, text);
  };

  it.each<[LessonPhase, object]>([
    [{ phase: 'asking' } as LessonPhase, { asks: 'before', choices: 3, right: null, whyRight: null }],
    [{ phase: 'seen' }, { asks: 'saw', choices: 3, right: null }],
    [
      { phase: 'checked', result: RESULT },
      { asks: null, right: 2, whyRight: null },
    ],
    [
      { phase: 'why', result: RESULT, chosen: null, chosenRight: null },
      { asks: 'why', choices: 2, right: 2 },
    ],
    [
      { phase: 'explained', result: RESULT, whyRight: 0 },
      { asks: null, right: 2, whyRight: 0 },
    ],
    [
      { phase: 'cannot-show', because: 'x' },
      { asks: null, right: null },
    ],
  ])('in %j is %j', (at, wanted) => {
    expect(of(at)).toMatchObject({ card: 'push', ...wanted });
  });

  it('is nothing without a card, or without its words', () => {
    expect(cardOnShow({ type: 'lesson', plan: null, card: null }, undefined)).toBeNull();
    rig.ask('open', { name: 'push' });
    expect(cardOnShow(rig.runner.state(), undefined)).toBeNull();
  });
});
