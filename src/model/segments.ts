/** What holds where: geometry and treatments together, as stretches of compartments that are all alike. */

import { type Compartments, MYELIN } from './compartments.js';
import { type Conditions, type Segment, UNTREATED } from './conditions.js';
import type { Geometry } from './geometry.js';
import type { MembraneSpec } from './membranes/index.js';
import { ModelRefusal } from './refusal.js';
import { requireTreatment } from './treatment-checks.js';
import { isInForce, isTimed } from './treatment-times.js';
import { BARE_MEMBRANE, sodiumFractionOf, type Treatment } from './treatments.js';

/** What holds at a time. Throws ModelRefusal for a treatment that makes no sense here, at any time; see `Axon.treat`. */
export function segmentsOf(
  geometry: Geometry,
  compartments: Compartments,
  places: Float64Array,
  membrane: MembraneSpec,
  treatments: readonly Treatment[],
  atMs: number,
): Segment[] {
  const { count } = compartments;
  // Per kind of treatment, which one (from 1) each compartment gets.
  const given = new Map<Treatment['kind'], Int32Array>();
  treatments.forEach((treatment, k) => {
    requireTreatment(geometry, membrane, treatment, k);
    const holds = isInForce(treatment, atMs);
    const of = (holds && given.get(treatment.kind)) || new Int32Array(count);
    if (holds) given.set(treatment.kind, of);
    mark(treatment, k, of, treatments, compartments, places);
  });
  const kinds = [...given.values()];
  const segments: Segment[] = [];
  for (let from = 0; from < count; ) {
    let to = from + 1;
    while (to < count && alike(compartments, from, to) && kinds.every((of) => of[from] === of[to])) to++;
    const here = kinds.map((of) => treatments[of[from]! - 1]).filter((treatment) => treatment !== undefined);
    segments.push({ from, to, conditions: conditionsAt(compartments, from, here) });
    from = to;
  }
  return segments;
}

function alike(compartments: Compartments, a: number, b: number): boolean {
  return (
    compartments.cover[a] === compartments.cover[b] &&
    compartments.areaCm2[a] === compartments.areaCm2[b] &&
    compartments.capacitanceUf[a] === compartments.capacitanceUf[b] &&
    compartments.leakConductanceMs[a] === compartments.leakConductanceMs[b]
  );
}

/** A place this far outside still counts: rounding. */
const SLACK = 1e-9;
/** A piece of an internode is at most this far from the middle by which it is treated [nodes]. */
const HALF_INTERNODE = 0.5;

/** Enters treatment `k` at every compartment that it treats. */
function mark(
  treatment: Treatment,
  k: number,
  of: Int32Array,
  treatments: readonly Treatment[],
  { count, cover }: Compartments,
  places: Float64Array,
): void {
  const from = (treatment.from ?? Number.NEGATIVE_INFINITY) - SLACK;
  const to = (treatment.to ?? Number.POSITIVE_INFINITY) + SLACK;
  let found = false;
  for (let i = firstFrom(places, from - HALF_INTERNODE); i < count; i++) {
    if (places[i]! > to + HALF_INTERNODE) break;
    const bare = treatment.kind === 'bare';
    if (bare !== (cover[i] === MYELIN)) continue;
    const place = bare ? Math.floor(places[i]!) + 0.5 : places[i]!;
    if (place < from || place > to) continue;
    if (of[i] !== 0) {
      const other = of[i]! - 1;
      throw new ModelRefusal(
        ['treatments', k],
        `a stretch without ${treatment.kind}, but treatments[${other}] (${stretchOf(treatments[other]!)}) treats ${Math.round(places[i]! * 1000) / 1000} already`,
        undefined,
        isTimed(treatment) || isTimed(treatments[other]!)
          ? 'at one time; let one end before the other begins'
          : undefined,
      );
    }
    of[i] = k + 1;
    found = true;
  }
  if (found) return;
  const what = treatment.kind === 'bare' ? 'the middle of an internode' : 'the centre of a compartment';
  throw new ModelRefusal(
    ['treatments', k],
    `${what} between from and to, but none lies in ${stretchOf(treatment)}`,
  );
}

/** The first of some places in order that lies at `from` or after it; their number if there is none. */
function firstFrom(places: Float64Array, from: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]! < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

function stretchOf({ from, to }: Treatment): string {
  return `${from ?? 'the beginning'} to ${to ?? 'the end'}`;
}

/** What a treatment makes of the conditions that it finds. */
type Effects = {
  readonly [T in Treatment as T['kind']]: (treatment: T, found: Conditions) => Partial<Conditions>;
};

const EFFECTS: Effects = {
  ttx: (treatment) => ({ sodiumFraction: sodiumFractionOf(treatment) }),
  tea: ({ potassiumFraction }) => ({ potassiumFraction }),
  temperature: ({ temperatureC }) => ({ temperatureC }),
  bare: ({ capacitanceUfPerCm2, leakConductanceMsPerCm2 }, { areaCm2 }) => ({
    capacitanceUf: areaCm2 * (capacitanceUfPerCm2 ?? BARE_MEMBRANE.capacitanceUfPerCm2),
    ownLeakMs: areaCm2 * (leakConductanceMsPerCm2 ?? BARE_MEMBRANE.leakConductanceMsPerCm2),
  }),
  dead: () => ({ dead: true }),
  potassium: ({ outsideMillimolar }) => ({ potassiumOutsideMillimolar: outsideMillimolar }),
  rest: ({ shiftMv }) => ({ shiftMv }),
};

function conditionsAt(compartments: Compartments, i: number, here: readonly Treatment[]): Conditions {
  let conditions: Conditions = {
    ...UNTREATED,
    cover: compartments.cover[i]!,
    areaCm2: compartments.areaCm2[i]!,
    capacitanceUf: compartments.capacitanceUf[i]!,
    ownLeakMs: compartments.leakConductanceMs[i]!,
  };
  for (const treatment of here) {
    const effect = EFFECTS[treatment.kind] as (
      treatment: Treatment,
      found: Conditions,
    ) => Partial<Conditions>;
    conditions = { ...conditions, ...effect(treatment, conditions) };
  }
  return conditions;
}
