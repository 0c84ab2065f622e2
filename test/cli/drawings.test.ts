import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runHere } from './run-here.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'axon-rig-drawings-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (line: string) => runHere(line.split(' '), folder);
const text = (name: string) => readFileSync(join(folder, name), 'utf8');

describe('axon-rig wiring', () => {
  it('lists the 14 things to tick off of uno-60, and draws them', async () => {
    const { code, out } = await run('wiring uno-60');
    expect(code).toBe(0);
    expect(out.split('\n')).toHaveLength(14);
    expect((await run('wiring uno-60 --svg wiring.svg')).out).toMatch(/^wiring written to wiring\.svg/);
    expect(text('wiring.svg')).toMatch(/^<svg [^>]*width="178mm"/);
    expect((await run('wiring uno-60 --svg -')).out).toBe(text('wiring.svg').trimEnd());
  });

  it('has nothing to draw of a rig without hardware', async () => {
    expect(await run('wiring virtual')).toMatchObject({
      code: 1,
      err: expect.stringContaining('nothing is wired'),
    });
  });

  it('is written over a drawing, and over nothing else unless it is forced', async () => {
    writeFileSync(join(folder, 'own.svg'), '<svg>mine</svg>');
    for (const line of ['wiring uno-60 --svg', 'dial uno-60 --svg', 'dial uno-60 --labels'])
      expect(await run(`${line} own.svg`), line).toMatchObject({
        code: 1,
        err: expect.stringContaining('own.svg is there already and is no drawing'),
      });
    expect(text('own.svg')).toBe('<svg>mine</svg>');
    expect((await run('wiring uno-60 --svg own.svg --force')).code).toBe(0);
    expect((await run('dial uno-60 --labels own.svg')).code).toBe(0);
  });

  it('is never written over the rig file', async () => {
    writeFileSync(join(folder, 'mine.yaml'), 'device: {kind: serial}\n');
    expect((await run('wiring mine.yaml --svg mine.yaml')).code).toBe(1);
    expect(text('mine.yaml')).toBe('device: {kind: serial}\n');
  });
});

describe('axon-rig dial', () => {
  it('draws both faces, one below the other, and the labels', async () => {
    const { code, out } = await run('dial uno-60 --svg dial.svg --labels labels.svg');
    expect({ code, out }).toEqual({
      code: 0,
      out: 'faces written to dial.svg; print at 100 %\nlabels written to labels.svg; print at 100 %',
    });
    expect(text('dial.svg')).toMatch(
      /width="150mm" height="218mm"[\s\S]*blue voltmeter[\s\S]*yellow voltmeter/,
    );
    expect(text('labels.svg')).toContain('60 LEDs, 60 a metre, 1000 mm');
  });

  it('marks the rest and the threshold of what the rig plays: −80 and −40 of this one', async () => {
    writeFileSync(
      join(folder, 'other.yaml'),
      'device: {kind: serial}\nneedles: {blue: {}}\naxon: {kind: lattice, leakReversalMv: -80}\nmembrane: {kind: gated, sodiumOpensMv: -40}\n',
    );
    const { out } = await run('dial other.yaml --svg -');
    expect(out).toMatch(/font-weight="600"[^>]*>−80</);
    expect(out).toMatch(/font-weight="600"[^>]*>−40</);
    expect(out).not.toMatch(/font-weight="600"[^>]*>−70</);
  });

  it('says what it needs', async () => {
    expect((await run('dial uno-60')).err).toContain('add --svg FILE');
    expect((await run('dial uno-firmata-5-leds --needle yellow --svg -')).err).toContain(
      'has no yellow needle',
    );
    expect((await run('dial uno-firmata-rgb --labels -')).err).toContain('has no strip');
    writeFileSync(join(folder, 'folded.yaml'), 'device: {kind: serial}\nstrip: {map: [[0, 9], [19, 10]]}\n');
    expect((await run('dial folded.yaml --labels -')).err).toContain('has no strip that lies in one row');
    expect((await run('dial uno-60 --svg - --labels -')).code).toBe(1);
    expect((await run('dial uno-60 --svg - --turn 10')).err).toContain('Expected 30 to 180');
  });
});

describe('axon-rig sheet', () => {
  it('is written over a sheet, and over nothing else', async () => {
    const again = () => run('sheet uno-60 --paper letter --html sheet.html');
    expect(await again()).toMatchObject({
      code: 0,
      out: expect.stringContaining('sheet written to sheet.html'),
    });
    expect((await again()).code).toBe(0);
    expect(text('sheet.html')).toContain('axon-rig check uno-60');
    writeFileSync(join(folder, 'notes.html'), 'mine');
    expect((await run('sheet uno-60 --html notes.html')).err).toContain('is there already and is no sheet');
    expect(text('notes.html')).toBe('mine');
    expect((await run('sheet uno-60')).err).toContain('add --html FILE');
  });
});

describe('axon-rig drawings', () => {
  it('writes a drawing of each part into a folder that it makes, and says which', async () => {
    const { code, out } = await run('drawings exhibit --out on/table');
    expect(code).toBe(0);
    expect(out).toContain('on/table/box-1.svg  Lid and front of the box: Touch the nerve');
    expect(readdirSync(join(folder, 'on/table'))).toHaveLength(10);
    expect(text('on/table/table.svg')).toMatch(/^<svg [^>]*width="190mm"/);
  });

  it('writes nothing at all where one of the files is something else', async () => {
    mkdirSync(join(folder, 'taken'));
    writeFileSync(join(folder, 'taken/table.svg'), '<svg>mine</svg>');
    expect(await run('drawings exhibit --out taken')).toMatchObject({
      code: 1,
      err: expect.stringContaining('taken/table.svg is there already and is no drawing'),
    });
    expect(readdirSync(join(folder, 'taken'))).toEqual(['table.svg']);
    expect((await run('drawings exhibit --out taken --force')).code).toBe(0);
  });

  it('says what does not fit, and where a folder cannot be', async () => {
    expect(await run('drawings exhibit')).toMatchObject({
      code: 1,
      err: expect.stringContaining('--out FOLDER'),
    });
    expect(await run('drawings virtual --out x')).toMatchObject({ code: 1 });
    expect(await run('drawings exhibit --out x --tube 5')).toMatchObject({ code: 1 });
    writeFileSync(join(folder, 'file'), '');
    expect(await run('drawings exhibit --out file/x')).toMatchObject({
      code: 1,
      err: expect.stringContaining('cannot be made'),
    });
  });
});
