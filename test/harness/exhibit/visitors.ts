/** What visitors do to an exhibit: hands, elbows and children of all kinds, on the buttons and on the page. */
import type { Dice } from '../faults/dice.js';
import type { Page } from './pages.js';
import type { World } from './world.js';

const BUTTONS = 4;
const PLACES = 60;

type Asked = Parameters<World['ask']>[1] & Readonly<Record<string, unknown>>;

/** A number of a range, a whole one. */
const whole = (roll: Dice, low: number, high: number): number => low + Math.floor(roll() * (high - low + 1));
const one = <T>(roll: Dice, of: readonly T[]): T => of[whole(roll, 0, of.length - 1)]!;
const maybe = <T>(roll: Dice, value: T): T | undefined => (roll() < 0.5 ? value : undefined);

const EXPERIMENTS = ['lesson', 'squid-axon', 'channels-apart', 'patch', 'no-such-thing'];
const LESSON_ASKS = [
  'next',
  'next',
  'next',
  'act',
  'back',
  'skip',
  'skipCard',
  'predict',
  'saw',
  'why',
  'look',
  'again',
  'close',
];
const TREATMENTS = [
  null,
  { kind: 'dead', from: 20, to: 30 },
  { kind: 'ttx', from: 10, to: 40, sodiumFraction: 0 },
  { kind: 'temperature', temperatureC: 5 },
];

/** What pages ask of an axon and its time, allowed or not, sensible or not. */
const ASKS: readonly ((roll: Dice) => Asked)[] = [
  (roll) => ({
    do: 'stimulate',
    at: maybe(roll, whole(roll, 0, PLACES)),
    strength: maybe(roll, 50 * whole(roll, 0, 8)),
    held: roll() < 0.3,
  }),
  () => ({ do: 'stimulate' }),
  () => ({ do: 'stimulate' }),
  () => ({ do: 'release' }),
  (roll) => ({ do: 'lens', roomMsPerAxonMs: one(roll, [1, 5, 20, 100, 500, 2000]) }),
  (roll) => ({ do: 'channels', on: roll() < 0.5 }),
  (roll) => ({ do: 'treat', id: one(roll, ['a', 'b']), treatment: one(roll, TREATMENTS) }),
  (roll) => ({
    do: 'electrode',
    name: one(roll, ['blue', 'yellow']),
    at: one(roll, ['bath', 0, 7, 59, 300]),
  }),
  (roll) => ({ do: 'aim', at: one(roll, [null, 0, 30, [0, 59]]) }),
  (roll) => ({ do: 'stimulate', held: true, strength: 50 * whole(roll, 1, 8) }),
  (roll) => ({ do: 'strength', strength: one(roll, [null, 0, 100, 1e9, -5]) }),
  (roll) => ({ do: 'run', running: roll() < 0.6 }),
  (roll) => ({ do: 'step', back: roll() < 0.5 }),
  (roll) => ({ do: 'seek', backMs: 5000 * roll() }),
  () => ({ do: 'runOn' }),
  () => ({ do: 'now' }),
  (roll) => ({ do: 'pauseWhen', name: 'blue', crossesMv: whole(roll, -80, 30), off: maybe(roll, true) }),
  () => ({ do: 'weakest' }),
  (roll) => ({ do: 'load', name: one(roll, EXPERIMENTS) }),
  () => ({ do: 'reset' }),
  () => ({ do: 'touch' }),
  (roll) => ({ do: 'code', code: `A${whole(roll, 1000, 9999)}` }),
];

/** Texts that no page of ours sends. */
const JUNK = [
  '',
  '{',
  'null',
  '[]',
  '{"do":7}',
  '{"do":"shutdown"}',
  '{"do":"stimulate","at":"x"}',
  `{"do":"load","name":"${'x'.repeat(300)}"}`,
];

type Visitor = (world: World, roll: Dice) => Promise<void>;

async function press(world: World, button: number, heldMs: number): Promise<void> {
  world.down(button);
  await world.pass(heldMs);
  world.up(button);
}

/** Presses, looks, presses again. */
const presser: Visitor = async (world, roll) => {
  for (let n = whole(roll, 2, 12); n > 0; n--) {
    await press(world, 1, 60 + 200 * roll());
    await world.pass(300 + 4000 * roll());
  }
};

/** Twenty presses a second, with a hand on every button. */
const masher: Visitor = async (world, roll) => {
  for (let n = whole(roll, 40, 160); n > 0; n--) {
    await press(world, whole(roll, 1, BUTTONS), 25);
    await world.pass(25);
  }
};

/** Leans on a button, and leaves it so, or not. */
const leaner: Visitor = async (world, roll) => {
  const button = whole(roll, 1, BUTTONS);
  world.down(button);
  await world.pass(2000 + 8000 * roll());
  if (roll() < 0.5) await world.passLate(120_000);
  world.up(button);
};

/** One or two pages whose visitors want different things. */
const settlers: Visitor = async (world, roll) => {
  const pages = [world.program?.pages.enter(), world.program?.pages.enter()].filter(
    (page) => page !== undefined,
  );
  for (let n = whole(roll, 10, 60); n > 0 && pages.length > 0; n--) {
    world.ask(one(roll, pages), one(roll, ASKS)(roll) as never);
    await world.pass(roll() < 0.5 ? 30 : 1500 * roll());
    if (roll() < 0.1) await press(world, whole(roll, 1, BUTTONS), 100);
  }
  // Some leave with a press in their hand.
  for (const page of pages) world.program?.pages.leave(page);
};

/** Plays the trail of cards. */
const reader: Visitor = async (world, roll) => {
  const page = world.program?.pages.enter();
  if (page === undefined) return;
  world.ask(page, { do: 'lesson', ask: 'plan', name: 'science-fair' } as never);
  for (let n = whole(roll, 5, 30); n > 0; n--) {
    await world.pass(300 + 2500 * roll());
    if (roll() < 0.4) await press(world, 1, 100);
    else world.ask(page, { do: 'lesson', ask: one(roll, LESSON_ASKS), choice: whole(roll, 0, 2) } as never);
  }
  world.program?.pages.leave(page);
};

/** Somebody who sends what no page sends, or far too much. */
const vandal: Visitor = async (world, roll) => {
  const { program } = world;
  const page: Page | undefined = program?.pages.enter();
  if (page === undefined) return;
  for (let n = whole(roll, 50, 400); n > 0 && !page.isClosed; n--) {
    if (roll() < 0.5) program!.pages.receive(page, one(roll, JUNK));
    else world.ask(page, one(roll, ASKS)(roll) as never);
    if (roll() < 0.5) await world.pass(5);
    if (program!.isOver) return;
  }
  program!.pages.leave(page);
};

const VISITORS: readonly (readonly [name: string, share: number, visitor: Visitor])[] = [
  ['presser', 0.4, presser],
  ['masher', 0.1, masher],
  ['leaner', 0.08, leaner],
  ['settlers', 0.2, settlers],
  ['reader', 0.15, reader],
  ['vandal', 0.07, vandal],
];

export const VISITOR_NAMES = VISITORS.map(([name]) => name);

/** Somebody comes, does something, and leaves. @returns who it was. */
export async function visit(world: World, roll: Dice): Promise<string> {
  let left = roll();
  const found = VISITORS.find(([, share]) => {
    left -= share;
    return left < 0;
  });
  const [name, , visitor] = found ?? VISITORS[0]!;
  await visitor(world, roll);
  return name;
}
