import { readdirSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const src = fileURLToPath(new URL('../../src/', import.meta.url));

it('src/model imports nothing but itself and units.ts', () => {
  const files = readdirSync(join(src, 'model'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  expect(files.length).toBeGreaterThan(8);
  for (const name of files) {
    const text = readFileSync(join(src, 'model', name), 'utf8');
    for (const [, from] of text.matchAll(/\bfrom '([^']+)'/g)) {
      const target = normalize(join('model', name, '..', from!));
      expect(from, name).toMatch(/^\./);
      expect(target === 'units.js' || target.startsWith('model'), `${name} imports ${from}`).toBe(true);
    }
  }
});
