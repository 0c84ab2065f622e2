/**
 * The highest that each voltmeter has read in the axon since the last press. Where its electrode was moved, the
 * channels were switched or all was reset after that, it counts from then.
 */
import type { ElectrodePosition } from '../model/index.js';
import type { MeterName } from '../units.js';

export interface Highest {
  /** [mV]; NaN if nothing has been read, and in the bath. */
  readonly mv: Readonly<Record<MeterName, number>>;
  /** One meter begins again: only what it reads after this time counts [ms of axon]. */
  begin(name: MeterName, modelMs: number): void;
  /** Time, blue, yellow of each sample, one after another. */
  look(samples: Float64Array, electrodes: Readonly<Record<MeterName, ElectrodePosition>>): void;
}

export function createHighest(): Highest {
  const mv: Record<MeterName, number> = { blue: Number.NaN, yellow: Number.NaN };
  const afterMs: Record<MeterName, number> = {
    blue: Number.NEGATIVE_INFINITY,
    yellow: Number.NEGATIVE_INFINITY,
  };

  function take(name: MeterName, modelMs: number, readMv: number): void {
    if (modelMs > afterMs[name] && !(readMv <= mv[name])) mv[name] = readMv;
  }

  return {
    mv,
    begin(name, modelMs) {
      mv[name] = Number.NaN;
      afterMs[name] = modelMs;
    },
    look(samples, electrodes) {
      for (let i = 0; i + 2 < samples.length; i += 3) {
        if (electrodes.blue !== 'bath') take('blue', samples[i]!, samples[i + 1]!);
        if (electrodes.yellow !== 'bath') take('yellow', samples[i]!, samples[i + 2]!);
      }
    },
  };
}
