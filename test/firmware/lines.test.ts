/** The room that the firmware keeps for each line: its longest form must fit, or it runs into the line before it. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type BoardLine, formatBoardLine } from '../../src/protocol/index.js';

const header = readFileSync('firmware/axon-rig-uno/lines.h', 'utf8');

function roomFor(kind: string): number {
  const found = new RegExp(`^#define LONGEST_${kind} (\\d+)$`, 'm').exec(header);
  if (!found) throw new Error(`lines.h has no LONGEST_${kind}`);
  return Number(found[1]);
}

const [u16, u32] = [0xffff, 0xffffffff];

const LONGEST: readonly [kind: string, line: BoardLine][] = [
  ['ACK', { verb: 'K', seq: 255 }],
  ['EVENT', { verb: 'B', id: 255, deviceUs: u32, button: 4, pressed: true }],
  ['EVENT', { verb: 'D', id: 255, deviceUs: u32, dial: 1, value: 1023 }],
  ['LATENCY', { verb: 'L', id: 255, latencyUs: u32 }],
  ['PONG', { verb: 'T', token: u16, receivedUs: u32, sentUs: u32 }],
  ['REFUSAL', { verb: 'N', seq: 255, code: 'range', text: 'currentLimitMa' }],
  ['REFUSAL', { verb: 'N', seq: 255, code: 'length', text: '193 bytes want 153' }],
  ['REMARK', { verb: '#', text: 'strip dark: host silent for 5000 ms' }],
  [
    'GREETING',
    {
      verb: 'H',
      major: 1,
      firmware: '0.1.0',
      board: 'uno',
      ledCount: 150,
      maxLeds: 150,
      windowBytes: 224,
      caps: 'LPRMFSXA',
      boot: 'watchdog',
    },
  ],
  [
    'STATISTICS',
    {
      verb: 'S',
      upS: u32,
      framesOk: u32,
      framesBad: u32,
      overruns: u16,
      overflows: u16,
      showUs: u16,
      freeRamBytes: 2048,
      framesDimmed: u32,
      eventsLost: u16,
    },
  ],
];

describe('the room that the firmware keeps for a line', () => {
  it.each(LONGEST)('%s: the longest form fits, newline included', (kind, line) => {
    expect(formatBoardLine(line).length + 1).toBeLessThanOrEqual(roomFor(kind));
  });

  it('is within the transmit ring', () => {
    const ring = Number(
      /TX_RING_BYTES (\d+)/.exec(readFileSync('firmware/axon-rig-uno/limits.h', 'utf8'))![1],
    );
    for (const [kind] of LONGEST) expect(roomFor(kind)).toBeLessThanOrEqual(ring);
  });
});
