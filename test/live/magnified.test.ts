/** The electrotonic bump on the strip: our program in the emulated Uno, at the brightness of a rig that says nothing. */
import {
  converter,
  differenceEuclidean,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  type Rgb,
} from 'culori';
import { describe, expect, it } from 'vitest';
import { readRig } from '../../src/cli/rig-files.js';
import type { RigOf } from '../../src/devices/rig-of.js';
import { serialFromRig } from '../../src/devices/serial/from-rig.js';
import { stripCurrentMa } from '../../src/display/light.js';
import { luminanceOf } from '../../src/display/luminance.js';
import { DEFAULT_BRIGHTNESS, levelColours, paletteStops } from '../../src/display/palette.js';
import { flashes, lightOf, type Shown } from '../display/flash-checker.js';
import { portsOf } from '../harness/bench-ports.js';
import { Bench } from '../harness/emulator/bench.js';
import { EmulatedBoard } from '../harness/emulator/board.js';
import { avrGccPath, lacks } from '../harness/tools.js';
import { controllerOf } from './played.js';

const PATH = '/dev/ttyACM0';
const LEDS = 60;
const LENS = 100;
const SITE = 8;
const LIMIT_MA = 200;

const toRgb = converter('rgb');
const apart = differenceEuclidean('oklab');

async function onEmulatedUno() {
  const { rig } = readRig(
    'magnified.yaml',
    `device: {kind: serial, port: ${PATH}}
strip: {leds: ${LEDS}}
membrane: {kind: passive}
lens: {roomMsPerAxonMs: ${LENS}}
`,
  );
  const bench = new Bench();
  const board = new EmulatedBoard();
  bench.plug(PATH, board);
  const { openPort, splitLines, listPorts } = portsOf(bench);
  const device = serialFromRig(rig as RigOf<'serial'>, bench.clock, { openPort, splitLines, listPorts });
  const controller = controllerOf(rig, device, bench.clock);
  const shown: Shown[] = [];
  const rendered = new Set<string>();
  controller.observe({ picture: ({ light }) => rendered.add(light.rgb.join()) });
  controller.start();
  await bench.advanceUntil(() => device.state.kind === 'ready', 5000);
  await bench.advance(200);
  board.onShow = ({ rgb, endUs }) => shown.push({ wallMs: endUs / 1000, rgb: rgb.slice(0, 3 * LEDS) });
  await bench.advance(100);
  return {
    bench,
    controller,
    shown,
    rendered,
    async close() {
      board.onShow = null;
      const closed = controller.close();
      await bench.advance(500);
      await closed;
    },
  };
}

const colourOf = (rgb: Uint8Array, led: number) =>
  [...rgb.subarray(3 * led, 3 * led + 3)] as unknown as readonly [number, number, number];
const luminanceAt = (rgb: Uint8Array, led: number) => luminanceOf(...colourOf(rgb, led));
const seen = (counts: readonly number[]) => {
  const [r, g, b] = counts.map((count) => count / 255 / DEFAULT_BRIGHTNESS);
  return toRgb({ mode: 'lrgb', r: r!, g: g!, b: b! });
};

describe.skipIf(lacks(avrGccPath))('with the channels off, on the pin of an emulated Uno', () => {
  it('site 8 rises to 1.5 times its light at rest, apart for every kind of colour vision, within 200 mA', async () => {
    const rig = await onEmulatedUno();
    const rest = colourOf(rig.shown.at(-1)!.rgb, SITE);
    expect(rest).toEqual([0, 5, 12]);
    rig.controller.command({ do: 'stimulate' });
    // At its highest 10 ms of the axon after the press.
    await rig.bench.advance(14 * LENS);
    const light = rig.shown.map(({ rgb }) => luminanceAt(rgb, SITE));
    const highest = colourOf(rig.shown[light.indexOf(Math.max(...light))]!.rgb, SITE);
    expect(luminanceOf(...highest) / luminanceOf(...rest)).toBeGreaterThan(1.5);
    const eyes: ((colour: Rgb) => Rgb)[] = [
      (colour) => colour,
      filterDeficiencyDeuter(1),
      filterDeficiencyProt(1),
      filterDeficiencyTrit(1),
    ];
    for (const eye of eyes) expect(apart(eye(seen(rest)), eye(seen(highest)))).toBeGreaterThan(0.05);
    for (const { rgb } of rig.shown) expect(stripCurrentMa(rgb)).toBeLessThanOrEqual(LIMIT_MA);
    await rig.close();
  }, 120_000);

  it('switched and pressed 4 times a second, it shows nothing that the page was not shown, and does not flash', async () => {
    const rig = await onEmulatedUno();
    for (let turn = 0; turn < 14; turn++) {
      rig.controller.command({ do: 'channels', on: turn % 2 === 0 });
      rig.controller.command({ do: 'stimulate' });
      await rig.bench.advance(250);
    }
    const strangers = rig.shown.filter(({ rgb }) => !rig.rendered.has(rgb.join()));
    expect(strangers).toEqual([]);
    const [white] = lightOf(
      [{ wallMs: 0, rgb: levelColours(paletteStops(DEFAULT_BRIGHTNESS)).slice(765) }],
      1,
      0,
      1,
    );
    expect(flashes(rig.shown, white!)).toEqual([]);
    for (const { rgb } of rig.shown) expect(stripCurrentMa(rgb)).toBeLessThanOrEqual(LIMIT_MA);
    await rig.close();
  }, 120_000);
});
