import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatProblem, parseRig, type Rig, rigJsonSchema } from '../../src/rig/index.js';

const folder = new URL('../../rigs/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');

function load(name: string): Rig {
  const result = parseRig(read(name), `rigs/${name}`);
  if (!result.ok) throw new Error(result.problems.map(formatProblem).join('\n'));
  return result.rig;
}

describe('shipped rig files', () => {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

  it('are virtual, uno-60 and uno-144', () => {
    expect(names.sort()).toEqual(['uno-144.yaml', 'uno-60.yaml', 'virtual.yaml']);
  });

  it.each(names)('%s is read without a problem or a note', (name) => {
    const result = parseRig(read(name), name);
    expect(result).toMatchObject({ ok: true, notes: [] });
  });

  it.each(names)('%s names the JSON Schema in its first line', (name) => {
    expect(read(name).split('\n')[0]).toBe('# yaml-language-server: $schema=./rig.schema.json');
  });

  it('virtual has no hardware and every control that a board could have', () => {
    const rig = load('virtual.yaml');
    expect(rig.device).toEqual({ kind: 'virtual' });
    expect(rig.strip.leds).toBe(60);
    expect([rig.needles.blue, rig.needles.yellow]).not.toContain(null);
    expect(Object.values(rig.buttons)).not.toContain(null);
  });

  it('uno-60 stays within what a USB port gives', () => {
    const rig = load('uno-60.yaml');
    expect(rig.device).toEqual({ kind: 'serial', port: 'auto', baud: 500000 });
    expect(rig.strip).toMatchObject({ leds: 60, currentLimitMa: 200, supply: 'usb' });
  });

  it('uno-144 has a site per LED and its own supply', () => {
    const rig = load('uno-144.yaml');
    expect(rig.strip).toMatchObject({ leds: 144, currentLimitMa: 1500, supply: 'own' });
    expect(rig.axon.sites).toBe(144);
    expect(rig.buttons[2]).toEqual({ do: 'stimulate', at: 143, currentUa: 200, durationMs: 0.5 });
  });
});

describe('rigs/rig.schema.json', () => {
  it('is current (scripts/make-schema.mjs writes it)', () => {
    expect(JSON.parse(read('rig.schema.json'))).toEqual(rigJsonSchema());
  });
});
