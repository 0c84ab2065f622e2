/**
 * Looking back: the tape of the last minute, which moment of it is shown, and the way to make that moment the present
 * again. While somebody looks back the axon waits where it is, so *now* goes on as if nobody had looked.
 */

import type { AxonSnapshot } from '../model/index.js';
import { bytesOfData } from '../recording/data-bytes.js';
import type { Ghost } from '../recording/ghost.js';
import type { PictureSize, TapePicture } from '../recording/pictures.js';
import type { StoredPicture } from '../recording/reader.js';
import { type Rewindable, rewind } from '../recording/rewindable.js';
import type { Moment } from '../recording/seek.js';
import { createTape, type Tape } from '../recording/tape.js';
import type { Bench } from './bench.js';
import type { Look, NamedTreatment, SetUpThen } from './contract.js';
import type { TimeLens } from './lens.js';
import type { Motor } from './motor.js';
import { told } from './treatments.js';

/** Flag of a picture on the tape. */
export const CHANNELS_ON = 1;

/** What the bench is put back from, but for its electrodes: these measure where they stand now. */
interface Key {
  readonly axon: AxonSnapshot;
  readonly treatments: readonly NamedTreatment[];
  readonly electrodes: Bench['electrodes'];
}

export interface LookBackParts {
  readonly lens: TimeLens;
  readonly motor: Motor;
  bench(): Bench;
  /** The axon stands at another moment: whatever else knows of its past must forget it. */
  rewound(wallMs: number): void;
}

export interface LookBack {
  readonly look: Look;
  readonly tape: Tape<unknown>;
  readonly ghost: Ghost | null;
  /** How long ago on the tape that is which is shown; 0 for the present [ms of room]. */
  readonly backMs: number;
  /** How much the tape holds [ms of room]. */
  readonly lengthMs: number;
  /** The picture that is shown; undefined while the present is. Valid until the next call. */
  shown(): StoredPicture | undefined;
  /** Keeps what is shown of the present, its gates read before. @returns the number of the picture. */
  record(
    potentialMv: Float64Array,
    meterMv: readonly [number, number],
    wallMs: number,
    changes: number,
  ): number;
  /** Looks at a moment. @returns undefined, or one sentence that says why not. */
  seek(moment: Moment, wallMs: number): string | undefined;
  /** A bit on or back from what is shown; on from the newest picture is now. */
  step(axonMs: number, wallMs: number): string | undefined;
  /** The present is shown again, and goes on. */
  now(wallMs: number): void;
  /**
   * Makes what is shown the present; nothing happens if it is.
   * @param refusalThere what is to be done there, tried on the axon as it was then. If that is refused, nothing happens.
   * @returns undefined, or why it is refused.
   */
  runOn(wallMs: number, refusalThere?: () => string | undefined): string | undefined;
  /** Another experiment is on the bench. */
  begin(): void;
}

