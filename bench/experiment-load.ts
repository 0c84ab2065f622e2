/**
 * What it costs to play: the share of a core that controller, display and virtual device take for each shipped
 * experiment at 60 pictures a second and 60 LEDs, at the lens that its file suggests and at the fastest that is allowed.
 * In virtual time, so that a busy computer leaves nothing out; what is measured is CPU time.
 */
import { readdirSync } from 'node:fs';
import { loadExperiment } from '../src/cli/experiment-files.js';
import { shippedExperiments } from '../src/cli/package-folder.js';
import { readRig } from '../src/cli/rig-files.js';
import { createVirtualDevice } from '../src/devices/virtual/index.js';
import { type LiveExperiment, liveExperiment } from '../src/experiment/index.js';
import { SET_A } from '../src/model/index.js';
import { composeController } from '../src/playing/compose.js';
import { VirtualTimers } from '../test/harness/virtual-timers.js';
import type { Stepper } from './contender.js';
import { median } from './median.js';
import { createOurCable } from './model-ours.js';

const LEDS = 60;
const PRESS_EVERY_MS = 3000;
/** How long a finger stays on the button [ms]: a stimulus that is held lasts as long. */
const FINGER_MS = 1500;
const SIGNAL_EVERY_MS = 20;
const ROUNDS = 5;
const WARM_UP_MS = 2000;
const ROUND_MS = 3000;

/**
 * What a step of one compartment of a squid axon takes on a free core of the machine in docs/bench.md [ns]. Measured
 * again in each round: on a core that is shared all takes longer, and what is told is the share of a free one.
 */
const FREE_STEP_NS = 13.8;
const YARDSTICK = { compartments: 1000, stepMs: 0.01, steps: 2000 } as const;

/** One press starts it. */
const TRAIN = {
  kind: 'train',
  at: 0,
  startMs: 0,
  durationMs: 0.5,
  intervalMs: SIGNAL_EVERY_MS,
  count: 1_000_000,
  currentUa: 200,
} as const;
/** Longer than all rounds. */
const FOREVER_MS = 1e6;

interface Load {
  readonly roomMsPerAxonMs: number;
  /** CPU time over time of the room as it was measured, the middle one of the rounds. */
  readonly measured: number;
  /** The same on a free core. */
  readonly share: number;
  /** Room time that could not be computed [ms]: there should be none. */
  readonly droppedMs: number;
}

function rigOf(ledCount: number) {
  return readRig(
    'load.yaml',
    `device: {kind: virtual}\nstrip: {leds: ${ledCount}}\nbuttons: {1: {do: stimulate}}`,
  ).rig;
}

const cpuMs = (start: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
};

/** How many times as long as on a free core the same work takes now. */
function slowness(axon: Stepper): number {
  const start = process.cpuUsage();
  for (let n = 0; n < YARDSTICK.steps; n++) axon.step();
  return (cpuMs(start) * 1e6) / (YARDSTICK.steps * YARDSTICK.compartments) / FREE_STEP_NS;
}

interface Play {
  readonly live: LiveExperiment;
  readonly roomMsPerAxonMs: number;
  readonly ledCount: number;
  /** Room time from press to press, and how long each lasts [ms]. */
  readonly everyMs: number;
  readonly fingerMs: number;
}

async function measure(name: string, { live, ...play }: Play): Promise<Load> {
  const timers = new VirtualTimers();
  const device = createVirtualDevice({
    capabilities: { ledCount: play.ledCount, needleCount: 2, buttonCount: 1, dialCount: 0 },
    timers,
  });
  const controller = composeController(
    { ...rigOf(play.ledCount), experiments: [live] },
    device,
    timers,
    (error) => {
      throw error;
    },
  );
  controller.start();
  const refusal = controller.command({ do: 'lens', roomMsPerAxonMs: play.roomMsPerAxonMs });
  if (refusal !== undefined) throw new Error(`${name}: ${refusal}`);
  timers.every(play.everyMs, () => device.press(1));
  timers.after(play.fingerMs, () => timers.every(play.everyMs, () => device.release(1)));
  device.press(1);
  const run = (roomMs: number) => timers.advance(roomMs);
  run(WARM_UP_MS);
  const yardstick = createOurCable(YARDSTICK.compartments, YARDSTICK.stepMs);
  slowness(yardstick);
  const rounds = Array.from({ length: ROUNDS }, () => {
    const before = slowness(yardstick);
    const start = process.cpuUsage();
    run(ROUND_MS);
    const measured = cpuMs(start) / ROUND_MS;
    return { measured, share: (2 * measured) / (before + slowness(yardstick)) };
  });
  const { droppedMs } = controller.snapshot();
  await controller.close();
  return {
    roomMsPerAxonMs: play.roomMsPerAxonMs,
    measured: median(rounds.map(({ measured }) => measured)),
    share: median(rounds.map(({ share }) => share)),
    droppedMs,
  };
}

