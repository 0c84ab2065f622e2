/** Lists of numbers as base64, each with as many bits as it needs. */
import { base64Of, bytesOfBase64 } from './base64.js';

/** What a list of numbers is packed as. */
interface Packing {
  readonly bytes: number;
  put(view: DataView, at: number, value: number): void;
  get(view: DataView, at: number): number;
}

/** Potentials have steps of this much, so an error of half of it at most [mV]; they reach from −327.67 to 327.67 mV. */
const POTENTIAL_STEP_MV = 0.01;
const HIGHEST_INT16 = 32_767;
/** Stands for a potential that is no number. */
const NO_NUMBER = -32_768;

const PACKINGS = {
  f64: {
    bytes: 8,
    put: (view, at, value) => view.setFloat64(at, value, true),
    get: (view, at) => view.getFloat64(at, true),
  },
  f32: {
    bytes: 4,
    put: (view, at, value) => view.setFloat32(at, value, true),
    get: (view, at) => view.getFloat32(at, true),
  },
  u16: {
    bytes: 2,
    put: (view, at, value) => view.setUint16(at, value, true),
    get: (view, at) => view.getUint16(at, true),
  },
  potential: {
    bytes: 2,
    put(view, at, mv) {
      const steps = Math.round(mv / POTENTIAL_STEP_MV);
      const bounded = Math.min(Math.max(steps, -HIGHEST_INT16), HIGHEST_INT16);
      view.setInt16(at, Number.isNaN(mv) ? NO_NUMBER : bounded, true);
    },
    get(view, at) {
      const steps = view.getInt16(at, true);
      return steps === NO_NUMBER ? Number.NaN : steps * POTENTIAL_STEP_MV;
    },
  },
} as const satisfies Readonly<Record<string, Packing>>;

export type PackingName = keyof typeof PACKINGS;

export function packed(name: PackingName, values: ArrayLike<number>): string {
  const packing: Packing = PACKINGS[name];
  const bytes = new Uint8Array(values.length * packing.bytes);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < values.length; i++) packing.put(view, i * packing.bytes, values[i]!);
  return base64Of(bytes);
}

/** The numbers in a text; `undefined` if it is none, or does not hold just `count` of them. */
export function unpacked(name: PackingName, text: unknown, count: number): Float64Array | undefined {
  const packing: Packing = PACKINGS[name];
  if (typeof text !== 'string') return undefined;
  const bytes = bytesOfBase64(text, count * packing.bytes);
  if (bytes?.length !== count * packing.bytes) return undefined;
  const view = new DataView(bytes.buffer);
  return Float64Array.from({ length: count }, (_, i) => packing.get(view, i * packing.bytes));
}
