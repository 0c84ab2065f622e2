/** Hands on a board of ours: on the board in TypeScript, and on the real program in the emulated Uno. */
import { describe, expect, it } from 'vitest';
import type { RigOf } from '../../../src/devices/rig-of.js';
import { openSerialHands } from '../../../src/devices/serial/hands.js';
import { luminanceOf } from '../../../src/display/luminance.js';
import type { Hands, HandsEvent, HandsOpened, NeedleFreedom } from '../../../src/maker/hands.js';
import { parseRig, type Rig } from '../../../src/rig/index.js';
import { BOARDS, type TestBoard } from '../../contract/boards.js';
import { TappedLine } from '../../contract/tapped-line.js';
import { portsOf } from '../../harness/bench-ports.js';
import { Bench } from '../../harness/emulator/bench.js';
import type { EmulatedBoard } from '../../harness/emulator/board.js';
import { MockBoard } from '../../harness/mock-board.js';
import { StrangerBoard } from '../../harness/stranger-board.js';

const PATH = '/dev/ttyACM0';
const RIG = `device: {kind: serial, port: auto}
strip: {leds: 8}
needles: {blue: {lowUs: 1000, highUs: 2000}, slewUsPer20Ms: 50}
buttons: {1: {do: stimulate}}
dials: {0: {do: strength}}
`;

function rigOf(text: string): Rig & RigOf<'serial'> {
  const parsed = parseRig(text, 'rig.yaml');
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'));
  return parsed.rig as RigOf<'serial'>;
}

/** Pulses so far, on the pins of the blue needle and of the yellow one. */
function pulsesOf(board: TestBoard): readonly [number, number] {
  if (board instanceof MockBoard) return [...board.pulses];
  const emulated = board as EmulatedBoard;
  return [emulated.servoStats(0).pulses, emulated.servoStats(1).pulses];
}

async function opened(board: TestBoard, text = RIG, freedom: NeedleFreedom = { leastUs: 700, mostUs: 2300 }) {
  const bench = new Bench();
  const line = new TappedLine(board);
  bench.plug(PATH, line);
  const ports = portsOf(bench);
  const stopping = new AbortController();
  let end: HandsOpened | undefined;
  void openSerialHands(rigOf(text), { freedom, timers: bench.clock, ...ports }, stopping.signal).then(
    (each) => {
      end = each;
    },
  );
  await bench.advanceUntil(() => end !== undefined, 20_000);
  const events: HandsEvent[] = [];
  const hands = end!.kind === 'hands' ? end!.hands : undefined;
  hands?.listen((event) => events.push(event));
  /** Waits for a promise in virtual time. */
  const until = async <Value>(promise: Promise<Value>, limitMs = 5000): Promise<Value> => {
    let value: Value | undefined;
    let isOver = false;
    void promise.then((each) => {
      value = each;
      isOver = true;
    });
    await bench.advanceUntil(() => isOver, limitMs);
    return value!;
  };
  const close = async () => {
    await until(hands!.close());
    expect([ports.open(), bench.clock.waiting]).toEqual([0, 0]);
  };
  return { bench, board, line, ports, events, end: end!, hands: hands as Hands, until, close };
}

