import { describe, expect, it } from 'vitest';
import { DARK, drawingOf, LIGHT, PRINT, paint, type Surface, toSvg } from '../../src/figure/index.js';
import { graphOf } from './graphs.js';

const drawing = drawingOf(
  graphOf({ failed: [{ atMs: 3 }], handle: { atMs: 8.1, words: '8.1 ms', readings: null } }),
);
const options = { unit: 'px', title: 'a < b', description: 'x & y', id: 'one' } as const;

/** A canvas that writes down what is asked of it. */
function notebook(): { readonly surface: Surface; readonly calls: string[] } {
  const calls: string[] = [];
  const surface = new Proxy({} as Record<string, unknown>, {
    get: (own, name: string) =>
      own[name] ?? ((...of: unknown[]) => void calls.push(`${name} ${of.join(' ')}`)),
    set: (own, name: string, value) => {
      own[name] = value;
      calls.push(`${name} = ${String(value)}`);
      return true;
    },
  }) as unknown as Surface;
  return { surface, calls };
}

describe('an SVG', () => {
  const svg = toSvg(drawing, DARK, options);

  it('has a size, a title and a description of its own, with what people write escaped', () => {
    expect(svg).toMatch(/^<svg [^>]*width="520px" height="320px" viewBox="0 0 520 320"/);
    expect(svg).toContain('<title id="one-title">a &lt; b</title>');
    expect(svg).toContain('<desc id="one-description">x &amp; y</desc>');
  });

  it('holds no number that is none', () => {
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('draws yellow twice where it would be too light: dark and broad, and its own colour on it', () => {
    const strokes = (text: string, colour: string) =>
      text.match(new RegExp(`stroke="${colour}"`, 'g'))?.length ?? 0;
    expect(strokes(toSvg(drawing, LIGHT, options), '#ffcb2e')).toBe(1);
    expect(strokes(svg, '#ffcb2e')).toBe(0);
  });

  it('tells blue from yellow on paper without colour: one is solid, the other has dashes', () => {
    const print = toSvg(drawingOf(graphOf()), PRINT, options);
    const yellow = /<path d="[^"]*" fill="none" stroke="#7a4f00" stroke-width="4.6" stroke-dasharray="9 4"/;
    expect(print).toMatch(yellow);
    expect(print).toMatch(/<path d="[^"]*" fill="none" stroke="#0a5fb4" stroke-width="3" stroke-linejoin/);
  });

  it('in millimetres has lines as much thinner as its letters are smaller', () => {
    const print = toSvg(drawingOf(graphOf({ em: 2.8, width: 104, height: 64 })), PRINT, {
      ...options,
      unit: 'mm',
    });
    expect(print).toContain('width="104mm"');
    expect(print).toMatch(/stroke="#0a5fb4" stroke-width="0.6"/);
  });
});

describe('a canvas', () => {
  it('gets the same texts as the SVG, each with its edge first', () => {
    const { surface, calls } = notebook();
    paint(surface, drawing, DARK);
    const words = calls.filter((call) => call.startsWith('fillText')).map((call) => call.split(' ')[1]);
    expect(words).toEqual(expect.arrayContaining(['blue', 'yellow', '−55', '8.1']));
    const at = calls.findIndex((call) => call.startsWith('fillText blue'));
    expect(calls.slice(0, at).findLast((call) => call.startsWith('strokeText'))).toMatch(/^strokeText blue/);
  });

  it('is left solid and opaque, as it was found', () => {
    const { surface, calls } = notebook();
    paint(surface, drawing, DARK);
    expect(calls.filter((call) => call.startsWith('setLineDash')).at(-1)).toBe('setLineDash ');
    expect(calls.filter((call) => call.startsWith('globalAlpha')).at(-1)).toBe('globalAlpha = 1');
    expect([calls[0], calls.at(-1)]).toEqual(['save ', 'restore ']);
  });
});
