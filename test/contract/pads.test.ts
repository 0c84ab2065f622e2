/** Buttons that are high when pressed, such as touch pads, on every board that has pins. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { encodeHostMessage, parseBoardLine } from '../../src/protocol/index.js';
import { EmulatedBoard } from '../harness/emulator/board.js';
import { plainSetup } from '../harness/host-firmware/messages.js';
import { MockBoard } from '../harness/mock-board.js';
import { avrGccPath, lacks } from '../harness/tools.js';
import type { TestBoard } from './boards.js';

const ALL = [true, true, true, true] as const;
const BOARDS = [
  {
    name: 'the mock board',
    skipped: false,
    make: (pads: readonly number[]): TestBoard => new MockBoard({ pads }),
  },
  {
    name: 'the real program in the emulated board',
    skipped: lacks(avrGccPath),
    make: (pads: readonly number[]): TestBoard => new EmulatedBoard({ pads }),
  },
];

// Skipped only where a compiler is missing outside CI: then there is no program to run.
describe.each(BOARDS)('pads of $name', ({ make, skipped }) => {
  function started(pads: readonly number[], pressedHigh: readonly [boolean, boolean, boolean, boolean]) {
    const board = make(pads);
    const told: string[] = [];
    let held: (readonly number[])[] = [];
    let text = '';
    board.onSerial = (byte) => {
      if (byte !== 10) text += String.fromCharCode(byte);
      else {
        const line = parseBoardLine(text);
        if ('verb' in line && line.verb === 'I') held.push(line.buttons);
        if ('verb' in line && line.verb === 'B') told.push(`${line.button} ${line.pressed ? 'down' : 'up'}`);
        text = '';
      }
    };
    onTestFinished(() => {
      board.onSerial = null;
    });
    board.write(Uint8Array.of(0, ...encodeHostMessage({ type: 'ident', seq: 0 })));
    board.run(60_000);
    let seq = 0;
    const setUp = (high: readonly [boolean, boolean, boolean, boolean]) => {
      seq++;
      board.write(encodeHostMessage({ type: 'config', seq, setup: { ...plainSetup(5), pressedHigh: high } }));
      board.run(30_000);
    };
    setUp(pressedHigh);
    /** What is told from here on, each event once. */
    const news = () => [...new Set(told.splice(0))];
    const touch = (button: number) => {
      board.press(button);
      board.run(30_000);
      board.release(button);
      board.run(30_000);
    };
    /** What is told within two seconds of the buttons that stand pressed, by a board that has a host. */
    const heldNow = () => {
      held = [];
      for (let n = 0; n < 8; n++) {
        seq++;
        board.write(encodeHostMessage({ type: 'ping', seq, token: n }));
        board.run(250_000);
      }
      return held;
    };
    news();
    return { board, setUp, news, touch, heldNow };
  }

  it.skipIf(skipped)('are told as pressed when they are touched, beside a button to ground', () => {
    const { news, touch } = started([1, 3], [true, false, true, false]);
    for (const button of [1, 2, 3, 4]) {
      touch(button);
      expect(news().filter((event) => event.startsWith(String(button)))).toEqual([
        `${button} down`,
        `${button} up`,
      ]);
    }
  });

  it.skipIf(skipped)('that nobody touches are no press, whatever they were taken for before', () => {
    const { board, setUp, news, touch } = started([1, 2, 3, 4], ALL);
    board.run(200_000);
    expect(news()).toEqual([]);
    setUp([false, false, false, false]);
    setUp(ALL);
    board.run(200_000);
    expect(news()).toEqual([]);
    touch(2);
    expect(news()).toEqual(['2 down', '2 up']);
  });

  it.skipIf(skipped)(
    'stand pressed only while they are touched; one that is no pad stands pressed untouched',
    () => {
      const { board, setUp, heldNow } = started([1, 2], [true, true, false, false]);
      expect(heldNow()).toEqual([]);
      board.press(2);
      board.press(3);
      expect(heldNow().at(-1)).toEqual([2, 3]);
      board.release(2);
      board.release(3);
      setUp([true, false, false, false]);
      const wrong = heldNow();
      expect(wrong.length).toBeGreaterThan(0);
      expect(wrong.every((buttons) => buttons.join() === '2')).toBe(true);
    },
  );

  it.skipIf(skipped)('would fire when they are let go if they were taken for buttons to ground', () => {
    const { news, touch } = started([1], [false, false, false, false]);
    touch(1);
    expect(news()).toEqual(['1 up', '1 down']);
  });
});