describe.each(BOARDS)('hands on $name', ({ make, skipped }) => {
  const on = () => opened(make());

  it.skipIf(skipped)('say who is there, and neither light nor turn anything by themselves', async () => {
    const { hands, board, bench, close } = await on();
    expect(hands.board).toMatchObject({
      path: PATH,
      baud: 500_000,
      firmware: '0.1.0',
      mostLeds: 150,
      keeps: true,
    });
    await bench.advance(3000);
    expect([...board.leds].every((channel) => channel === 0)).toBe(true);
    expect(pulsesOf(board)).toEqual([0, 0]);
    await close();
  });

  it.skipIf(skipped)(
    'light single LEDs, also beyond those of the rig, and are dark when closed',
    async () => {
      const { hands, board, bench, close } = await on();
      hands.light(Uint8Array.of(30, 20, 10), 3);
      await bench.advance(50);
      expect([...board.leds.subarray(0, 24)]).toEqual([
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        30,
        20,
        10,
        ...Array(12).fill(0),
      ]);
      hands.light(Uint8Array.of(1, 2, 3), 99);
      await bench.advance(2000);
      expect([...board.leds.subarray(297, 300)]).toEqual([1, 2, 3]);
      expect(board.leds[9]).toBe(0);
      await close();
      await bench.advance(50);
      expect([...board.leds].some((channel) => channel > 0)).toBe(false);
    },
  );

  it.skipIf(skipped)(
    'flash no more than three times a second, however fast they are told to, and show the last',
    async () => {
      const { hands, board, bench, close } = await on();
      const red = Uint8Array.from({ length: 24 }, (_, n) => (n % 3 === 0 ? 60 : 0));
      const green = Uint8Array.from({ length: 24 }, (_, n) => (n % 3 === 1 ? 60 : 0));
      /** Times at which the first LED has begun to become brighter [ms]. */
      const rises: number[] = [];
      let before = 0;
      let isRising = false;
      for (let ms = 0; ms < 5000; ms += 10) {
        hands.light((ms / 10) % 2 === 0 ? red : green);
        await bench.advance(10);
        const luminance = luminanceOf(board.leds[0]!, board.leds[1]!, board.leds[2]!);
        if (luminance > before && !isRising) rises.push(ms);
        if (luminance !== before) isRising = luminance > before;
        before = luminance;
      }
      const inASecond = rises.map((from) => rises.filter((ms) => ms >= from && ms <= from + 1000).length);
      expect(rises.length).toBeGreaterThan(5);
      expect(Math.max(...inASecond)).toBeLessThanOrEqual(3);
      await bench.advance(2000);
      expect([...board.leds.subarray(0, 24)]).toEqual([...green]);
      await close();
    },
  );

  it.skipIf(skipped)('let a light run along the LEDs as fast as it is moved', async () => {
    const { hands, board, bench, close } = await on();
    const seen = new Set<number>();
    for (let led = 0; led < 60; led++) {
      hands.light(Uint8Array.of(60, 60, 60), led);
      await bench.advance(30);
      for (let at = 0; at < 60; at++) if (board.leds[3 * at]! > 0) seen.add(at);
    }
    expect(seen.size).toBe(60);
    await close();
  });

  it.skipIf(skipped)('light 150 LEDs at once in 31 colours and dark', async () => {
    const { hands, board, bench, close } = await opened(
      make(),
      RIG.replace('leds: 8', 'leds: 8, currentLimitMa: 200'),
    );
    const rgb = Uint8Array.from({ length: 450 }, (_, n) => (n % 3 === 0 ? Math.trunc(n / 3) % 32 : 0));
    hands.light(rgb);
    await bench.advance(100);
    // The limit of the rig holds: 192 mA for channels are 2448 of 255.
    expect([...board.leds.subarray(0, 450)]).toEqual([...rgb]);
    expect(() => hands.light(Uint8Array.from({ length: 450 }, (_, n) => n % 256))).toThrow(
      /more than 32 colours/,
    );
    expect(() => hands.light(new Uint8Array(3), 150)).toThrow('1 LEDs from LED 150 on: the board has 150');
    await close();
  });

  it.skipIf(skipped)(
    'walk a needle from pulse to pulse to the microsecond, 50 µs in 20 ms, and then stop',
    async () => {
      const { hands, board, bench, until, close } = await on();
      await until(hands.turn('blue', 1502));
      expect(Math.round(board.servoUs[0]!)).toBe(1502);
      const startMs = bench.clock.nowMs();
      await until(hands.turn('blue', 1903));
      expect(bench.clock.nowMs() - startMs).toBeGreaterThan(8 * 20);
      expect(Math.round(board.servoUs[0]!)).toBe(1903);
      await until(hands.turn('blue', 1901));
      expect(Math.round(board.servoUs[0]!)).toBe(1901);
      // Of many at once only the last is gone to, and it is never farther out than the freedom that was given.
      const all = [1200, 1300, 5000].map((us) => hands.turn('blue', us));
      await until(Promise.all(all));
      expect(Math.round(board.servoUs[0]!)).toBe(2300);
      expect(pulsesOf(board)[1]).toBe(0);
      expect(() => hands.turn('yellow', 1500)).toThrow('the rig has no yellow needle');
      await until(hands.letGo());
      await bench.advance(100);
      const before = pulsesOf(board);
      await bench.advance(500);
      expect(pulsesOf(board)).toEqual(before);
      await close();
    },
  );

  it.skipIf(skipped)('keep a needle within the stops of the file where nothing else is wanted', async () => {
    const { hands, board, until, close } = await opened(make(), RIG, 'as-in-file');
    await until(hands.turn('blue', 400));
    expect(Math.round(board.servoUs[0]!)).toBe(1000);
    await until(hands.turn('blue', 2600));
    expect(Math.round(board.servoUs[0]!)).toBe(2000);
    await close();
  });

  it.skipIf(skipped)('hear fingers, while they light and turn, each once', async () => {
    const { hands, board, bench, events, close } = await on();
    void hands.turn('blue', 1500);
    hands.light(Uint8Array.of(9, 9, 9));
    for (let n = 0; n < 12; n++) {
      board.press(1);
      await bench.advance(60);
      board.release(1);
      await bench.advance(60);
    }
    board.dial(0, 1023);
    await bench.advance(200);
    const buttons = events.filter((event) => event.kind === 'button');
    expect(buttons.map(({ pressed }) => pressed)).toEqual(Array.from({ length: 24 }, (_, n) => n % 2 === 0));
    expect(events.filter((event) => event.kind === 'dial').at(-1)).toMatchObject({ dial: 0, position: 1 });
    await close();
  });

  it.skipIf(skipped)('set a board up again that restarts, and say so; it shows the same', async () => {
    const { hands, board, bench, events, until, close } = await on();
    await until(hands.turn('blue', 1700));
    hands.light(Uint8Array.of(9, 9, 9), 1);
    await bench.advance(50);
    board.reset('watchdog');
    await bench.advance(1500);
    expect(events.map(({ kind }) => kind)).toContain('restarted');
    expect([...board.leds.subarray(3, 6)]).toEqual([9, 9, 9]);
    expect(Math.round(board.servoUs[0]!)).toBe(1700);
    await close();
  });

  it.skipIf(skipped)(
    'say that the board is gone when its cable is pulled, and resolve what waits',
    async () => {
      const { hands, bench, events, until, close } = await on();
      const walk = hands.turn('blue', 2200);
      bench.unplug(PATH);
      await until(walk);
      await bench.advance(100);
      expect(events.at(-1)).toMatchObject({ kind: 'lost', fault: 'unplugged' });
      await close();
    },
  );

  it.skipIf(skipped)(
    'have the board keep a set-up: its needles go to rest with its next power, and are let go',
    async () => {
      const { hands, board, bench, until, close } = await on();
      await until(hands.turn('blue', 2300));
      const calibrated = rigOf(RIG.replace('lowUs: 1000, highUs: 2000', 'lowUs: 900, highUs: 2100'));
      expect(await until(hands.keep(calibrated))).toEqual({ kind: 'kept' });
      await close();
      board.reset('power');
      const before = pulsesOf(board);
      await bench.advance(600);
      // Level 40 of 255 on the way from 900 to 2100.
      expect(Math.round(board.servoUs[0]!)).toBe(1088);
      expect(pulsesOf(board)[0]).toBeGreaterThan(20);
      await bench.advance(700);
      const [blue, yellow] = pulsesOf(board);
      expect(yellow).toBe(board instanceof MockBoard ? 0 : before[1]);
      await bench.advance(400);
      expect(pulsesOf(board)[0]).toBe(blue);
    },
  );
});

