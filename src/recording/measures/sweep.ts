/**
 * One sweep: what both voltmeters read from a press on, and its figures. A press while the axon still answers the one
 * before belongs to the same sweep. The store is fixed: a sweep that is longer than it is not recorded to its end.
 */
import type { ElectrodePosition, Geometry } from '../../model/index.js';
import { METERS, type MeterName } from '../../units.js';
import { IN_BATH, type SweepMeasures, type TraceMeasures, unknown } from './measure.js';
import { CLOSE_ON_LATTICE_MS, figuresOf, type MeterTrace, traceMeasures } from './trace.js';
import { type PressedAt, velocityBetween } from './velocity.js';

/** Most rows of a sweep. */
const MOST_ROWS = 32_768;
/** Most spikes of a sweep that are known at each voltmeter; of more the first ones are kept. */
const MOST_SPIKES = 4096;
/** Most presses of a sweep that are known; of more the first ones are kept. */
const MOST_PRESSES = 64;

export class Sweep {
  readonly #timesMs = new Float64Array(MOST_ROWS);
  readonly #meters = { blue: new Float64Array(MOST_ROWS), yellow: new Float64Array(MOST_ROWS) };
  #rows = 0;
  #presses: PressedAt[] = [];
  readonly #spikesMs: Record<MeterName, number[]> = { blue: [], yellow: [] };

  /** A press from rest: what was recorded before belongs to another sweep, but for the latest row. */
  begin(press: PressedAt): void {
    const last = this.#rows - 1;
    if (last > 0) {
      for (const array of [this.#timesMs, this.#meters.blue, this.#meters.yellow]) array[0] = array[last]!;
    }
    this.#rows = Math.min(this.#rows, 1);
    this.#presses = [press];
    this.#forgetSpikes();
  }

  /** The membrane at a voltmeter began a spike of its own: without that, a rise is none. @param axonMs when. */
  spiked(name: MeterName, axonMs: number): void {
    if (this.#spikesMs[name].length < MOST_SPIKES) this.#spikesMs[name].push(axonMs);
  }

  #forgetSpikes(): void {
    for (const name of METERS) this.#spikesMs[name] = [];
  }

  /** Another press before the axon was at rest again. */
  press(press: PressedAt): void {
    if (this.#presses.length < MOST_PRESSES) this.#presses.push(press);
  }

  /** Nothing that was read counts any more: an electrode, the channels or the axon are others. */
  clear(): void {
    this.#rows = 0;
    this.#presses = [];
    this.#forgetSpikes();
  }

  /**
   * Time, blue, yellow of each sample, one after another, in order of time.
   * @param isOver nothing goes on any more: the latest sample takes the place of the one before it, so a sweep ends.
   */
  add(samples: Float64Array, isOver = false): void {
    const isEnd = isOver && this.#rows > 1 && samples.length >= 3;
    if (isEnd) this.#rows--;
    for (let i = isEnd ? samples.length - 3 : 0; i + 2 < samples.length; i += 3) {
      const timeMs = samples[i]!;
      // Before the press only the latest counts.
      if (this.#presses.length === 0) this.#rows = 0;
      if (this.#rows === MOST_ROWS) return;
      if (this.#rows > 0 && timeMs <= this.#timesMs[this.#rows - 1]!) continue;
      this.#timesMs[this.#rows] = timeMs;
      this.#meters.blue[this.#rows] = samples[i + 1]!;
      this.#meters.yellow[this.#rows] = samples[i + 2]!;
      this.#rows++;
    }
  }

  /** A view on what was recorded: valid until the next call that changes it. */
  trace(name: MeterName): MeterTrace {
    return {
      timesMs: this.#timesMs.subarray(0, this.#rows),
      potentialMv: this.#meters[name].subarray(0, this.#rows),
    };
  }

  measures(geometry: Geometry, electrodes: Readonly<Record<MeterName, ElectrodePosition>>): SweepMeasures {
    const [first] = this.#presses;
    const nothing = (because: string) => {
      const measure = unknown(because);
      return { peak: measure, latency: measure, halfWidth: measure };
    };
    const inAxon = (name: MeterName, told: TraceMeasures): TraceMeasures =>
      electrodes[name] === 'bath' ? nothing(IN_BATH) : told;
    if (first === undefined) {
      const meter = nothing('no press since the start or the last change');
      return {
        blue: inAxon('blue', meter),
        yellow: inAxon('yellow', meter),
        velocity: Object.values(electrodes).includes('bath') ? unknown(IN_BATH) : meter.peak,
      };
    }
    const closeMs = geometry.kind === 'lattice' ? CLOSE_ON_LATTICE_MS : undefined;
    const blue = figuresOf(this.trace('blue'), this.#spikesMs.blue, closeMs);
    const yellow = figuresOf(this.trace('yellow'), this.#spikesMs.yellow, closeMs);
    return {
      blue: inAxon('blue', traceMeasures(blue, first.startMs)),
      yellow: inAxon('yellow', traceMeasures(yellow, first.startMs)),
      velocity: velocityBetween(
        geometry,
        { at: electrodes.blue, spikeMs: blue?.spikesMs[0] ?? null, withinMs: blue?.spikeWithinMs ?? 0 },
        { at: electrodes.yellow, spikeMs: yellow?.spikesMs[0] ?? null, withinMs: yellow?.spikeWithinMs ?? 0 },
        this.#presses,
      ),
    };
  }
}
