/** A shipped experiment as a rig plays it, and what is seen of it: only what comes off the pins. */
import { readRig } from '../../src/cli/rig-files.js';
import type { Controller } from '../../src/controller/index.js';
import type { Device } from '../../src/devices/device.js';
import type { Timers } from '../../src/devices/timers.js';
import { paletteStops } from '../../src/display/palette.js';
import type { LiveExperiment } from '../../src/experiment/index.js';
import { ledMap } from '../../src/experiment/led-map.js';
import { composeController } from '../../src/playing/compose.js';
import type { Rig } from '../../src/rig/index.js';
import { METERS, type MeterName } from '../../src/units.js';
import { createColourReader, type MvReading } from '../harness/light/level-reader.js';
import type { Sighting, Sightings } from '../harness/light/sightings.js';
import { StripTape } from '../harness/light/strip-tape.js';
import { alongOf } from './headless.js';

export const LEDS = 60;
/** The second needle is mounted the other way round. */
export const NEEDLES = {
  blue: { lowUs: 1000, highUs: 2000 },
  yellow: { lowUs: 2100, highUs: 900 },
} as const;
export const SLEW_US_PER_20_MS = 255;

/** At full brightness a colour says most; 3 A are enough for all LEDs at the crest of a spike, so nothing is dimmed.
 * The whole scale is shown, so that every potential can be read from its colour. */
const rigText = (device: string) => `device: ${device}
strip: {leds: ${LEDS}, brightness: 1, currentLimitMa: 3000, supply: own, magnify: false}
needles:
  supply: own
  slewUsPer20Ms: ${SLEW_US_PER_20_MS}
  blue: {lowUs: ${NEEDLES.blue.lowUs}, highUs: ${NEEDLES.blue.highUs}}
  yellow: {lowUs: ${NEEDLES.yellow.lowUs}, highUs: ${NEEDLES.yellow.highUs}}
buttons: {1: {do: stimulate}}
`;

/** A rig that plays one shipped experiment. @param device as in a rig file. */
export function rigThatPlays(name: string, device: string): Rig {
  return readRig('live.yaml', `${rigText(device)}experiment: ${name}\n`).rig;
}

export interface Wishes {
  /** How long the press is watched [ms of the axon]. */
  readonly axonMs: number;
  /** Default: as the file suggests. */
  readonly roomMsPerAxonMs?: number | undefined;
}

export interface Played {
  readonly live: LiveExperiment;
  readonly roomMsPerAxonMs: number;
  readonly tape: StripTape;
  readonly needles: Readonly<Record<MeterName, Sightings>>;
  /** When the button was pressed [ms of room]. */
  readonly pressRoomMs: number;
}

/** What lies between the axon and the eye. */
export interface Line {
  /** How far the light of an LED may be off its level. */
  readonly levelsOff: number;
  /** By how much one picture may be later behind the axon than another [ms of room]. */
  readonly unevenMs: number;
}

/** Writes down what is seen of a rig that plays its first experiment. */
export class Eyes {
  readonly tape: StripTape;
  readonly needles: Record<MeterName, Sighting[]> = { blue: [], yellow: [] };
  readonly #live: LiveExperiment;
  readonly #roomMsPerAxonMs: number;

  constructor(live: LiveExperiment, roomMsPerAxonMs: number, { levelsOff, unevenMs }: Line) {
    const { geometry, membrane } = live;
    this.#live = live;
    this.#roomMsPerAxonMs = roomMsPerAxonMs;
    this.tape = new StripTape({
      ledCount: LEDS,
      read: createColourReader(paletteStops(1), levelsOff),
      roomMsPerAxonMs,
      along: ledMap(geometry, LEDS).places.map((place) => alongOf(geometry, place)),
      unevenMs,
      hasSharpCrests: membrane.kind === 'gated' || membrane.kind === 'passive',
    });
  }

  look(roomMs: number, rgb: ArrayLike<number>, needles: readonly MvReading[]): void {
    this.tape.add(roomMs, rgb);
    for (const [n, meter] of METERS.entries()) {
      const reading = needles[n];
      if (reading) this.needles[meter].push({ ...reading, roomMs });
    }
  }

  played(pressRoomMs: number): Played {
    const { tape, needles } = this;
    return { live: this.#live, roomMsPerAxonMs: this.#roomMsPerAxonMs, tape, needles, pressRoomMs };
  }
}

/** Whatever the loop throws fails the test. */
export function controllerOf(rig: Rig, device: Device, timers: Timers): Controller {
  return composeController(rig, device, timers, (error) => {
    throw error;
  });
}

/** Sets the lens; throws where the controller has something against it. */
export function turnLens(controller: Controller, roomMsPerAxonMs: number): void {
  const refusal = controller.command({ do: 'lens', roomMsPerAxonMs });
  if (refusal !== undefined) throw new Error(refusal);
}
