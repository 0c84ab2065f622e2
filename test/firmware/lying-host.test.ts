/**
 * A host that asks for more than it may: whatever it sends, the strip draws no more than the limit in force, and no
 * needle leaves its end stops or moves faster than its slew.
 */
import { describe, expect, it } from 'vitest';
import { avrGccPath, lacks } from '../harness/tools.js';
import { dice, type Outgoing, session, setupOf } from './wire-host.js';

const [IDLE_MA, CHANNEL_MA] = [1, 20];

/** The worst case of the data sheet [mA]. */
function drawMa(rgb: Uint8Array, leds: number): number {
  return leds * IDLE_MA + (rgb.reduce((sum, channel) => sum + channel, 0) * CHANNEL_MA) / 255;
}

// Skipped only where avr-gcc is missing outside CI: then there is no program to run.
describe.skipIf(lacks(avrGccPath))('a lying host', () => {
  it('gets no more than 200 mA before any CONFIG, with a white palette and all levels at full', () => {
    const { board, host } = session(setupOf(60, { currentLimitMa: 200 }));
    board.reset('external');
    board.run(50_000);
    host.command({ type: 'ident' });
    const draws: number[] = [];
    board.onShow = ({ rgb }) => draws.push(drawMa(rgb, 60));
    host.command({ type: 'palette', stops: new Uint8Array(99).fill(255) });
    host.send({ type: 'level', needleLevels: [255, 255], inputId: 0, levels: new Uint8Array(60).fill(255) });
    board.run(10_000);
    host.send({
      type: 'rgb',
      needleLevels: [0, 0],
      inputId: 0,
      first: 0,
      rgb: new Uint8Array(180).fill(255),
    });
    board.run(10_000);
    expect(draws).toHaveLength(2);
    for (const ma of draws) {
      expect(ma).toBeLessThanOrEqual(200);
      expect(ma).toBeGreaterThan(170);
    }
  });

  it('gets no show above the limit in force out of 150 random messages, blends and fades to dark included', () => {
    const LEDS = 50;
    const roll = dice(21);
    const { board, host } = session(setupOf(LEDS));
    let limitMa = 3000;
    let worstPart = 0;
    let shows = 0;
    board.onShow = ({ rgb }) => {
      shows++;
      const ma = drawMa(rgb.subarray(0, 3 * LEDS), LEDS);
      worstPart = Math.max(worstPart, (ma - LEDS) / Math.max(1, limitMa - LEDS));
      expect(ma).toBeLessThanOrEqual(Math.max(limitMa, LEDS));
    };
    const bytes = (count: number) =>
      Uint8Array.from({ length: count }, () => (roll(2) === 0 ? 255 : roll(256)));
    const head = () => ({ needleLevels: [roll(256), roll(256)] as [number, number], inputId: roll(256) });
    const messages: (() => Outgoing)[] = [
      () => ({ type: 'level', ...head(), levels: bytes(LEDS) }),
      () => ({ type: 'level', ...head(), levels: bytes(LEDS) }),
      () => ({ type: 'rgb', ...head(), first: roll(10), rgb: bytes(3 * 40) }),
      () => ({
        type: 'profile',
        ...head(),
        knots: [
          [0, roll(256)],
          [roll(48) + 1, roll(256)],
          [49, roll(256)],
        ],
      }),
      () => ({ type: 'palette', stops: bytes(99) }),
      () => ({ type: 'marks', marks: [{ led: roll(LEDS), rgb: [255, 255, 255] }, null] }),
    ];
    for (let k = 0; k < 150; k++) {
      if (roll(6) === 0) {
        // Held from the moment the board has it; the show before it may still be on its way out.
        const currentLimitMa = [0, 60, 100, 500, 1500, 3000][roll(6)]!;
        const before = limitMa;
        limitMa = Math.max(before, currentLimitMa);
        host.command({
          type: 'config',
          setup: setupOf(LEDS, { currentLimitMa, fadeMs: 20 * roll(3), silenceMs: 500 }),
        });
        board.run(3000);
        limitMa = currentLimitMa;
      }
      host.send(messages[roll(messages.length)]!());
      board.run(k % 70 === 69 ? 800_000 : 1000 + roll(8000));
    }
    expect(shows).toBeGreaterThan(200);
    expect(worstPart).toBeGreaterThan(0.97);
  });

  it('moves no needle by more than its slew a period, nor out of its end stops, whatever levels come how fast', () => {
    const needles = [
      { lowUs: 700, highUs: 1900 },
      { lowUs: 2100, highUs: 1300 },
    ] as const;
    const { board, host } = session(setupOf(10, { needleSlewUs: 35, needles: [...needles] }));
    board.run(60_000);
    const roll = dice(5);
    const last = board.servoUs.map((us) => us!);
    board.clearServoStats();
    let fastest = 0;
    for (let period = 0; period < 60; period++) {
      for (let k = 0; k < 8; k++) {
        const level = () => (period % 20 < 10 ? 255 * roll(2) : period % 40 < 20 ? 255 : 0);
        host.send({
          type: 'level',
          needleLevels: [level(), level()],
          inputId: 0,
          levels: new Uint8Array(10),
        });
        board.run(2500);
      }
      for (const needle of [0, 1] as const) {
        const us = board.servoUs[needle]!;
        fastest = Math.max(fastest, Math.abs(us - last[needle]!));
        last[needle] = us;
      }
    }
    expect(fastest).toBeLessThanOrEqual(35.5);
    expect(fastest).toBeGreaterThan(34.5);
    for (const needle of [0, 1] as const) {
      const { minUs, maxUs } = board.servoStats(needle);
      const { lowUs, highUs } = needles[needle];
      expect(minUs).toBeGreaterThanOrEqual(Math.min(lowUs, highUs) - 0.2);
      expect(maxUs).toBeLessThanOrEqual(Math.max(lowUs, highUs) + 0.2);
    }
  });
});