describe('hands', () => {
  it('are not opened where another program is on the board, and the reason is told', async () => {
    const bench = new Bench();
    bench.plug(PATH, new StrangerBoard());
    let end: HandsOpened | undefined;
    const options = { freedom: 'as-in-file', timers: bench.clock, ...portsOf(bench) } as const;
    void openSerialHands(rigOf(RIG), options, new AbortController().signal).then((each) => {
      end = each;
    });
    await bench.advanceUntil(() => end !== undefined, 60_000);
    expect(end).toMatchObject({ kind: 'none', words: expect.stringMatching(/npx axon-rig flash/) });
  });

  it('close again what they have opened when they are called off', async () => {
    const bench = new Bench();
    bench.plug(PATH, new MockBoard({ bootloaderMs: 1000 }));
    const ports = portsOf(bench);
    const stopping = new AbortController();
    let reason: unknown;
    const options = { freedom: 'as-in-file', timers: bench.clock, ...ports } as const;
    void openSerialHands(rigOf(RIG), options, stopping.signal).catch((error) => {
      reason = error;
    });
    await bench.advance(500);
    stopping.abort(new Error('Ctrl-C'));
    await bench.advance(2000);
    expect(reason).toEqual(new Error('Ctrl-C'));
    expect([ports.open(), bench.clock.waiting]).toEqual([0, 0]);
  });

  it('keep nobody waiting for a needle whose board is gone', async () => {
    const { hands, board, bench, events, until, close } = await opened(new MockBoard());
    (board as MockBoard).faults.frozen = true;
    await bench.advanceUntil(() => events.at(-1)?.kind === 'lost', 10_000);
    let isOver = false;
    await until(
      hands.turn('blue', 1500).then(() => {
        isOver = true;
      }),
      100,
    ).catch(() => {});
    expect(isOver).toBe(true);
    await close();
  });

  it('do not ask a board to keep anything whose firmware cannot', async () => {
    const { hands, line, until, close } = await opened(new MockBoard({ caps: 'LPRMF' }));
    expect(hands.board.keeps).toBe(false);
    const kept = await until(hands.keep(rigOf(RIG)));
    expect(kept).toMatchObject({ kind: 'not-kept', words: expect.stringContaining('"npx axon-rig flash"') });
    expect(line.sent.some((message) => message !== 'zero' && message.type === 'save')).toBe(false);
    await close();
  });

  it('say why when a board has worn its memory out', async () => {
    const board = new MockBoard();
    board.faults.refused = ({ type }) => type === 'save';
    const { hands, until, close } = await opened(board);
    expect(await until(hands.keep(rigOf(RIG)))).toEqual({
      kind: 'not-kept',
      words: 'The board does not keep it: not now.',
    });
    await close();
  });
});
