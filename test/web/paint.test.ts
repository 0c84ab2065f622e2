/** Strokes of the brush and of the wiper over an axon: what is left of what was there, and in which order it is done. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NamedTreatment, Treatment } from '../../src/controller/contract.js';
import type { PageCommand } from '../../src/server/messages.js';
import { cellsIn, gridOf } from '../../src/web/cells.js';
import {
  type Brush,
  painted,
  paintRefusal,
  sameTreatments,
  strokeStretch,
  treatCommands,
} from '../../src/web/paint.js';
import { LOOKING_BACK } from './page-state.js';

const LATTICE = { kind: 'lattice', siteCount: 60, lastPlace: 59 } as const;
const CABLE = { kind: 'cable', siteCount: 1000, lastPlace: 100 } as const;
const MYELINATED = { kind: 'myelinated', siteCount: 221, lastPlace: 20 } as const;
const PATCH = { kind: 'patch', siteCount: 1, lastPlace: 0 } as const;
type Axon = typeof LATTICE | typeof CABLE | typeof MYELINATED | typeof PATCH;

const TTX = { kind: 'ttx', sodiumFraction: 0 } as const;
const ICE = { kind: 'temperature', temperatureC: 0 } as const;
const WARM = { kind: 'temperature', temperatureC: 30 } as const;
const BARE = { kind: 'bare' } as const;
const on = (id: string, treatment: Treatment, from: number, to: number): NamedTreatment => ({
  id,
  treatment: { ...treatment, from, to },
});

it('nothing is painted while somebody looks back: it would cut off what came after', () => {
  expect(paintRefusal({ look: { kind: 'live' } })).toBeUndefined();
  expect(paintRefusal({ look: LOOKING_BACK })).toBe('Go on from here, or back to now, then paint.');
});

describe('a stroke of the brush', () => {
  it('over sites 49 to 53 treats these sites, in whichever direction it goes', () => {
    const after = [on('paint-1', TTX, 49, 53)];
    expect(painted([], LATTICE, TTX, 49, 53)).toEqual(after);
    expect(painted([], LATTICE, TTX, 53, 49)).toEqual(after);
  });

  it('over its like merges into one, also where both only touch, and keeps the name', () => {
    expect(painted([on('1', TTX, 40, 46)], LATTICE, TTX, 44, 50)).toEqual([on('1', TTX, 40, 50)]);
    expect(painted([on('1', TTX, 40, 46)], LATTICE, TTX, 47, 50)).toEqual([on('1', TTX, 40, 50)]);
    expect(painted([on('1', TTX, 40, 46)], LATTICE, TTX, 36, 39)).toEqual([on('1', TTX, 36, 46)]);
    expect(painted([on('1', TTX, 40, 46)], LATTICE, TTX, 48, 50)).toEqual([
      on('1', TTX, 40, 46),
      on('paint-1', TTX, 48, 50),
    ]);
  });

  it('that joins two makes one of them', () => {
    const two = [on('1', TTX, 10, 14), on('2', TTX, 20, 24)];
    expect(painted(two, LATTICE, TTX, 12, 22)).toEqual([on('1', TTX, 10, 24)]);
  });

  it('takes the place of the same kind with other numbers, and lies beside it', () => {
    expect(painted([on('1', WARM, 10, 30)], LATTICE, ICE, 15, 20)).toEqual([
      on('1', WARM, 10, 14),
      on('paint-2', WARM, 21, 30),
      on('paint-1', ICE, 15, 20),
    ]);
  });

  it('lies over another kind, which stays', () => {
    const ice = on('1', ICE, 10, 30);
    expect(painted([ice], LATTICE, TTX, 15, 20)).toEqual([ice, on('paint-1', TTX, 15, 20)]);
  });

  it('does not merge with what has a time of its own', () => {
    const timed = on('1', { ...TTX, startMs: 5 }, 10, 20);
    expect(painted([timed], LATTICE, TTX, 15, 25)).toEqual([
      on('1', { ...TTX, startMs: 5 }, 10, 14),
      on('paint-1', TTX, 15, 25),
    ]);
  });

  it('on a cable ends at the borders of compartments: 40.02 to 45.97 mm becomes 40 to 46 mm', () => {
    expect(strokeStretch(CABLE, TTX, 40.02, 45.97)).toEqual({ from: 40, to: 46 });
  });

  it('of bare membrane takes the myelin between whole nodes, at least one piece of it', () => {
    expect(strokeStretch(MYELINATED, BARE, 3.2, 6.7)).toEqual({ from: 3, to: 7 });
    expect(strokeStretch(MYELINATED, BARE, 20, 20)).toEqual({ from: 19, to: 20 });
    expect(strokeStretch(MYELINATED, TTX, 3.2, 6.7)).toEqual({ from: 3, to: 7 });
  });

  it('on a patch treats all there is', () => {
    expect(strokeStretch(PATCH, TTX, 0, 0)).toEqual({ from: 0, to: 0 });
  });
});

describe('a stroke of the wiper', () => {
  const wiped = (now: readonly NamedTreatment[], a: number, b: number, axon: Axon = LATTICE) =>
    painted(now, axon, null, a, b);

  it('lifts what lies in it whole, and cuts what it touches', () => {
    const now = [on('1', TTX, 40, 46), on('paint-1', ICE, 44, 50)];
    expect(wiped(now, 40, 47)).toEqual([on('paint-1', ICE, 48, 50)]);
    expect(wiped(now, 45, 45)).toEqual([
      on('1', TTX, 40, 44),
      on('paint-2', TTX, 46, 46),
      on('paint-1', ICE, 44, 44),
      on('paint-3', ICE, 46, 50),
    ]);
  });

  it('leaves as it is what it does not touch', () => {
    const now = [on('1', TTX, 40, 46)];
    expect(wiped(now, 0, 39)).toEqual(now);
    expect(treatCommands(now, wiped(now, 0, 39), LATTICE)).toEqual([]);
  });

  it('cuts a treatment of the whole axon, which says no place', () => {
    const cold: NamedTreatment = { id: '1', treatment: { kind: 'temperature', temperatureC: 6 } };
    expect(wiped([cold], 20, 59)).toEqual([on('1', cold.treatment, 0, 19)]);
  });

  it('puts myelin back between the nodes it passes, and leaves the other pieces bare', () => {
    expect(wiped([on('1', BARE, 3, 8)], 5.2, 5.8, MYELINATED)).toEqual([
      on('1', BARE, 3, 5),
      on('paint-1', BARE, 6, 8),
    ]);
  });
});

describe('the commands of a stroke', () => {
  it('wipe by lifting and by making smaller, and add the second piece last', () => {
    const now = [on('1', TTX, 40, 46), on('2', ICE, 43, 44)];
    expect(treatCommands(now, painted(now, LATTICE, null, 43, 44), LATTICE)).toEqual([
      { do: 'treat', id: '2', treatment: null },
      { do: 'treat', id: '1', treatment: { ...TTX, from: 40, to: 42 } },
      { do: 'treat', id: 'paint-1', treatment: { ...TTX, from: 45, to: 46 } },
    ]);
  });

  it('lift what moves before it is put where it goes', () => {
    const now = [on('1', TTX, 0, 5), on('2', TTX, 10, 15)];
    const swapped = [on('1', TTX, 10, 15), on('2', TTX, 0, 5)];
    expect(
      treatCommands(now, swapped, LATTICE).map((command) => command.do === 'treat' && command.id),
    ).toEqual(['1', '2', '1', '2']);
  });
});

/** What the rig does with a command; it refuses two of one kind on one place. */
function obeyed(now: readonly NamedTreatment[], command: PageCommand, axon: Axon): NamedTreatment[] {
  if (command.do !== 'treat') throw new Error('only treatments');
  const { id, treatment } = command;
  if (treatment === null) {
    expect(now.some((one) => one.id === id)).toBe(true);
    return now.filter((one) => one.id !== id);
  }
  const grid = gridOf(axon, treatment.kind);
  const own = cellsIn(grid, treatment)!;
  expect(own).toBeDefined();
  for (const one of now) {
    if (one.id === id || one.treatment.kind !== treatment.kind) continue;
    const other = cellsIn(grid, one.treatment)!;
    expect(other.last < own.first || other.first > own.last, `${id} beside ${one.id}`).toBe(true);
  }
  const k = now.findIndex((one) => one.id === id);
  return k < 0 ? [...now, { id, treatment }] : now.toSpliced(k, 1, { id, treatment });
}

