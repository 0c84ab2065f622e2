/** The harness of faults itself: each does what it says, to the byte and to the microsecond. */
import { describe, expect, it } from 'vitest';
import { diceOf } from '../harness/faults/dice.js';
import { type Chunk, every, type Fault, inTurn, only, share } from '../harness/faults/fault.js';
import { FaultyLine } from '../harness/faults/faulty-line.js';
import { InFlight } from '../harness/faults/in-flight.js';
import { dropLines } from '../harness/faults/lines.js';
import { burst, drop, flip, insert } from '../harness/faults/noise.js';
import { delay, pieces, reorder } from '../harness/faults/timing.js';
import type { ResetKind, WireBoard } from '../harness/wire-board.js';

const count = (length: number) => Array.from({ length }, (_, n) => n & 0xff);
const chunk = (bytes: readonly number[], atUs = 0): Chunk => ({ bytes, atUs });
const bytesOf = (chunks: readonly Chunk[]) => chunks.flatMap(({ bytes }) => bytes);
/** What comes of 1000 bytes in chunks of 7. */
function through(fault: Fault): number[] {
  const all = count(1000);
  return Array.from({ length: 143 }, (_, n) => all.slice(7 * n, 7 * n + 7)).flatMap((part) =>
    bytesOf(fault(chunk(part))),
  );
}

describe('faults of bytes', () => {
  it('drops the one byte that is hit, whatever the chunks', () => {
    expect(through(drop(only(500)))).toEqual([...count(1000).slice(0, 500), ...count(1000).slice(501)]);
  });

  it('inserts one byte before the one that is hit', () => {
    const found = through(insert(only(500), diceOf(1)));
    expect(found.length).toBe(1001);
    expect(found.toSpliced(500, 1)).toEqual(count(1000));
  });

  it('flips one bit of every hundredth byte', () => {
    const found = through(flip(every(100), diceOf(1)));
    const wrong = found.flatMap((byte, at) => (byte === (at & 0xff) ? [] : [byte ^ (at & 0xff)]));
    expect(wrong.length).toBe(10);
    for (const bits of wrong) expect(Math.log2(bits) % 1).toBe(0);
  });

  it('flips 1 % of 100 000 bytes to within a tenth, each bit about as often', () => {
    const roll = diceOf(4);
    const zeros = new Array<number>(100_000).fill(0);
    const hit = bytesOf(flip(share(0.01, roll), roll)(chunk(zeros))).filter((byte) => byte !== 0);
    expect(Math.abs(hit.length - 1000)).toBeLessThan(100);
    for (let bit = 0; bit < 8; bit++) {
      expect(Math.abs(hit.filter((byte) => byte === 1 << bit).length - 125)).toBeLessThan(50);
    }
  });

  it('makes noise of 40 bytes in a row, across chunks, and leaves all others', () => {
    const found = through(burst(only(500), 40, diceOf(2)));
    const wrong = found.flatMap((byte, at) => (byte === (at & 0xff) ? [] : [at]));
    expect(found.length).toBe(1000);
    expect(wrong.length).toBeGreaterThan(35);
    expect([wrong[0]! >= 500, wrong.at(-1)! < 540]).toEqual([true, true]);
  });

  it('drops whole lines, and only those', () => {
    const text = (line: string) => [...line].map((char) => char.charCodeAt(0));
    const fault = dropLines((line) => line.startsWith('K'));
    const out = ['K 0', '1\nA 02\nK', ' 03\nB\n'].flatMap((part) => bytesOf(fault(chunk(text(part)))));
    expect(String.fromCharCode(...out)).toBe('A 02\nB\n');
  });
});

describe('faults of time', () => {
  it('delays without changing the order', () => {
    const waits = [5, 1, 0];
    const fault = delay(() => waits.shift()!);
    expect([0, 1000, 9000].map((us) => fault(chunk([1], us))[0]!.atUs)).toEqual([5000, 5000, 9000]);
  });

  it('cuts 10 bytes into 4, 4 and 2, of which the one that is hit is overtaken', () => {
    const fault = inTurn(pieces(4), reorder(only(1), 3));
    expect(fault(chunk(count(10), 100)).map(({ bytes, atUs }) => [bytes.length, atUs])).toEqual([
      [4, 100],
      [4, 3100],
      [2, 100],
    ]);
  });
});

