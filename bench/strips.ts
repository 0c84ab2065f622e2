/**
 * Pictures a second on strips of three and of four lights an LED, by the emulated Uno that is offered more than it can
 * show, beside what the strip itself can take. Counted in cycles of the emulation: the machine has no part in it.
 */
import type { StripOrder } from '../src/units.js';
import { unoAtWork } from './uno-at-work.js';

const LEDS = 60;
/** More often than any strip of 60 LEDs can show. */
const OFFERED_MS = 1;
const ACK_LATENCY_MS = 1;
const WARM_UP_MS = 1500;
const MEASURED_MS = 4000;

/** By the data sheets: a bit lasts 1.25 µs, and the line must rest before the strip shows (WS2812B-V5, SK6812 RGBW). */
const BIT_US = 1.25;
const STRIPS: readonly { name: string; order: StripOrder; restUs: number }[] = [
  { name: 'WS2812B', order: 'grb', restUs: 280 },
  { name: 'SK6812 RGBW', order: 'grbw', restUs: 80 },
];

export async function strips(): Promise<void> {
  for (const { name, order, restUs } of STRIPS) {
    const stripUs = 8 * order.length * LEDS * BIT_US;
    let seen = 0;
    const levels = new Uint8Array(LEDS);
    const picture = () => ({ levels: levels.fill(seen++ & 0xff), inputId: 0 });
    const uno = await unoAtWork(LEDS, picture, undefined, {
      ackLatencyMs: ACK_LATENCY_MS,
      frameMs: OFFERED_MS,
      strip: order,
    });
    await uno.bench.advance(WARM_UP_MS);
    let shows = 0;
    let wrong = 0;
    let longestGapNs = 0;
    uno.board.onShow = (frame) => {
      shows++;
      longestGapNs = Math.max(longestGapNs, frame.longestGapNs);
      const isDark = frame.rgb.every((light, at) => at % 4 !== 3 || light === 0);
      if (frame.bits !== 8 * order.length * LEDS || (order.length === 4 && !isDark)) wrong++;
    };
    await uno.bench.advance(MEASURED_MS);
    const perS = (us: number) => (1e6 / us).toFixed(0);
    const { showUs = 0, overruns = 0, overflows = 0, framesBad = 0 } = uno.statistics() ?? {};
    console.log(
      `${LEDS} LEDs ${name}: ${((1000 * shows) / MEASURED_MS).toFixed(0)} pictures a second, a show ${showUs} µs; the strip takes ${stripUs} µs, so ${perS(stripUs + restUs)} with the rest of its data sheet (${restUs} µs), ${perS(stripUs + 280)} with 280; wrong ${wrong}, longest low ${longestGapNs.toFixed(0)} ns, overruns ${overruns}, overflows ${overflows}, frames dropped ${framesBad}`,
    );
    if (wrong > 0) process.exitCode = 1;
    await uno.close();
  }
}
