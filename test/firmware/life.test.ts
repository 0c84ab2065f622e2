/** Start, silence, settings, hang: what the real program does when nobody vouches for it. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ResetKind } from '../harness/emulator/board.js';
import { EmulatedBoard, type ShownFrame } from '../harness/emulator/board.js';
import { avrGccPath, lacks } from '../harness/tools.js';
import { levelPicture, session, setupOf, WireHost } from './wire-host.js';

const HEX = 'firmware/build/axon-rig-uno.hex';
const REST_PULSE_US = 1157;

const isDark = (leds: Uint8Array) => leds.every((channel) => channel === 0);
const sum = (leds: Uint8Array) => leds.reduce((total, channel) => total + channel, 0);

describe.skipIf(lacks(avrGccPath))('life of the real program', () => {
  it('darkens all 150 LEDs, of three lights or of four, within 12 ms of its start and greets once a second', () => {
    const board = new EmulatedBoard();
    const host = new WireHost(board);
    const shown: ShownFrame[] = [];
    board.onShow = (frame) => shown.push(frame);
    board.run(12_000);
    expect(shown).toHaveLength(1);
    expect(shown[0]!.rgb).toHaveLength(600);
    expect(isDark(shown[0]!.rgb)).toBe(true);
    board.run(3_000_000);
    const greetings = host.lines.filter(({ line }) => line.verb === 'H');
    expect(host.lines).toHaveLength(greetings.length);
    expect(greetings).toHaveLength(4);
    expect(greetings[0]!.timeUs).toBeLessThan(20_000);
    expect(greetings[0]!.line).toMatchObject({
      major: 1,
      firmware: '0.1.0',
      board: 'uno',
      ledCount: 60,
      maxLeds: 150,
      windowBytes: 224,
      caps: 'LPRMFSXA',
      boot: 'power',
    });
    expect(shown).toHaveLength(1);
  });

  it('makes no pulse before a host has named a needle, and none on the pin of a needle that it has not named', () => {
    const board = new EmulatedBoard();
    const host = new WireHost(board);
    board.run(500_000);
    expect([board.servoUs, board.servoStats(0).pulses, board.servoStats(1).pulses]).toEqual([
      [null, null],
      0,
      0,
    ]);
    host.command({ type: 'config', setup: setupOf(10, { needles: [{ lowUs: 1600, highUs: 2300 }, null] }) });
    board.run(1_000_000);
    expect(board.servoStats(0).minUs).toBeCloseTo(1710, 0);
    expect(board.servoStats(0).maxUs).toBeCloseTo(1710, 0);
    expect(board.servoStats(1).pulses).toBe(0);
  });

  it('holds a needle at rest from its first pulse on', () => {
    const { board } = session();
    board.run(500_000);
    for (const needle of [0, 1] as const) {
      const { pulses, minUs, maxUs, minPeriodUs, maxPeriodUs } = board.servoStats(needle);
      const restUs = [REST_PULSE_US, 3000 - REST_PULSE_US][needle]!;
      expect(pulses).toBeGreaterThanOrEqual(23);
      expect(minUs).toBeCloseTo(restUs, 0);
      expect(maxUs).toBeCloseTo(restUs, 0);
      expect(minPeriodUs).toBeCloseTo(20_000, 0);
      expect(maxPeriodUs).toBeCloseTo(20_000, 0);
    }
  });

  it('begins at the rest of a set-up that changes while the needles are let go', () => {
    const { board, host } = session(setupOf(10));
    board.run(2_500_000);
    board.clearServoStats();
    board.run(500_000);
    expect(board.servoStats(0).pulses).toBe(0);
    host.command({
      type: 'config',
      setup: setupOf(10, { needleRestLevel: 255, needles: [{ lowUs: 1600, highUs: 2300 }, null] }),
    });
    board.run(200_000);
    const { pulses, minUs, maxUs } = board.servoStats(0);
    expect(pulses).toBeGreaterThanOrEqual(9);
    expect([minUs, maxUs].map(Math.round)).toEqual([2300, 2300]);
    expect(board.servoStats(1).pulses).toBe(0);
  });

  it('makes no pulse for a needle that is not fitted, and never half of one when needles come and go', () => {
    const { board, host } = session(setupOf(10, { needles: [{ lowUs: 600, highUs: 2400 }, null] }));
    board.run(60_000);
    board.clearServoStats();
    for (let round = 0; round < 20; round++) {
      const fitted = round % 2 === 0;
      host.command({
        type: 'config',
        setup: setupOf(10, { needles: [fitted ? null : { lowUs: 600, highUs: 2400 }, null] }),
      });
      board.run(31_000 + 977 * round);
    }
    expect(board.servoStats(1).pulses).toBe(0);
    const { pulses, minUs, maxUs } = board.servoStats(0);
    expect(pulses).toBeGreaterThan(15);
    expect(minUs).toBeCloseTo(882, 0);
    expect(maxUs).toBeCloseTo(882, 0);
  });

  it('walks a needle by at most needleSlewUs a period and never out of its end stops', () => {
    const { board, host } = session(
      setupOf(10, { needleSlewUs: 30, needles: [{ lowUs: 1200, highUs: 1500 }, null] }),
    );
    board.run(300_000);
    const widths: number[] = [];
    host.send({ type: 'level', needleLevels: [255, 0], inputId: 0, levels: new Uint8Array(10) });
    for (let i = 0; i < 20; i++) {
      board.run(20_000);
      widths.push(Math.round(board.servoUs[0]!));
    }
    const steps = widths.slice(1).map((width, i) => width - widths[i]!);
    expect(Math.max(...steps)).toBe(30);
    expect(widths.at(-1)).toBe(1500);
    expect(Math.min(...widths)).toBeGreaterThanOrEqual(1200);
    // New end stops hold at once.
    host.command({ type: 'config', setup: setupOf(10, { needles: [{ lowUs: 1000, highUs: 1100 }, null] }) });
    board.run(45_000);
    expect(Math.round(board.servoUs[0]!)).toBeLessThanOrEqual(1100);
  });

  it('fades linearly to dark within 1 s when the host is silent, rests the needles and greets', () => {
    const { board, host } = session(setupOf(30));
    const levels = Array.from({ length: 30 }, () => 240);
    host.send({ type: 'level', needleLevels: [240, 240], inputId: 0, levels: Uint8Array.from(levels) });
    board.run(900_000);
    const full = sum(board.leds);
    expect(full).toBeGreaterThan(0);
    expect(Math.round(board.servoUs[0]!)).toBe(1941);
    const shown: { us: number; light: number }[] = [];
    board.onShow = ({ endUs, rgb }) => shown.push({ us: endUs, light: sum(rgb) / full });
    const before = host.heard('H').length;
    const silentSinceUs = host.lines.filter(({ line }) => line.verb === 'K').at(-1)!.timeUs;
    board.run(3_200_000);
    const fadeStartUs = shown[0]!.us;
    expect(Math.abs(fadeStartUs - silentSinceUs - 1_000_000)).toBeLessThan(20_000);
    expect(shown.length).toBeGreaterThanOrEqual(50);
    for (const { us, light } of shown) {
      const expected = Math.max(0, 1 - (us - fadeStartUs) / 1_000_000);
      expect(Math.abs(light - expected)).toBeLessThan(0.05);
    }
    expect(shown.at(-1)!.light).toBe(0);
    expect(shown.at(-1)!.us - fadeStartUs).toBeLessThanOrEqual(1_010_000);
    expect(Math.round(board.servoUs[0]!)).toBe(REST_PULSE_US);
    expect(host.heard('H').length - before).toBeGreaterThanOrEqual(3);
    expect(host.heard('#').map(({ text }) => text)).toContain('strip dark: host silent for 1000 ms');
    // The next picture lights up again, at full.
    host.send(levelPicture(levels));
    board.run(10_000);
    expect(sum(board.leds)).toBe(full);
  });

  it('stays awake by PING alone, and after the silence of the set-up goes dark', () => {
    const { board, host } = session(setupOf(10, { silenceMs: 500 }));
    host.send(levelPicture(Array.from({ length: 10 }, () => 200)));
    for (let i = 0; i < 10; i++) {
      board.run(400_000);
      host.send({ type: 'ping', token: i });
    }
    expect(isDark(board.leds)).toBe(false);
    board.run(1_700_000);
    expect(isDark(board.leds)).toBe(true);
  });

  it('goes dark at once on SAFE and stays so until the next picture', () => {
    const { board, host } = session(setupOf(10));
    host.send(levelPicture(Array.from({ length: 10 }, () => 200)));
    board.run(5000);
    host.command({ type: 'safe' });
    board.run(300);
    expect(isDark(board.leds)).toBe(true);
    host.command({ type: 'marks', marks: [{ led: 1, rgb: [9, 9, 9] }, null] });
    host.command({ type: 'ping', token: 1 });
    board.run(2_500_000);
    expect(isDark(board.leds)).toBe(true);
  });

  it('drops a frame that pauses for 60 ms, and understands the next', () => {
    const { board, host } = session(setupOf(5));
    board.write(Uint8Array.of(9, 2, 1, 0x9a));
    board.run(60_000);
    expect(host.command({ type: 'ping', token: 7 }).verb).toBe('A');
    board.run(1_100_000);
    expect(host.heard('S').at(-1)!.framesBad).toBe(1);
  });

  it.each([
    ['power', 'power'],
    ['external', 'reset'],
    ['brownout', 'brownout'],
    ['watchdog', 'watchdog'],
  ] as const)('after a reset by %s says boot=%s, is dark and makes no pulse', (kind: ResetKind, boot) => {
    const { board, host } = session(setupOf(10));
    board.data[0x54] = 0; // MCUSR: as after a start long ago
    host.send({ type: 'level', needleLevels: [255, 255], inputId: 0, levels: new Uint8Array(10).fill(200) });
    board.run(200_000);
    expect(isDark(board.leds)).toBe(false);
    board.reset(kind);
    board.run(60_000);
    expect(isDark(board.leds)).toBe(true);
    expect([board.servoStats(0).pulses, board.servoStats(1).pulses]).toEqual([0, 0]);
    expect(host.heard('H').at(-1)!.boot).toBe(boot);
  });

  it('is restarted by the watchdog 2 s after it stops coming round, and says so', () => {
    // The program with every "still alive" (WDR, 95A8) turned into a NOP hangs as far as the watchdog can tell.
    const board = new EmulatedBoard({ hex: withoutWatchdogResets(readFileSync(HEX, 'utf8')) });
    const host = new WireHost(board);
    const resets: { kind: ResetKind; us: number }[] = [];
    board.onReset = (kind, us) => resets.push({ kind, us });
    board.run(2_600_000);
    expect(resets.map(({ kind }) => kind)).toEqual(['watchdog']);
    expect(resets[0]!.us).toBeGreaterThan(1_500_000);
    expect(resets[0]!.us).toBeLessThan(2_500_000);
    expect(host.heard('H').at(-1)!.boot).toBe('watchdog');
  });

  it('leaves at least 256 bytes of memory untouched with 150 LEDs and everything going on at once', () => {
    const { board, host } = session(setupOf(150, { dials: [true, true], currentLimitMa: 200 }));
    for (let k = 0; k < 60; k++) {
      board.press((k % 4) + 1, [500, 300, 200]);
      board.dial(k & 1, (k * 97) % 1024);
      host.send(
        levelPicture(
          Array.from({ length: 150 }, (_, led) => (led * k) & 0xff),
          k % 9,
        ),
      );
      if (k % 5 === 0) host.send({ type: 'ident' });
      if (k % 5 === 1) host.send({ type: 'config', setup: setupOf(150, { dials: [true, true] }) });
      if (k % 5 === 2) host.send({ type: 'palette', stops: new Uint8Array(99).fill(k) });
      if (k % 5 === 3) host.send({ type: 'ping', token: k });
      if (k % 5 === 4) host.send({ type: 'safe' });
      board.run(12_000);
      board.release((k % 4) + 1);
      board.run(12_000);
    }
    board.run(1_100_000);
    const { freeRamBytes } = host.heard('S').at(-1)!;
    expect(board.untouchedSram).toBeGreaterThanOrEqual(256);
    expect(freeRamBytes).toBeGreaterThanOrEqual(256);
    expect(Math.abs(freeRamBytes - board.untouchedSram)).toBeLessThan(16);
  });
});

/** Intel HEX with the instruction WDR replaced by NOP; the check of each changed line is made again. */
function withoutWatchdogResets(hex: string): string {
  let found = 0;
  const lines = hex.split(/\r?\n/).map((line) => {
    const bytes = Uint8Array.from(line.slice(1).match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
    if (bytes.length < 5 || bytes[3] !== 0) return line;
    for (let at = 4; at + 1 < bytes.length - 1; at += 2) {
      if (bytes[at] !== 0xa8 || bytes[at + 1] !== 0x95) continue;
      bytes[at] = bytes[at + 1] = 0;
      found++;
    }
    bytes[bytes.length - 1] = -bytes.subarray(0, -1).reduce((total, byte) => total + byte, 0);
    return `:${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  });
  if (found === 0) throw new Error('the program has no WDR instruction');
  return lines.join('\n');
}
