/**
 * What it costs to play: the share of a core that controller, display and virtual device take for each shipped
 * experiment at 60 pictures a second and 60 LEDs, at the lens that its file suggests and at the fastest that is allowed.
 * In virtual time, so that a busy computer leaves nothing out; what is measured is CPU time.
 */
import { readdirSync } from 'node:fs';
import { composeController } from '../src/cli/compose.js';
import { loadExperiment } from '../src/cli/experiment-files.js';
import { shippedExperiments } from '../src/cli/package-folder.js';
import { createVirtualDevice } from '../src/devices/virtual/index.js';
import { type LiveExperiment, liveExperiment } from '../src/experiment/index.js';
import { parseRig } from '../src/rig/index.js';
import { VirtualTimers } from '../test/harness/virtual-timers.js';
import { median } from './median.js';

const LEDS = 60;
const PRESS_EVERY_MS = 3000;
/** How long a finger stays on the button [ms]: a stimulus that is held lasts as long. */
const FINGER_MS = 1500;
const SIGNAL_EVERY_MS = 20;
const ROUNDS = 5;
const WARM_UP_MS = 3000;
const ROUND_MS = 6000;

export interface Load {
  readonly name: string;
  readonly roomMsPerAxonMs: number;
  /** CPU time over time of the room, the middle one of the rounds. */
  readonly share: number;
  /** Room time that could not be computed [ms]: there should be none. */
  readonly droppedMs: number;
}

function rigOf(ledCount: number) {
  const text = `device: {kind: virtual}\nstrip: {leds: ${ledCount}}\nbuttons: {1: {do: stimulate}}`;
  const parsed = parseRig(text, 'load.yaml');
  if (!parsed.ok) throw new Error('the rig of the bench is refused');
  return parsed.rig;
}

interface Play {
  readonly live?: LiveExperiment;
  readonly roomMsPerAxonMs: number;
  readonly ledCount: number;
  /** Room time from press to press, and how long each lasts [ms]. */
  readonly everyMs: number;
  readonly fingerMs: number;
}

async function measure(name: string, { live, ...play }: Play): Promise<Load> {
  const rig = rigOf(play.ledCount);
  const timers = new VirtualTimers();
  const device = createVirtualDevice({
    capabilities: { ledCount: play.ledCount, needleCount: 2, buttonCount: 1, dialCount: 0 },
    timers,
  });
  const controller = composeController(
    live ? { ...rig, experiments: [live] } : rig,
    device,
    timers,
    (error) => {
      throw error;
    },
  );
  controller.start();
  const refusal = controller.command({ do: 'lens', roomMsPerAxonMs: play.roomMsPerAxonMs });
  if (refusal !== undefined) throw new Error(`${name}: ${refusal}`);
  const run = (roomMs: number) => {
    for (let ms = 0; ms < roomMs; ms += play.everyMs) {
      device.press(1);
      timers.advance(play.fingerMs);
      device.release(1);
      timers.advance(play.everyMs - play.fingerMs);
    }
  };
  run(WARM_UP_MS);
  const shares = Array.from({ length: ROUNDS }, () => {
    const start = process.cpuUsage();
    run(ROUND_MS);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000 / ROUND_MS;
  });
  const { droppedMs } = controller.snapshot();
  await controller.close();
  return { name, roomMsPerAxonMs: play.roomMsPerAxonMs, share: median(shares), droppedMs };
}

/** Each shipped experiment at its suggested and at its fastest lens; and the lesson at 1:1, a signal every 20 ms. */
export async function measureLoad(): Promise<{
  readonly suggested: readonly Load[];
  readonly fastest: readonly Load[];
  readonly signals: readonly Load[];
}> {
  const names = readdirSync(shippedExperiments)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.replace('.yaml', ''));
  const lives = names.map((name) => liveExperiment(name, loadExperiment(name).experiment, LEDS));
  const pressed = { ledCount: LEDS, everyMs: PRESS_EVERY_MS, fingerMs: FINGER_MS };
  const suggested: Load[] = [];
  const fastest: Load[] = [];
  const signals: Load[] = [];
  for (const live of lives) {
    const { name, roomMsPerAxonMs, fastestRoomMsPerAxonMs } = live;
    suggested.push(await measure(name, { live, roomMsPerAxonMs, ...pressed }));
    fastest.push(await measure(name, { live, roomMsPerAxonMs: fastestRoomMsPerAxonMs, ...pressed }));
  }
  for (const ledCount of [60, 150])
    signals.push(
      await measure(`${ledCount} sites`, {
        roomMsPerAxonMs: 1,
        ledCount,
        everyMs: SIGNAL_EVERY_MS,
        fingerMs: SIGNAL_EVERY_MS / 2,
      }),
    );
  return { suggested, fastest, signals };
}

const ASKED = { suggested: 0.08, fastest: 0.25, signals: [0.05, 0.12] } as const;

function cell({ roomMsPerAxonMs, share, droppedMs }: Load, asked: number): string {
  const lens = `1:${roomMsPerAxonMs}`.padStart(7);
  const missed = share > asked ? ' MISSED' : '';
  const dropped = droppedMs > 0 ? `, ${droppedMs.toFixed(0)} ms left out` : '';
  return `${lens} ${(100 * share).toFixed(2).padStart(6)} %${missed}${dropped}`;
}

export async function experimentLoad(): Promise<void> {
  const { suggested, fastest, signals } = await measureLoad();
  console.log(
    `share of a core at 60 pictures a second, ${LEDS} LEDs and a press every ${PRESS_EVERY_MS / 1000} s, controller and virtual device: at the suggested lens (asked: ${100 * ASKED.suggested} %), at the fastest allowed (asked: ${100 * ASKED.fastest} %)`,
  );
  for (const [n, load] of suggested.entries())
    console.log(
      `  ${load.name.padEnd(20)} ${cell(load, ASKED.suggested)}  ${cell(fastest[n]!, ASKED.fastest)}`,
    );
  for (const [n, load] of signals.entries())
    console.log(
      `  the lesson, ${load.name}, a signal every ${SIGNAL_EVERY_MS} ms: ${cell(load, ASKED.signals[n]!)} (asked: ${100 * ASKED.signals[n]!} %)`,
    );
}
