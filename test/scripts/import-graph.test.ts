import { readdirSync, readFileSync } from 'node:fs';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { importGraph } from '../../scripts/import-graph.mjs';

const top = fileURLToPath(new URL('../../', import.meta.url));
const { reach, unitTests, boardTests, benchTests, programTests } = importGraph(top);

describe('who imports whom', () => {
  it('puts each file of tests among those of units, of boards, of a process or of programs', () => {
    const files = readdirSync(`${top}test`, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => `test/${name.split(sep).join('/')}`);
    expect([...unitTests, ...boardTests, ...benchTests, ...programTests].sort()).toEqual(files.sort());
    expect(unitTests.length).toBeGreaterThan(50);
  });

  it('finds no test of units or boards that replaces a module: another file may have loaded it before', () => {
    const text = (test: string) => readFileSync(`${top}${test}`, 'utf8');
    expect([...unitTests, ...boardTests].filter((test) => /^\s*vi\.mock\(/m.test(text(test)))).toEqual([]);
  });

  it.each([
    ['the emulated board', 'test/firmware/light.test.ts'],
    ['a mock board', 'test/devices/serial/session.test.ts'],
  ])('knows a test of %s for one of boards', (_what, test) => {
    expect(boardTests).toContain(test);
  });

  it.each(['test/bench/heap.test.ts', 'test/model/allocation.test.ts'])(
    'gives %s, which measures memory, a process to itself',
    (test) => {
      expect(benchTests).toContain(test);
    },
  );

  it.each([
    ['the built program', 'test/cli/run.test.ts'],
    ['the built page in a browser', 'test/web/page.test.ts'],
    ['the emulated board in a process of its own', 'test/emulator/emulate.test.ts'],
    ['the whole rig', 'test/whole-rig.test.ts'],
  ])('knows a test of %s for one of programs', (_what, test) => {
    expect(programTests).toContain(test);
  });

  it('counts steps, through built programs too, and not through types', () => {
    const near = reach('test/web/words.test.ts');
    expect(near.get('src/web/words.ts')).toBe(1);
    expect(near.has('src/model/axon.ts')).toBe(false);
    expect(reach('test/cli/run.test.ts').has('src/model/axon.ts')).toBe(true);
    expect(reach('test/web/page.test.ts').has('src/web/glow.ts')).toBe(true);
    expect(reach('src/devices/firmata/process.ts').has('src/devices/firmata/child.ts')).toBe(true);
    expect(reach('src/controller/motor.ts').has('src/devices/device.ts')).toBe(false);
  });
});