/** As asked: the share of a core at the suggested lens, at the fastest one, and of signals every 20 ms at 1:1. */
const ASKED = { suggested: 0.08, fastest: 0.25 } as const;
const SIGNALS = [
  { sites: 60, asked: 0.05 },
  { sites: 150, asked: 0.12 },
] as const;

const percent = (share: number) => `${(100 * share).toFixed(2)} %`;

function cell({ roomMsPerAxonMs, measured, share, droppedMs }: Load, asked: number): string {
  const missed = share > asked ? ' MISSED' : '';
  const dropped = droppedMs > 0 ? `, ${droppedMs.toFixed(0)} ms left out` : '';
  return `1:${roomMsPerAxonMs} ${percent(share)} (${percent(measured)})${missed}${dropped}`;
}

async function tellExperiment(name: string): Promise<void> {
  const live = liveExperiment(name, loadExperiment(name).experiment, LEDS);
  const play = { live, ledCount: LEDS, everyMs: PRESS_EVERY_MS, fingerMs: FINGER_MS };
  const suggested = await measure(name, { ...play, roomMsPerAxonMs: live.roomMsPerAxonMs });
  const fastest = await measure(name, { ...play, roomMsPerAxonMs: live.fastestRoomMsPerAxonMs });
  const cells = [cell(suggested, ASKED.suggested), cell(fastest, ASKED.fastest)];
  console.log(`  ${name.padEnd(20)} ${cells[0]!.padEnd(28)} ${cells[1]}`);
}

async function tellSignals(siteCount: number, asked: number): Promise<void> {
  const lesson = { ...loadExperiment('lesson').experiment, geometry: { ...SET_A.axon, siteCount } };
  const live = liveExperiment('lesson', lesson, siteCount);
  const play = { roomMsPerAxonMs: 1, ledCount: siteCount };
  const byItself = await measure('train', {
    ...play,
    live: { ...live, stimuli: [TRAIN] },
    everyMs: FOREVER_MS,
    fingerMs: FOREVER_MS / 2,
  });
  const byFinger = await measure('finger', {
    ...play,
    live,
    everyMs: SIGNAL_EVERY_MS,
    fingerMs: SIGNAL_EVERY_MS / 2,
  });
  // A finger brings a picture forward with each press: those are not the 60 a second that are asked about.
  const told = `${cell(byItself, asked)} by a train; ${cell(byFinger, 1)} by a finger, 110 pictures a second`;
  console.log(
    `  lesson, ${siteCount} sites, a signal every ${SIGNAL_EVERY_MS} ms: ${told} (asked at 60: ${percent(asked)})`,
  );
}

/** Prints each as soon as it is measured. */
export async function experimentLoad(): Promise<void> {
  console.log(
    `share of a free core (as measured here) at 60 pictures a second, ${LEDS} LEDs and a press every ${PRESS_EVERY_MS / 1000} s:`,
  );
  console.log(
    `  at the suggested lens (asked: ${percent(ASKED.suggested)}), at the fastest (asked: ${percent(ASKED.fastest)})`,
  );
  for (const { sites, asked } of SIGNALS) await tellSignals(sites, asked);
  for (const file of readdirSync(shippedExperiments).filter((name) => name.endsWith('.yaml')))
    await tellExperiment(file.replace('.yaml', ''));
}
