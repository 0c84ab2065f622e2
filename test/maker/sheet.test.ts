import { describe, expect, it } from 'vitest';
import { labelsOf } from '../../src/cli/drawings.js';
import { provingSteps } from '../../src/maker/proving.js';
import { SHEET_MARK, sheetHtml } from '../../src/maker/sheet.js';
import { BOARD_RIGS, FULL, rigOf, shippedRig } from './rigs.js';

const sheetOf = (rig: ReturnType<typeof rigOf>, paper: 'a4' | 'letter' = 'a4') =>
  sheetHtml(rig, {
    file: 'my rig.yaml',
    paper,
    dial: { turnDegPerMs: 90, marks: [{ mv: -70, words: 'rest' }] },
    labels: labelsOf(rig),
  });
const headings = (html: string) => [...html.matchAll(/<h1>([^<]+)/g)].map(([, words]) => words);

describe('the sheet', () => {
  it('of uno-60 has parts, wiring, wires, two dials, places and steps, on six pages', () => {
    const html = sheetOf(shippedRig('uno-60'));
    expect(html.match(/<section class="sheet">/g)).toHaveLength(6);
    expect(headings(html)).toEqual([
      'Uno with 60 LEDs',
      'Wires to lay, in this order',
      'Faces of the voltmeters',
      'Places',
      'Prove it, one step at a time',
    ]);
    expect(html.match(/<svg /g)).toHaveLength(4);
    expect(html).toContain('"npx axon-rig doctor &quot;my rig.yaml&quot;" goes');
  });

  it.each(BOARD_RIGS)(
    'of %s has no style in an element, no program, and nothing that is not there',
    (name) => {
      const html = sheetOf(shippedRig(name));
      expect(html).not.toMatch(/\sstyle=|<script|NaN|undefined|\[object/);
      expect(html).toContain(SHEET_MARK);
      const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
      expect(new Set(ids).size).toBe(ids.length);
    },
  );

  it('goes on Letter as well as on A4, with the same 178 mm for what is on it', () => {
    const rig = shippedRig('uno-60');
    expect(sheetOf(rig)).toContain('@page { size: A4;');
    const letter = sheetOf(rig, 'letter');
    expect(letter).toContain('@page { size: letter;');
    expect(letter).toContain('padding: 11mm 18.95');
  });

  it('escapes what the file calls the rig', () => {
    const html = sheetOf(rigOf('name: "<b>A & B"\ndevice: {kind: serial}\n'));
    expect(html).toContain('<h1>&lt;b&gt;A &amp; B</h1>');
    expect(html).not.toContain('<b>A &');
  });

  it('of a virtual rig proves the page, and wires nothing', () => {
    expect(headings(sheetOf(rigOf('device: {kind: virtual}')))).toEqual([
      'Places',
      'Prove it, one step at a time',
    ]);
  });
});

describe('the steps that prove a rig', () => {
  it('are those of what it has: 12 with all that our firmware takes, 8 with a strip and a button', () => {
    expect(provingSteps(rigOf(FULL), 'x.yaml').map(({ name }) => name)).toEqual([
      'File',
      'Board alone',
      'Ground',
      'Supply',
      'Strip',
      'Direction',
      'Blue needle',
      'Yellow needle',
      'Buttons',
      'Dials',
      'Silence',
      'Heat',
    ]);
    expect(provingSteps(rigOf('device: {kind: serial}'), 'x.yaml')).toHaveLength(8);
  });

  it('name the pin of a button, and move a needle from the page', () => {
    const words = (name: string) =>
      provingSteps(rigOf(`device: {kind: serial}\nneedles: {blue: {}}`), 'x.yaml').find(
        (step) => step.name === name,
      )?.words;
    expect(words('Button 1')).toMatch(/^Wire it to pin 2\./);
    expect(words('Blue needle')).toMatch(/choose "bath" below the blue voltmeter/);
  });

  it('leave the firmware of a Firmata board where it is', () => {
    const steps = provingSteps(shippedRig('uno-firmata-rgb'), 'x.yaml');
    expect(steps.map(({ words }) => words).join(' ')).not.toContain('axon-rig flash');
  });
});
