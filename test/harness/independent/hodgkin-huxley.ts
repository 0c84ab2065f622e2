/**
 * Hodgkin and Huxley's membrane once more, on a row of compartments, integrated by the classical Runge–Kutta method with
 * rates as exact as `Math.exp`: slow and plain. It shares no code with the model, so that what both say is no accident
 * of either. Everything is per cm² of membrane: µA/cm², mS/cm², µF/cm², mV, ms.
 */

/** One compartment. */
export interface PlainMembrane {
  readonly capacitance: number;
  /** With every gate open. */
  readonly sodium: number;
  readonly potassium: number;
  readonly leak: number;
  readonly sodiumMv: number;
  readonly potassiumMv: number;
  readonly leakMv: number;
  /** How many times as fast the gates are as at 6.3 °C. */
  readonly speed: number;
}

export interface PlainPulse {
  readonly compartment: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly current: number;
}

export interface PlainAxon {
  readonly membranes: readonly PlainMembrane[];
  /** From each compartment to the next. */
  readonly coupling: number;
}

/** What one compartment had, every step. */
export interface PlainTrace {
  readonly mv: Float64Array;
  /** Current out through the membrane over its capacitance [mV/ms]. */
  readonly outward: Float64Array;
}

/** How often each gate opens and shuts [1/ms at 6.3 °C]: m, h, n. */
export function plainRates(v: number): readonly [number, number, number, number, number, number] {
  const slope = (x: number) => (Math.abs(x) < 1e-7 ? 1 + x / 2 : x / (1 - Math.exp(-x)));
  return [
    slope((v + 40) / 10),
    4 * Math.exp(-(v + 65) / 18),
    0.07 * Math.exp(-(v + 65) / 20),
    1 / (1 + Math.exp(-(v + 35) / 10)),
    0.1 * slope((v + 55) / 10),
    0.125 * Math.exp(-(v + 65) / 80),
  ];
}

/** Gates that have been at a potential for ever. */
export function plainGates(v: number): readonly [number, number, number] {
  const [am, bm, ah, bh, an, bn] = plainRates(v);
  return [am / (am + bm), ah / (ah + bh), an / (an + bn)];
}

export function plainIonic(of: PlainMembrane, v: number, m: number, h: number, n: number): number {
  return (
    of.sodium * m ** 3 * h * (v - of.sodiumMv) +
    of.potassium * n ** 4 * (v - of.potassiumMv) +
    of.leak * (v - of.leakMv)
  );
}

/** Numbers of a compartment in a state: V, m, h, n. */
const EACH = 4;

/** How the state changes [1/ms]. */
function slope(axon: PlainAxon, injected: Float64Array, state: Float64Array, out: Float64Array): void {
  const { membranes, coupling } = axon;
  const last = membranes.length - 1;
  for (let i = 0; i <= last; i++) {
    const of = membranes[i]!;
    const at = EACH * i;
    const v = state[at]!;
    const [m, h, n] = [state[at + 1]!, state[at + 2]!, state[at + 3]!];
    const [am, bm, ah, bh, an, bn] = plainRates(v);
    let arriving = injected[i]!;
    if (i > 0) arriving += coupling * (state[at - EACH]! - v);
    if (i < last) arriving += coupling * (state[at + EACH]! - v);
    out[at] = (arriving - plainIonic(of, v, m, h, n)) / of.capacitance;
    out[at + 1] = of.speed * (am * (1 - m) - bm * m);
    out[at + 2] = of.speed * (ah * (1 - h) - bh * h);
    out[at + 3] = of.speed * (an * (1 - n) - bn * n);
  }
}

/** So far beyond shut or open a gate may be by rounding and truncation. */
const GATE_SLACK = 1e-3;

/** State with every gate settled at these potentials. */
export function plainState(potentialMv: readonly number[]): Float64Array {
  return Float64Array.from(potentialMv.flatMap((v) => [v, ...plainGates(v)]));
}

/**
 * From `state`, which is rewritten, `steps` steps on. Pulses begin and end at whole steps. Where the step is too long
 * for the rates of a gate, as far below rest, what follows is NaN.
 * @returns what the compartments `watched` had, the start included.
 */
