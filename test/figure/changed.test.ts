import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Changed, type Primitive, within } from '../../src/figure/index.js';

const widthOf = ({ text }: { readonly text: string }): number => 8 * text.length;

function trace(ys: readonly number[], ink: 'blue' | 'yellow' = 'blue'): Primitive {
  const points = Float32Array.from(ys.flatMap((y, k) => (y < 0 ? [Number.NaN, Number.NaN] : [10 * k, y])));
  return { kind: 'polyline', role: 'trace', ink, points, length: points.length };
}

const handleAt = (x: number): Primitive => ({
  kind: 'line',
  role: 'handle',
  ink: 'ink',
  x1: x,
  x2: x,
  y1: 0,
  y2: 90,
});
const name = (x: number, text: string): Primitive => ({
  kind: 'text',
  role: 'name',
  ink: 'blue',
  x,
  y: 20,
  anchor: 'start',
  text,
});

/** What a pen meets on its way up a column. */
function column(primitives: readonly Primitive[], x: number): string[] {
  return primitives.flatMap((primitive) => {
    switch (primitive.kind) {
      case 'line':
        return primitive.x1 === x ? ['line'] : [];
      case 'text':
        return x >= primitive.x && x <= primitive.x + widthOf(primitive) ? [primitive.text] : [];
      case 'polyline': {
        const { points, length, ink } = primitive;
        for (let k = 0; k + 3 < length; k += 2) {
          const [fromX, fromY, toX, toY] = points.slice(k, k + 4) as unknown as [
            number,
            number,
            number,
            number,
          ];
          if (fromX <= x && toX > x)
            return [`${ink} ${(fromY + ((toY - fromY) * (x - fromX)) / (toX - fromX)).toFixed(3)}`];
        }
        return [];
      }
      default:
        return [];
    }
  });
}

describe('what of a drawing is painted again', () => {
  it('is nothing where it is the same, and 20 to 30 where the handle goes from 20 to 30', () => {
    const changed = new Changed();
    const ys = [5, 6, 7, 8];
    expect(changed.since([trace(ys), handleAt(20)], widthOf)).toEqual({ from: 0, to: 30 });
    expect(changed.since([trace(ys), handleAt(20)], widthOf)).toBeUndefined();
    expect(changed.since([trace(ys), handleAt(30)], widthOf)).toEqual({ from: 20, to: 30 });
  });

  it('begins at the last point that stays where a trace grows, though its points are used again', () => {
    const changed = new Changed();
    const points = Float32Array.of(0, 5, 10, 6, 20, 7, 30, 8);
    const line = (length: number): Primitive => ({
      kind: 'polyline',
      role: 'trace',
      ink: 'blue',
      points,
      length,
    });
    changed.since([line(6)], widthOf);
    expect(changed.since([line(8)], widthOf)).toEqual({ from: 20, to: 30 });
    points[5] = 9;
    expect(changed.since([line(8)], widthOf)).toEqual({ from: 10, to: 30 });
  });

  it('is all of a word that comes or goes: 40 to 72 for four letters 8 wide', () => {
    const changed = new Changed();
    changed.since([handleAt(3), name(40, 'blue')], widthOf);
    expect(changed.since([handleAt(3)], widthOf)).toEqual({ from: 40, to: 72 });
    expect(changed.since([handleAt(3), name(40, 'blue')], widthOf)).toEqual({ from: 40, to: 72 });
  });

  it('is everything after forgetting', () => {
    const changed = new Changed();
    changed.since([trace([1, 2, 3])], widthOf);
    changed.forget();
    expect(changed.since([trace([1, 2, 3])], widthOf)).toEqual({ from: 0, to: 20 });
  });

  const columns = Array.from({ length: 330 }, (_, x) => x);
  const ys = fc.array(fc.integer({ min: -1, max: 4 }), { minLength: 2, maxLength: 14 });
  const drawing = fc
    .tuple(ys, ys, fc.integer({ min: 0, max: 130 }), fc.constantFrom('', 'blue', 'yellow'))
    .map(([one, other, x, word]) => [
      trace(one),
      trace(other, 'yellow'),
      handleAt(x),
      ...(word === '' ? [] : [name(2 * x, word)]),
    ]);

  it('has all that is another: beside it each column stays as it was, and within it each is as in the whole', () => {
    fc.assert(
      fc.property(fc.array(drawing, { minLength: 2, maxLength: 6 }), (drawings) => {
        const changed = new Changed();
        let before: readonly Primitive[] = [];
        for (const now of drawings) {
          const span = changed.since(now, widthOf);
          const part = span ? within(now, span, widthOf) : [];
          const isIn = (x: number): boolean => span !== undefined && x >= span.from && x <= span.to;
          expect(columns.map((x) => column(isIn(x) ? part : before, x))).toEqual(
            columns.map((x) => column(now, x)),
          );
          before = now;
        }
      }),
      { numRuns: 200 },
    );
  });
});
