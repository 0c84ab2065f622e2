/** SAVE: the set-up in the EEPROM of the real program. */
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../src/protocol/crc32.js';
import { EmulatedBoard } from '../harness/emulator/board.js';
import { avrGccPath, lacks } from '../harness/tools.js';
import { levelPicture, session, setupOf, WireHost } from './wire-host.js';

const SETUP = setupOf(37, { colourOrder: 'rgb', needles: [{ lowUs: 700, highUs: 2300 }, null] });
const RECORD = { at: 16, layoutBytes: 1, setupBytes: 17, checkBytes: 4 };
const RECORD_END = RECORD.at + RECORD.layoutBytes + RECORD.setupBytes + RECORD.checkBytes;

/** LEDs that a board with this EEPROM starts with. */
function ledsAfterStart(eeprom: Uint8Array): number {
  const board = new EmulatedBoard({ eeprom });
  const host = new WireHost(board);
  board.run(20_000);
  return host.heard('H')[0]!.ledCount;
}

function saved(): Uint8Array {
  const { board, host } = session(SETUP);
  expect(host.command({ type: 'save' }, 150_000).verb).toBe('A');
  return board.eeprom.slice();
}

describe.skipIf(lacks(avrGccPath))('settings of the real program', () => {
  it('starts with what was saved: LEDs, needles, order', () => {
    const board = new EmulatedBoard({ eeprom: saved() });
    const host = new WireHost(board);
    board.run(100_000);
    expect(host.heard('H')[0]!.ledCount).toBe(37);
    expect(board.servoStats(0).minUs).toBeCloseTo(951, 0);
    expect(board.servoStats(1).pulses).toBe(0);
  });

  it('writes nothing without SAVE, and only its 22 bytes with it', () => {
    const { board } = session(SETUP);
    expect(board.eeprom.every((byte) => byte === 0xff)).toBe(true);
    const eeprom = saved();
    expect(eeprom.subarray(0, RECORD.at).every((byte) => byte === 0xff)).toBe(true);
    expect(eeprom.subarray(RECORD_END).every((byte) => byte === 0xff)).toBe(true);
  });

  it('starts as built when any one byte is damaged, or all are blank or zero', () => {
    const eeprom = saved();
    for (let at = RECORD.at; at < RECORD_END; at++) {
      const damaged = eeprom.slice();
      damaged[at]! ^= 0x40;
      expect(ledsAfterStart(damaged)).toBe(60);
    }
    expect(ledsAfterStart(new Uint8Array(1024).fill(0xff))).toBe(60);
    expect(ledsAfterStart(new Uint8Array(1024))).toBe(60);
  });

  it('starts as built when what is saved is whole but out of range', () => {
    const eeprom = saved();
    const checked = RECORD.layoutBytes + RECORD.setupBytes;
    eeprom[RECORD.at + 1] = 151;
    const check = crc32(eeprom.subarray(RECORD.at, RECORD.at + checked));
    new DataView(eeprom.buffer).setUint32(RECORD.at + checked, check, true);
    expect(ledsAfterStart(eeprom)).toBe(60);
    eeprom[RECORD.at + 1] = 150;
    const right = crc32(eeprom.subarray(RECORD.at, RECORD.at + checked));
    new DataView(eeprom.buffer).setUint32(RECORD.at + checked, right, true);
    expect(ledsAfterStart(eeprom)).toBe(150);
  });

  it('loses no byte and no picture of a 200 Hz stream while it saves, and takes the CONFIG that comes meanwhile', () => {
    const { board, host } = session(setupOf(60));
    let shown = 0;
    board.onShow = () => shown++;
    const saveSeq = host.send({ type: 'save' });
    for (let k = 0; k < 40; k++) {
      host.send(levelPicture(new Uint8Array(60).fill(k)));
      if (k === 5) host.send({ type: 'config', setup: setupOf(60, { currentLimitMa: 123 }) });
      board.run(5000);
    }
    expect(shown).toBeGreaterThanOrEqual(40);
    expect(host.heard('A').some(({ seq }) => seq === saveSeq)).toBe(true);
    const { eeprom } = board;
    board.run(1_000_000);
    expect(host.heard('S').at(-1)).toMatchObject({ framesBad: 0, overruns: 0, overflows: 0 });
    expect(eeprom[RECORD.at + 1 + 2]).toBe(123);
    expect(ledsAfterStart(eeprom.slice())).toBe(60);
  });

  it('loses no byte and no picture of a stream as fast as credits allow, to 144 LEDs, while it saves over and over', () => {
    const { board, host } = session(setupOf(144), {}, 1000);
    let shown = 0;
    board.onShow = () => shown++;
    const sentBefore = host.sent;
    let saves = 0;
    const end = board.timeUs + 400_000;
    while (board.timeUs < end) {
      // Every save has something to write: the limit counts up.
      if (board.timeUs > end - 400_000 + 100_000 * saves) {
        host.send({ type: 'config', setup: setupOf(144, { currentLimitMa: 2900 + saves }) });
        host.send({ type: 'save' });
        saves++;
      } else if (!host.offer(levelPicture(new Uint8Array(144).fill(shown & 0xff)))) board.run(50);
    }
    board.run(1_200_000);
    expect(saves).toBe(4);
    expect(host.heard('S').at(-1)).toMatchObject({ framesBad: 0, overruns: 0, overflows: 0 });
    expect(board.overruns).toBe(0);
    expect(host.damaged).toEqual([]);
    // A CONFIG shows the picture once more.
    expect(shown).toBeGreaterThanOrEqual(host.sent - sentBefore - 2 * saves - 1);
    expect(board.eeprom[RECORD.at + 1 + 2]! + 256 * board.eeprom[RECORD.at + 1 + 3]!).toBe(2903);
  });

  it('is as built, never a mixture, when the power fails amid a save', () => {
    for (const us of [5000, 30_000, 60_000]) {
      const { board, host } = session(SETUP);
      host.send({ type: 'save' });
      board.run(us);
      board.reset('power');
      board.run(30_000);
      expect(host.heard('H').at(-1)!.ledCount).toBe(60);
    }
  });
});
