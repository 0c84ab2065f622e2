/** What each picture tells of the channels: the gates along the axon, and what goes on at both electrodes. */
import type { Axon } from '../model/index.js';
import { METERS, type MeterName } from '../units.js';
import type { GateFacts } from './contract.js';

/** As many as a lattice may have sites: what a picture and a tape carry of gates has this bound. */
const MOST_PAIRS = 1000;

export interface GateReader {
  readonly facts: GateFacts;
  /** As they were at the last `read`: see `LivePicture`. Made once, and rewritten by each. */
  readonly gates: Uint8Array;
  readonly inside: Float64Array;
  read(): void;
}

/**
 * @param ledPlaces the place that each LED shows.
 * @param electrodeAt the compartment of each electrode; −1 in the bath.
 */
export function createGateReader(
  axon: Axon,
  every: number,
  ledPlaces: ArrayLike<number>,
  electrodeAt: Readonly<Record<MeterName, number>>,
): GateReader {
  const { channels } = axon;
  const places = channels === null ? [] : gatePlaces(axon, every, ledPlaces);
  const compartments = Int32Array.from(places, (place) => axon.compartmentAt(place));
  const { kind, gates: names, ions } = channels ?? { kind: 'rates', gates: [], ions: [] };
  const gates = new Uint8Array(2 * compartments.length);
  const width = names.length + ions.length;
  const inside = new Float64Array(METERS.length * width);
  return {
    facts: { places, kind, names, ions },
    gates,
    inside,
    read() {
      if (channels === null) return;
      axon.gatesInto(compartments, gates);
      for (let k = 0; k < METERS.length; k++) {
        const at = electrodeAt[METERS[k]!];
        if (at < 0) inside.fill(Number.NaN, k * width, (k + 1) * width);
        else axon.insideInto(at, inside, k * width);
      }
    },
  };
}

function gatePlaces({ geometry }: Axon, every: number, ledPlaces: ArrayLike<number>): readonly number[] {
  switch (geometry.kind) {
    case 'lattice':
      return upTo(geometry.siteCount, every);
    case 'myelinated':
      return upTo(geometry.nodes, Math.ceil(geometry.nodes / MOST_PAIRS));
    case 'cable':
      return Array.from(ledPlaces).slice(0, MOST_PAIRS);
    case 'patch':
      return [0];
  }
}

/** 0, `every`, 2 `every` … below `end`. */
function upTo(end: number, every: number): number[] {
  return Array.from({ length: Math.ceil(end / every) }, (_, k) => k * every);
}
