import { describe, expect, it } from 'vitest';
import { mutantsOf } from '../../scripts/mutants.mjs';

const changed = (source: string) =>
  mutantsOf(source).map(({ start, end, text }) => source.slice(0, start) + text + source.slice(end));

describe('the changes of a line', () => {
  it.each([
    ['f(a < b);', ['f(a <= b);', 'f(a >= b);', ';']],
    ['x = a && b;', ['x = a || b;', ';']],
    ['n += 2;', ['n -= 2;', 'n += 3;', ';']],
    ['const late = true;', ['const late = false;']],
    ['const limitMs = 5000;', ['const limitMs = (2 * 5000);']],
    ['if (ready) return;', ['if (!(ready)) return;', ';']],
    ['const y = Math.min(a, b);', ['const y = Math.max(a, b);', 'const y = Math.min(b, a);']],
    ['const z = !a;', ['const z = a;']],
  ])('%s', (source, wanted) => {
    const text = source.includes('return') ? `() => { ${source} }` : source;
    const found = changed(text).map((each) => each.replace(/^\(\) => \{ (.*) \}$/, '$1'));
    expect(found.filter((each) => each !== ';').sort()).toEqual(wanted.filter((each) => each !== ';').sort());
    expect(found.includes(';')).toBe(wanted.includes(';'));
  });

  it.each([
    ['types', 'type A = 1 | 2; interface B { readonly c: 3; } let d: [1, 2];'],
    ['text and comments', "const a = 'a < b && 1'; // 1 < 2"],
    ['imports', "import { a } from './a.js';"],
    ['a table of 17 numbers', `const table = [${Array.from({ length: 17 }, (_, n) => n)}];`],
  ])('are none in %s', (_name, source) => {
    expect(changed(source)).toEqual([]);
  });

  it('reach into what only has a type written beside it', () => {
    expect(changed('const a = (b + c) as number;')).toEqual(['const a = (b - c) as number;']);
  });
});
