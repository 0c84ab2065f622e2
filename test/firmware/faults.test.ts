/** Damaged bytes on the way to the real program: never a wrong picture, and the next frame is right again. */
import { describe, expect, it } from 'vitest';
import { encodeHostMessage } from '../../src/protocol/host-messages.js';
import { avrGccPath, lacks } from '../harness/tools.js';
import { builtInPalette, dice, levelPicture, lightOf, session, setupOf } from './wire-host.js';

const LEDS = 12;
const GOOD = Array.from({ length: LEDS }, (_, led) => 20 * led);
const OTHER = Array.from({ length: LEDS }, (_, led) => 255 - 20 * led);

type Fault = (wire: Uint8Array, at: number) => Uint8Array;

const FAULTS: Record<string, Fault> = {
  'with a bit flipped': (wire, at) => wire.with(at, wire[at]! ^ (1 << (at & 7))),
  'with a byte dropped': (wire, at) => Uint8Array.from([...wire.subarray(0, at), ...wire.subarray(at + 1)]),
  'with a byte too many': (wire, at) =>
    Uint8Array.from([...wire.subarray(0, at), 0x11 * (at & 15), ...wire.subarray(at)]),
  'torn in two by a zero': (wire, at) => wire.with(at, 0),
};

describe.skipIf(lacks(avrGccPath))('faults on the way to the real program', () => {
  it.each(Object.entries(FAULTS))(
    'shows no frame %s, at any of its bytes, and the second next one',
    (_, fault) => {
      const { board, host } = session(setupOf(LEDS));
      const stops = builtInPalette();
      const good = [...lightOf(GOOD, stops, 3000)];
      const other = [...lightOf(OTHER, stops, 3000)];
      const wire = encodeHostMessage({ ...levelPicture(OTHER), seq: 0 } as never);
      const looks: number[][] = [];
      board.onShow = ({ rgb }) => looks.push([...rgb]);
      for (let at = 0; at < wire.length; at++) {
        board.write(fault(wire, at));
        board.run(4000);
        // At most one more frame is lost: the one whose closing zero ends what was damaged.
        for (let k = 0; k < 2; k++) {
          host.send(levelPicture(GOOD));
          board.run(4000);
        }
        expect(looks.at(-1)).toEqual(good);
      }
      // A zero too many, or one in place of the closing zero, does no harm: then the whole picture may be shown.
      expect(looks.filter((look) => `${look}` !== `${good}` && `${look}` !== `${other}`)).toEqual([]);
      expect(looks.filter((look) => `${look}` === `${other}`).length).toBeLessThanOrEqual(1);
    },
  );

  it('does nothing on 30000 random bytes, of every length between two zeros', () => {
    const { board, host } = session(setupOf(LEDS));
    host.send(levelPicture(GOOD));
    board.run(5000);
    const before = [...board.leds];
    const answered = host.lines.filter(({ line }) => 'KAN'.includes(line.verb)).length;
    let shows = 0;
    board.onShow = () => shows++;
    const roll = dice(77);
    for (let k = 0; k < 150; k++) {
      const zeros = [1, 3, 30, 256][k & 3]!;
      board.write(Uint8Array.from({ length: 200 }, () => (roll(zeros * 2) === 0 ? 0 : roll(256))));
      board.run(4000);
      // The host is alive, or the strip would fade.
      if (k % 20 === 0) {
        board.write(Uint8Array.of(0));
        host.send({ type: 'ping', token: k });
        board.run(2000);
      }
    }
    expect(shows).toBe(0);
    expect([...board.leds]).toEqual(before);
    const pings = 8;
    expect(host.lines.filter(({ line }) => 'KAN'.includes(line.verb)).length - answered).toBe(2 * pings);
    board.run(1_000_000);
    expect(host.heard('S').at(-1)).toMatchObject({ overruns: 0, overflows: 0 });
    expect(host.heard('S').at(-1)!.framesBad).toBeGreaterThan(100);
  });

  it('refuses a frame of 201 bytes and takes one of 200', () => {
    const { board, host } = session(setupOf(150));
    const rgb = (leds: number) => new Uint8Array(3 * leds).fill(1);
    const seq = host.send({ type: 'rgb', needleLevels: [40, 40], inputId: 0, first: 0, rgb: rgb(63) });
    board.run(20_000);
    expect(host.heard('K').at(-1)!.seq).toBe(seq);
    const knots = Array.from({ length: 95 }, (_, k): [number, number] => [k < 94 ? k : 149, 1]);
    const knotSeq = host.send({ type: 'profile', needleLevels: [40, 40], inputId: 0, knots });
    board.run(20_000);
    expect(host.heard('K').at(-1)!.seq).toBe(knotSeq);
    const before = host.lines.length;
    // 201 bytes that are well stuffed: one count byte and 200 of data.
    board.write(Uint8Array.from([201, ...new Uint8Array(200).fill(7), 0]));
    board.run(20_000);
    expect(host.lines.slice(before).filter(({ line }) => line.verb !== 'S')).toEqual([]);
    host.command({ type: 'ping', token: 3 });
  });

  it.each([
    ['a LEVEL of one LED too many', { ...levelPicture(new Uint8Array(LEDS + 1)) }, 'length'],
    ['a PROFILE that does not end at the last LED', profile([0, 1], [LEDS - 2, 2]), 'range'],
    ['an RGB beyond the end of the strip', rgbAt(LEDS - 1, 2), 'range'],
    [
      'MARKS beyond the end of the strip',
      { type: 'marks', marks: [{ led: LEDS, rgb: [1, 1, 1] }, null] },
      'range',
    ],
    ['a CONFIG of 151 LEDs', { type: 'config', setup: setupOf(151) }, 'range'],
  ] as const)('refuses %s and leaves all as it was', (_, message, code) => {
    const { board, host } = session(setupOf(LEDS));
    host.send(levelPicture(GOOD));
    board.run(100_000);
    const before = [...board.leds];
    const pulses = board.servoUs.map((us) => Math.round(us!));
    const seq = host.send(message as never);
    board.run(100_000);
    const refusal = host.heard('N').at(-1)!;
    expect(refusal).toMatchObject({ seq, code });
    expect(host.heard('K').at(-1)!.seq).toBe(seq);
    expect(host.heard('A').some((answer) => answer.seq === seq && answer.seq > 1)).toBe(false);
    expect([...board.leds]).toEqual(before);
    expect(board.servoUs.map((us) => Math.round(us!))).toEqual(pulses);
  });
});

function profile(...knots: [number, number][]) {
  return { type: 'profile', needleLevels: [255, 255], inputId: 0, knots };
}

function rgbAt(first: number, leds: number) {
  return { type: 'rgb', needleLevels: [255, 255], inputId: 0, first, rgb: new Uint8Array(3 * leds).fill(99) };
}
