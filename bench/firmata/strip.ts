/** A strip on node-pixel's Firmata: how many of the pictures that it shows are pictures that were meant. */
import type { Picture } from '../../src/devices/device.js';
import { REST_LEVEL } from '../../src/units.js';
import { liveRig } from './live-rig.js';
import { setupOf, stripOf } from './setups.js';

const STREAM_MS = 20_000;

export interface StripBoardFigures {
  readonly shown: number;
  readonly intact: number;
  readonly perSecond: number;
  readonly overruns: number;
  readonly lostMs: number;
}

/** Pictures that differ in every LED from the one before, offered 60 times a second. */
export async function strip(ledCount: number): Promise<StripBoardFigures> {
  const rig = await liveRig('node-pixel', setupOf(stripOf(ledCount)));
  const { board } = rig;
  try {
    const meant = new Set<string>([new Uint8Array(3 * ledCount).join()]);
    let shown = 0;
    let intact = 0;
    board.onShow = ({ rgb }) => {
      shown++;
      if (meant.has(rgb.join())) intact++;
    };
    const picture = (n: number): Picture => {
      const rgb = new Uint8Array(3 * ledCount);
      for (let led = 0; led < ledCount; led++) rgb.set([led + 1, (7 * led + n) & 0xff, 255 - led], 3 * led);
      meant.add(rgb.join());
      return { levels: new Uint8Array(ledCount), rgb, needleLevels: [REST_LEVEL, 0], inputId: 0 };
    };
    const startUs = board.timeUs;
    await rig.stream(picture, STREAM_MS);
    const perSecond = (1e6 * shown) / (board.timeUs - startUs);
    return { shown, intact, perSecond, overruns: board.uno.overruns, lostMs: rig.port.lostMs() };
  } finally {
    await rig.close();
  }
}