/** Per kind, what each cell gets: the numbers of the treatment on it, or nothing. */
function picture(now: readonly NamedTreatment[], axon: Axon): Record<string, string[]> {
  const kinds: Record<string, string[]> = {};
  for (const kind of ['ttx', 'temperature', 'bare'] as const) {
    const grid = gridOf(axon, kind);
    const cells: string[] = new Array(grid.count).fill('');
    for (const { treatment } of now) {
      const own = treatment.kind === kind && cellsIn(grid, treatment);
      if (own) cells.fill(JSON.stringify({ ...treatment, from: 0, to: 0 }), own.first, own.last + 1);
    }
    kinds[kind] = cells;
  }
  return kinds;
}

describe('any strokes, one after the other', () => {
  const place = fc.integer({ min: 0, max: 1000 });
  const stroke = fc.record({
    brush: fc.constantFrom<Brush>(TTX, ICE, WARM, BARE, null, null),
    a: place,
    b: place,
  });
  const axons = fc.constantFrom<Axon>(LATTICE, CABLE, MYELINATED, PATCH);

  it('leave on each cell what the last stroke over it said, by commands of which the rig refuses none', () => {
    fc.assert(
      fc.property(axons, fc.array(stroke, { maxLength: 12 }), (axon, strokes) => {
        let now: readonly NamedTreatment[] = [];
        for (const { brush, a, b } of strokes) {
          if (brush?.kind === 'bare' && axon.kind !== 'myelinated') continue;
          const [from, to] = [(a / 1000) * axon.lastPlace, (b / 1000) * axon.lastPlace];
          const wanted = picture(now, axon);
          for (const kind of brush ? [brush.kind as 'ttx'] : (['ttx', 'temperature', 'bare'] as const)) {
            const under = cellsIn(
              gridOf(axon, kind),
              strokeStretch(axon, brush ?? ({ kind } as Treatment), from, to),
            );
            if (!under) continue;
            wanted[kind]!.fill(
              brush ? JSON.stringify({ ...brush, from: 0, to: 0 }) : '',
              under.first,
              under.last + 1,
            );
          }
          const after = painted(now, axon, brush, from, to);
          const before = now;
          for (const command of treatCommands(before, after, axon)) now = obeyed(now, command, axon);
          expect(sameTreatments(now, after)).toBe(true);
          expect(picture(now, axon)).toEqual(wanted);
          let back = now;
          for (const command of treatCommands(now, before, axon)) back = obeyed(back, command, axon);
          expect(sameTreatments(back, before)).toBe(true);
        }
      }),
      { numRuns: 200, seed: 13 },
    );
  });
});