export function plainRun(
  axon: PlainAxon,
  state: Float64Array,
  pulses: readonly PlainPulse[],
  stepMs: number,
  steps: number,
  watched: readonly number[],
): PlainTrace[] {
  const { membranes } = axon;
  const injected = new Float64Array(membranes.length);
  const [k1, k2, k3, k4, between] = Array.from({ length: 5 }, () => new Float64Array(state.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const traces = watched.map(() => ({
    mv: new Float64Array(steps + 1),
    outward: new Float64Array(steps + 1),
  }));
  const note = (row: number) =>
    watched.forEach((i, k) => {
      const [v, m, h, n] = state.subarray(EACH * i, EACH * (i + 1)) as unknown as [
        number,
        number,
        number,
        number,
      ];
      traces[k]!.mv[row] = v;
      traces[k]!.outward[row] = plainIonic(membranes[i]!, v, m, h, n) / membranes[i]!.capacitance;
    });
  note(0);
  for (let step = 0; step < steps; step++) {
    const middleMs = (step + 0.5) * stepMs;
    injected.fill(0);
    for (const { compartment, startMs, endMs, current } of pulses) {
      if (middleMs > startMs && middleMs < endMs) injected[compartment]! += current;
    }
    slope(axon, injected, state, k1);
    for (let j = 0; j < state.length; j++) between[j] = state[j]! + (stepMs / 2) * k1[j]!;
    slope(axon, injected, between, k2);
    for (let j = 0; j < state.length; j++) between[j] = state[j]! + (stepMs / 2) * k2[j]!;
    slope(axon, injected, between, k3);
    for (let j = 0; j < state.length; j++) between[j] = state[j]! + stepMs * k3[j]!;
    slope(axon, injected, between, k4);
    for (let j = 0; j < state.length; j++) {
      state[j]! += (stepMs / 6) * (k1[j]! + 2 * k2[j]! + 2 * k3[j]! + k4[j]!);
      // A gate beyond shut or open: the step is too long for its rates, and nothing after it counts.
      if (j % EACH !== 0 && !(state[j]! > -GATE_SLACK && state[j]! < 1 + GATE_SLACK)) state[j] = Number.NaN;
    }
    note(step + 1);
  }
  return traces;
}

const settled = (of: PlainMembrane, v: number) => plainIonic(of, v, ...plainGates(v));

/** The lowest potential at which a membrane by itself rests, found by going up until the current turns outward. */
export function plainRestMv(of: PlainMembrane): number {
  let low = -150;
  while (!(settled(of, low) <= 0 && settled(of, low + 0.5) > 0)) low += 0.5;
  let high = low + 0.5;
  for (let k = 0; k < 60; k++) {
    const middle = (low + high) / 2;
    if (settled(of, middle) > 0) high = middle;
    else low = middle;
  }
  return low;
}

/** Where a whole axon rests: Newton's method with a full matrix, from where each compartment rests alone. */
export function plainRest(axon: PlainAxon): number[] {
  const { membranes, coupling } = axon;
  const v = membranes.map(plainRestMv);
  const last = v.length - 1;
  const surplus = (i: number) =>
    settled(membranes[i]!, v[i]!) +
    (i > 0 ? coupling * (v[i]! - v[i - 1]!) : 0) +
    (i < last ? coupling * (v[i]! - v[i + 1]!) : 0);
  for (let round = 0; round < 200; round++) {
    const matrix = v.map((mv, i) =>
      v.map((_, j) => {
        if (Math.abs(i - j) > 1) return 0;
        if (i !== j) return -coupling;
        const own = (settled(membranes[i]!, mv + 1e-4) - settled(membranes[i]!, mv - 1e-4)) / 2e-4;
        return Math.max(own, 0.01) + coupling * ((i > 0 ? 1 : 0) + (i < last ? 1 : 0));
      }),
    );
    const change = solved(
      matrix,
      v.map((_, i) => -surplus(i)),
    );
    const most = Math.max(...change.map(Math.abs));
    change.forEach((by, i) => {
      v[i]! += by * Math.min(1, 3 / most);
    });
    if (most < 1e-9) break;
  }
  return v;
}

/** Gauss's elimination with pivots. */
function solved(matrix: number[][], right: number[]): number[] {
  const size = right.length;
  for (let k = 0; k < size; k++) {
    let best = k;
    for (let i = k + 1; i < size; i++) if (Math.abs(matrix[i]![k]!) > Math.abs(matrix[best]![k]!)) best = i;
    [matrix[k], matrix[best]] = [matrix[best]!, matrix[k]!];
    [right[k], right[best]] = [right[best]!, right[k]!];
    for (let i = k + 1; i < size; i++) {
      const factor = matrix[i]![k]! / matrix[k]![k]!;
      if (factor === 0) continue;
      for (let j = k; j < size; j++) matrix[i]![j]! -= factor * matrix[k]![j]!;
      right[i]! -= factor * right[k]!;
    }
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let j = i + 1; j < size; j++) right[i]! -= matrix[i]![j]! * right[j]!;
    right[i]! /= matrix[i]![i]!;
  }
  return right;
}

/**
 * How fast the fastest small disturbance of a rest grows [1/ms], below 0 if all die down: from the matrix of slopes, by
 * squaring what it makes of a state within a short time again and again.
 */
export function plainGrowthPerMs(axon: PlainAxon, potentialMv: readonly number[]): number {
  const rest = plainState(potentialMv);
  const size = rest.length;
  const none = new Float64Array(potentialMv.length);
  const stepMs = 0.002;
  const columns = Array.from({ length: size }, (_, j) => {
    const [up, down] = [rest.slice(), rest.slice()];
    const by = j % EACH === 0 ? 1e-4 : 1e-6;
    up[j]! += by;
    down[j]! -= by;
    const [a, b] = [new Float64Array(size), new Float64Array(size)];
    slope(axon, none, up, a);
    slope(axon, none, down, b);
    return a.map((value, i) => (value - b[i]!) / (2 * by));
  });
  const unit = (i: number, j: number) => (i === j ? 1 : 0);
  const a = Array.from({ length: size }, (_, i) =>
    Float64Array.from(columns, (column) => column[i]! * stepMs),
  );
  // The series of the exponential, to the fourth power.
  let power: Float64Array[] = Array.from({ length: size }, (_, i) =>
    Float64Array.from({ length: size }, (_, j) => unit(i, j)),
  );
  for (let n = 4; n > 0; n--) {
    power = product(a, power).map((row, i) => row.map((value, j) => value / n + unit(i, j)));
  }
  let logScale = 0;
  let doublings = 0;
  for (; doublings < 22; doublings++) {
    power = product(power, power);
    const largest = Math.max(
      ...power.map((row) => row.reduce((most, value) => Math.max(most, Math.abs(value)), 0)),
    );
    power = power.map((row) => row.map((value) => value / largest));
    logScale = 2 * logScale + Math.log(largest);
  }
  return logScale / (stepMs * 2 ** doublings);
}

function product(a: readonly Float64Array[], b: readonly Float64Array[]): Float64Array[] {
  return a.map((row) => {
    const out = new Float64Array(row.length);
    row.forEach((value, k) => {
      if (value === 0) return;
      const other = b[k]!;
      for (let j = 0; j < out.length; j++) out[j]! += value * other[j]!;
    });
    return out;
  });
}
