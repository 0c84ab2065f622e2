/** When there are pulses for the needles, and when not: the same on every board, firmware-protocol.md, "Needles". */
import { describe, expect, it, onTestFinished } from 'vitest';
import { needlePulseUs } from '../../src/display/light.js';
import { type BoardSetup, encodeHostMessage } from '../../src/protocol/index.js';
import { EmulatedBoard } from '../harness/emulator/board.js';
import { plainSetup } from '../harness/host-firmware/messages.js';
import { MockBoard } from '../harness/mock-board.js';
import { wireVectorNamed } from './vectors.js';
import { WIRE_TARGETS, type WireTarget } from './wire-targets.js';

const SET_UP = wireVectorNamed('CONFIG: the set-up').steps[0]!.wire;
const SAFE = encodeHostMessage({ type: 'safe', seq: 1 });
const REST_US = [1157, 1843];
/** From +40 mV to rest, 784 µs in steps of 255, and the second there. */
const PARKED_US = 1_120_000;

/** Whether pulses go out while `us` pass. */
function pulsesIn(board: WireTarget, us: number): boolean {
  const count = () => {
    if (board instanceof MockBoard) return board.pulses[0] + board.pulses[1];
    if (board instanceof EmulatedBoard) return board.servoStats(0).pulses + board.servoStats(1).pulses;
    return undefined;
  };
  const before = count();
  board.run(us);
  // The program compiled here tells of the pulses at present.
  return before === undefined ? board.servoUs.some((pulseUs) => pulseUs !== null) : count() !== before;
}

// Skipped only where a compiler is missing outside CI: then there is no program to run.
describe.each(WIRE_TARGETS)('needles of $name', ({ make, skipped }) => {
  function started(setup: Partial<BoardSetup> = {}): WireTarget {
    const board = make();
    onTestFinished(() => board.close?.());
    board.run(50_000);
    expect(pulsesIn(board, 100_000)).toBe(false);
    const own = { type: 'config', seq: 0, setup: { ...plainSetup(5), ...setup } } as const;
    board.write(Uint8Array.of(0, ...(Object.keys(setup).length === 0 ? SET_UP : encodeHostMessage(own))));
    board.run(40_000);
    return board;
  }

  function show(board: WireTarget, level: number): void {
    const needleLevels = [level, level] as const;
    board.write(
      encodeHostMessage({ type: 'level', seq: 2, needleLevels, inputId: 0, levels: new Uint8Array(5) }),
    );
    board.run(20_000);
  }

  it.skipIf(skipped)('go through a middle of their own: 1000, 1200 and 2000 µs, and mirrored', () => {
    const needles = [
      { lowUs: 1000, midUs: 1200, highUs: 2000 },
      { lowUs: 2100, midUs: 1900, highUs: 900 },
    ] as const;
    const board = started({ needles });
    for (const level of [0, 40, 64, 127, 128, 129, 192, 255]) {
      for (let n = 0; n < 7; n++) show(board, level);
      expect(pulsesUs(board), `level ${level}`).toEqual(
        needles.map((needle) => needlePulseUs(needle, level)),
      );
    }
  });

  it.skipIf(skipped)(
    'with a hold of 1 s have no pulses when they have rested so long under pictures, and go on from there',
    () => {
      const board = started({ holdS: 1 });
      for (let n = 0; n < 40; n++) show(board, 200);
      expect(pulsesIn(board, 40_000)).toBe(true);
      const [heldUs] = pulsesUs(board);
      expect(heldUs).toBe(1784);
      for (let n = 0; n < 20; n++) show(board, 200);
      let pulses = 0;
      for (let n = 0; n < 20; n++) {
        show(board, 200);
        if (pulsesIn(board, 20_000)) pulses++;
      }
      expect(pulses).toBe(0);
      const seen: number[] = [];
      for (let n = 0; n < 12; n++) {
        show(board, 100);
        if (board.servoUs[0] !== null) seen.push(Math.round(board.servoUs[0]));
      }
      // It goes on from where it stood, by no more than its fastest step.
      const first = seen.find((us) => us !== heldUs)!;
      expect(heldUs! - first).toBeLessThanOrEqual(255 + 1);
      expect(seen.at(-1)).toBe(1392);
    },
  );

  const pulsesUs = (board: WireTarget) => board.servoUs.map((us) => Math.round(us!));

  it.skipIf(skipped)(
    'have pulses at rest for a second after a CONFIG, and then none without a picture',
    () => {
      const board = started();
      expect(pulsesIn(board, 800_000)).toBe(true);
      board.run(300_000);
      expect(pulsesIn(board, 200_000)).toBe(false);
    },
  );

  it.skipIf(skipped).each([
    { after: 'SAFE', bytes: SAFE, waitUs: 0 },
    { after: '1 s of silence', bytes: new Uint8Array(), waitUs: 1_000_000 },
  ])('are parked and let go after $after, and begin at rest with the next picture', ({ bytes, waitUs }) => {
    const board = started();
    for (let n = 0; n < 10; n++) show(board, 240);
    expect(pulsesUs(board)).toEqual([1941, 1059]);
    board.write(bytes);
    board.run(waitUs + 860_000);
    expect(pulsesIn(board, 40_000)).toBe(true);
    expect(pulsesUs(board)).toEqual(REST_US);
    board.run(PARKED_US - 900_000 + 60_000);
    expect(pulsesIn(board, 200_000)).toBe(false);
    show(board, 240);
    const seen: number[] = [];
    for (let n = 0; n < 8; n++) {
      show(board, 240);
      seen.push(board.servoUs[0] ?? REST_US[0]!);
    }
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(REST_US[0]! - 1);
    expect(Math.max(...seen.slice(0, 2))).toBeLessThanOrEqual(REST_US[0]! + 2 * 255 + 1);
    expect(Math.round(seen.at(-1)!)).toBe(1941);
  });
});
