/**
 * The yardstick: the squid cable as one would write it down in an afternoon. No table, no tricks: six rates and
 * three decays by `Math.exp` for every compartment and step, gates by their exact exponential half a step off the
 * potential, the potential by Crank–Nicolson with the Thomas algorithm. This is also NEURON's `secondorder = 2`
 * with exact rates, so the two agree in everything but the language.
 */
import { PULSE, SQUID_CABLE } from './squid-cable.js';

const SODIUM = { mS: 120, mV: 50 };
const POTASSIUM = { mS: 36, mV: -77 };
const LEAK = { mS: 0.3, mV: -54.3 };

/** x / (1 − e^−x), with its limit where numerator and denominator vanish. */
function ramp(x: number): number {
  return Math.abs(x) < 1e-6 ? 1 + x / 2 : x / (1 - Math.exp(-x));
}

export class PlainHodgkinHuxley {
  readonly potentialMv: Float64Array;
  readonly #m: Float64Array;
  readonly #h: Float64Array;
  readonly #n: Float64Array;
  readonly #diagonal: Float64Array;
  readonly #right: Float64Array;
  readonly #stepMs: number;
  readonly #speedUp: number;
  /** From a compartment to the next, per membrane area of one [mS/cm²]. */
  readonly #axialMs: number;
  /** The pulse over the membrane area of the first compartment [µA/cm²]. */
  readonly #pulseUa: number;
  #steps = 0;

  constructor(count: number, stepMs: number) {
    const { diameterUm, compartmentMm, axialResistivityOhmCm, temperatureC, restMv } = SQUID_CABLE;
    const diameterCm = diameterUm * 1e-4;
    const lengthCm = compartmentMm * 0.1;
    this.#stepMs = stepMs;
    this.#speedUp = 3 ** ((temperatureC - 6.3) / 10);
    this.#axialMs = (1000 * diameterCm) / (4 * axialResistivityOhmCm * lengthCm ** 2);
    this.#pulseUa = (PULSE.currentNa * 1e-3) / (Math.PI * diameterCm * lengthCm);
    this.potentialMv = new Float64Array(count).fill(restMv);
    this.#m = new Float64Array(count);
    this.#h = new Float64Array(count);
    this.#n = new Float64Array(count);
    this.#diagonal = new Float64Array(count);
    this.#right = new Float64Array(count);
    // An endless step brings every gate to where it would stay.
    this.#stepGates(Number.POSITIVE_INFINITY);
  }

  step(): void {
    this.#stepGates(this.#stepMs);
    this.#stepPotentials();
    this.#steps++;
  }

  #stepGates(stepMs: number): void {
    const { potentialMv } = this;
    const m = this.#m;
    const h = this.#h;
    const n = this.#n;
    const fastMs = this.#speedUp * stepMs;
    for (let i = 0; i < potentialMv.length; i++) {
      const v = potentialMv[i]!;
      const mOpens = ramp((v + 40) / 10);
      const mSum = mOpens + 4 * Math.exp(-(v + 65) / 18);
      const hOpens = 0.07 * Math.exp(-(v + 65) / 20);
      const hSum = hOpens + 1 / (1 + Math.exp(-(v + 35) / 10));
      const nOpens = 0.1 * ramp((v + 55) / 10);
      const nSum = nOpens + 0.125 * Math.exp(-(v + 65) / 80);
      m[i]! += (mOpens / mSum - m[i]!) * (1 - Math.exp(-mSum * fastMs));
      h[i]! += (hOpens / hSum - h[i]!) * (1 - Math.exp(-hSum * fastMs));
      n[i]! += (nOpens / nSum - n[i]!) * (1 - Math.exp(-nSum * fastMs));
    }
  }

  #stepPotentials(): void {
    const { potentialMv: v } = this;
    const m = this.#m;
    const h = this.#h;
    const n = this.#n;
    const diagonal = this.#diagonal;
    const right = this.#right;
    const axial = this.#axialMs;
    const last = v.length - 1;
    // Half a step, implicitly; the other half follows by extrapolation.
    const inertia = (2 * SQUID_CABLE.capacitanceUfPerCm2) / this.#stepMs;
    for (let i = 0; i <= last; i++) {
      const sodium = SODIUM.mS * m[i]! * m[i]! * m[i]! * h[i]!;
      const potassium = POTASSIUM.mS * n[i]! * n[i]! * n[i]! * n[i]!;
      const links = last === 0 ? 0 : i === 0 || i === last ? 1 : 2;
      diagonal[i] = inertia + sodium + potassium + LEAK.mS + links * axial;
      right[i] = inertia * v[i]! + sodium * SODIUM.mV + potassium * POTASSIUM.mV + LEAK.mS * LEAK.mV;
    }
    const middleMs = (this.#steps + 0.5) * this.#stepMs;
    if (middleMs > PULSE.startMs && middleMs < PULSE.startMs + PULSE.durationMs) right[0]! += this.#pulseUa;

    for (let i = 1; i <= last; i++) {
      const factor = axial / diagonal[i - 1]!;
      diagonal[i]! -= factor * axial;
      right[i]! += factor * right[i - 1]!;
    }
    let half = right[last]! / diagonal[last]!;
    v[last] = 2 * half - v[last]!;
    for (let i = last - 1; i >= 0; i--) {
      half = (right[i]! + axial * half) / diagonal[i]!;
      v[i] = 2 * half - v[i]!;
    }
  }
}