export function createLookBack({ lens, motor, bench, rewound }: LookBackParts): LookBack {
  const tape = createTape<Key>({
    size: sizeOf(bench()),
    keyBytes: ({ axon }) => bytesOfData(axon),
  });
  let rewindable = rewindableOf(bench());
  /** Number of the picture that is looked at; 0: the present. */
  let picture = 0;
  let wasRunning = true;
  let changesBefore = Number.NaN;
  const given: { -readonly [Field in keyof TapePicture]: TapePicture[Field] } = {
    potentialMv: new Float64Array(0),
    blueMv: 0,
    yellowMv: 0,
    modelMs: 0,
    wallMs: 0,
    steps: 0,
    stepMs: 0,
    flags: 0,
    highestMv: new Float32Array(0),
    gates: new Uint8Array(0),
    inside: new Float64Array(0),
    samples: new Float64Array(0),
  };

  function leave(running: boolean, wallMs: number): void {
    picture = 0;
    lens.setRunning(running, wallMs);
    lens.anchor(bench().axon.modelMs, wallMs);
  }

  function seek(moment: Moment, wallMs: number): string | undefined {
    if (picture === 0) motor.advance(wallMs);
    const found = tape.find(moment);
    if (typeof found === 'string') return `seek: ${found}`;
    if (picture === 0) {
      wasRunning = lens.running;
      lens.setRunning(false, wallMs);
      lens.anchor(bench().axon.modelMs, wallMs);
    }
    picture = found;
    return undefined;
  }

  function now(wallMs: number): void {
    if (picture !== 0) leave(wasRunning, wallMs);
  }

  return {
    tape: tape as Tape<unknown>,
    get ghost() {
      return tape.ghost;
    },
    get backMs() {
      return picture === 0 ? 0 : tape.moments()!.to.tapeMs - tape.read(picture)!.tapeMs;
    },
    get lengthMs() {
      const ends = tape.moments();
      return ends ? ends.to.tapeMs - ends.from.tapeMs : 0;
    },
    get look(): Look {
      if (picture === 0) return { kind: 'live' };
      const { modelMs, tapeMs, flags } = tape.read(picture)!;
      // Whatever is set up otherwise makes a key: since the last one it was as it was there.
      const { treatments, electrodes } = tape.wayTo(picture)!.key;
      const setUp: SetUpThen = {
        channelsOn: (flags & CHANNELS_ON) !== 0,
        treatments: told(treatments, bench().experiment.geometry),
        electrodes,
      };
      return {
        kind: 'looking-back',
        picture,
        axonMs: modelMs,
        tapeMs,
        wasRunning,
        setUp,
        ...tape.moments()!,
      };
    },
    shown: () => (picture === 0 ? undefined : tape.read(picture)),
    record(potentialMv, meterMv, wallMs, changes) {
      const { axon, channelsOn, along, gates } = bench();
      given.potentialMv = potentialMv;
      given.blueMv = meterMv[0];
      given.yellowMv = meterMv[1];
      given.modelMs = axon.modelMs;
      given.wallMs = wallMs;
      given.steps = motor.stepsTaken;
      given.stepMs = axon.stepMs;
      given.flags = channelsOn ? CHANNELS_ON : 0;
      given.highestMv = along.mv;
      given.gates = gates.gates;
      given.inside = gates.inside;
      given.samples = motor.samples.all();
      motor.stepsTaken = 0;
      const touched = changes !== changesBefore;
      changesBefore = changes;
      return tape.record(given, touched, rewindable);
    },
    seek,
    step(axonMs, wallMs) {
      const before = { picture, wasRunning, ran: lens.running };
      if (picture === 0) motor.advance(wallMs);
      const atMs = picture === 0 ? bench().axon.modelMs : tape.read(picture)!.modelMs;
      const near = picture === 0 ? {} : { near: picture };
      // The present may be further on than the newest picture, by less than a picture.
      const newestMs = picture === 0 ? (tape.moments()?.to.axonMs ?? 0) : Number.POSITIVE_INFINITY;
      const refusal = seek({ axonMs: Math.min(atMs + axonMs, newestMs), ...near }, wallMs);
      if (refusal !== undefined && picture === 0) return refusal;
      // Stepping stops the axon's time, also once the present is shown again.
      wasRunning = false;
      const landedMs = tape.read(picture)!.modelMs;
      const isThere = refusal === undefined && (axonMs < 0 ? landedMs < atMs : landedMs > atMs);
      if (isThere) return undefined;
      const end = stepPicture(Math.sign(axonMs), wallMs);
      if (end !== undefined) {
        if (before.picture === 0) leave(before.ran, wallMs);
        else ({ picture, wasRunning } = before);
      }
      return end;
    },
    now,
    runOn(wallMs, refusalThere) {
      if (picture === 0) return undefined;
      const way = tape.wayTo(picture)!;
      const present = rewindable.snapshot();
      const { axon } = bench();
      const { onGate, onEdge } = axon;
      // What happened then is known; nobody is told of it again.
      axon.onGate = null;
      axon.onEdge = null;
      let refusal: string | undefined;
      try {
        rewind(rewindable, way);
        refusal = refusalThere?.();
      } catch (error) {
        rewindable.restore(present);
        throw error;
      } finally {
        axon.onGate = onGate;
        axon.onEdge = onEdge;
      }
      if (refusal !== undefined) {
        rewindable.restore(present);
        return refusal;
      }
      tape.truncateAfter(picture);
      motor.samples.clear();
      motor.stepsTaken = 0;
      rewound(wallMs);
      motor.setStep();
      leave(true, wallMs);
      return undefined;
    },
    begin() {
      picture = 0;
      rewindable = rewindableOf(bench());
      tape.begin(sizeOf(bench()));
    },
  };

  /** Where a picture covers more than a step does, and where the axon's time begins again, one step is one picture. */
  function stepPicture(by: number, wallMs: number): string | undefined {
    const { from, to } = tape.moments()!;
    const numbers = tape.between(from.picture, to.picture);
    const next = numbers[numbers.indexOf(picture) + by];
    if (next !== undefined) return seek({ picture: next }, wallMs);
    if (by > 0) now(wallMs);
    else return `step: the tape begins at ${Number(from.axonMs.toFixed(3))} ms; this is its first picture`;
    return undefined;
  }
}

function sizeOf({ facts, gates }: Bench): PictureSize {
  return {
    ledCount: facts.ledPlaces.length,
    gateBytes: gates.gates.length,
    insideCount: gates.inside.length,
  };
}

function rewindableOf({ axon, treatments, electrodes }: Bench): Rewindable<Key> {
  return {
    snapshot: () => ({ axon: axon.snapshot(), treatments: treatments.all, electrodes: { ...electrodes } }),
    restore(key) {
      axon.restore(key.axon);
      treatments.bring(key.treatments);
    },
    step: () => axon.step(),
  };
}