/** Hears and says what it is told to, and knows how long it has run. */
class Recorder implements WireBoard {
  onSerial: ((byte: number, timeUs: number) => void) | null = null;
  readonly pendingBytes = 0;
  hostBaud = 500_000;
  timeUs = 0;
  heard: number[] = [];
  resets: [ResetKind, number][] = [];
  /** Says this byte every millisecond. */
  says: number | undefined;

  run(us: number): void {
    const from = Math.floor(this.timeUs / 1000);
    this.timeUs += us;
    const to = Math.floor(this.timeUs / 1000);
    for (let ms = from; ms < to && this.says !== undefined; ms++) this.onSerial?.(this.says++, this.timeUs);
  }

  write(bytes: Uint8Array): void {
    this.heard.push(...bytes);
  }

  discardPending(): void {}

  reset(kind: ResetKind): void {
    this.resets.push([kind, this.timeUs]);
  }
}

describe('a faulty line', () => {
  function setUp() {
    const board = new Recorder();
    const line = new FaultyLine(board);
    const said: number[] = [];
    line.onSerial = (byte) => said.push(byte);
    return { board, line, said };
  }

  it('without a fault passes everything at once, and time as it is', () => {
    const { board, line, said } = setUp();
    board.says = 0;
    line.write(Uint8Array.of(1, 2, 3));
    expect(board.heard).toEqual([1, 2, 3]);
    line.run(5500);
    expect([said.length, board.timeUs, line.timeUs]).toEqual([5, 5500, 5500]);
  });

  it('lets later bytes overtake those that are held, and delivers them to the microsecond', () => {
    const { board, line } = setUp();
    line.toBoard = reorder(only(0), 2.5);
    line.write(Uint8Array.of(1));
    line.write(Uint8Array.of(2));
    line.run(2499);
    expect(board.heard).toEqual([2]);
    line.run(1);
    expect(board.heard).toEqual([2, 1]);
  });

  it('cuts after exactly n bytes, either way', () => {
    for (const n of [0, 1, 5]) {
      const { board, line, said } = setUp();
      let cut = 0;
      line.cutAfter('to-board', n, () => cut++);
      line.write(Uint8Array.of(1, 2, 3));
      line.write(Uint8Array.of(4, 5, 6));
      line.run(3000);
      expect([board.heard.length, cut]).toEqual([n, 1]);
      board.says = 0;
      line.cutAfter('to-host', n, () => cut++);
      line.run(20_000);
      expect([said.length, cut]).toEqual([n, 2]);
    }
  });

  it('stands still when it is frozen, deaf and without time, and wakes by the reset that was asked for', () => {
    const { board, line } = setUp();
    line.run(1000);
    line.brownOut(20);
    line.write(Uint8Array.of(1));
    line.run(19_000);
    expect([board.timeUs, board.heard.length, line.frozen]).toEqual([1000, 0, true]);
    line.run(2000);
    line.write(Uint8Array.of(2));
    expect(board.resets).toEqual([['brownout', 1000]]);
    expect([board.timeUs, board.heard]).toEqual([2000, [2]]);
    line.hangBoard();
    line.run(2_000_000);
    line.resetByDtr();
    expect(board.resets.map(([kind]) => kind)).toEqual(['brownout', 'watchdog', 'external']);
  });

  it('runs 5000 ppm fast: 1 005 000 \u00b5s in a second of the room', () => {
    const { board, line } = setUp();
    line.driftPpm = 5000;
    line.run(1e6);
    expect(board.timeUs).toBeCloseTo(1_005_000, 3);
    expect(line.timeUs).toBe(1e6);
  });
});

describe('the count of bytes in flight', () => {
  it('knows the most there ever were, gives back by K all before it, and forgets at a greeting', () => {
    const flight = new InFlight();
    const ping = (seq: number) => flight.send({ type: 'ping', seq, token: 0 }, 11);
    ping(1);
    flight.send('zero', 1);
    ping(2);
    flight.hear({ verb: 'K', seq: 1 });
    ping(3);
    expect(flight.most).toBe(23);
    flight.hear({ verb: 'K', seq: 3 });
    for (const seq of [4, 5, 6]) ping(seq);
    expect(flight.most).toBe(33);
  });
});
