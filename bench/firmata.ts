/**
 * Firmata rigs on emulated Unos that run programs nobody here wrote, in paced real time: the device with its own
 * process, johnny-five, and a pseudo-terminal for a cable. A machine that is too slow for real time says so.
 */
import { streamStrip } from '../test/harness/firmata/strip-stream.js';
import { fiveLeds } from './firmata/five-leds.js';
import { strip } from './firmata/strip.js';
import { unplug } from './firmata/unplug.js';

const CYCLES = 100;

const at = (sorted: readonly number[], part: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))]!.toFixed(1);
const late = (lostMs: number) => (lostMs > 0 ? `; this machine was ${lostMs.toFixed(0)} ms late in all` : '');

export async function firmata(): Promise<void> {
  const leds = await fiveLeds();
  console.log(
    `five LEDs: ${leds.updatesPerSecond.toFixed(1)} updates/s, duty within ${leds.worstDuty255.toFixed(2)}/255, servo off by ${at(leds.servoUs, 0.5)} µs, 99 % within ${at(leds.servoUs, 0.99)} µs, worst ${at(leds.servoUs, 1)} µs of ${leds.servoUs.length} pulses${late(leds.lostMs)}`,
  );
  console.log(
    `  press to first change of an LED: median ${at(leds.pressMs, 0.5)} ms, 95 % ${at(leds.pressMs, 0.95)} ms, worst ${at(leds.pressMs, 1)} ms of ${leds.pressMs.length}`,
  );
  const careless = streamStrip({ frames: 100, restMs: 0 });
  console.log(
    `strip of 60, streamed back to back: ${careless.intact} of ${careless.shown} pictures intact, ${careless.perSecond.toFixed(2)} a second, ${careless.overruns} bytes lost`,
  );
  const ours = await strip(60);
  console.log(
    `strip of 60, by the device: ${ours.intact} of ${ours.shown} pictures intact, ${ours.perSecond.toFixed(2)} a second, ${ours.overruns} bytes lost${late(ours.lostMs)}`,
  );
  const plug = await unplug(CYCLES);
  const change = ([before, after]: readonly [number, number], digits = 0) =>
    `${before.toFixed(digits)} → ${after.toFixed(digits)}`;
  console.log(
    `${plug.cycles} unplugs: ready ${at(plug.readyMs, 0.5)} ms after the board's report, worst ${at(plug.readyMs, 1)} ms; after the plug ${at(plug.plugMs, 0.5)} ms, worst ${at(plug.plugMs, 1)} ms`,
  );
  console.log(
    `  handles ${change(plug.handles)}, listeners ${change(plug.listeners)}, heap ${change(plug.heapMb, 1)} MB`,
  );
}
