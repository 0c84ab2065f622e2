import { describe, expect, it } from 'vitest';
import { textWidth } from '../../src/figure/index.js';
import { budgetOf } from '../../src/maker/budget.js';
import { circuitOf, wireLines, wiresToLay } from '../../src/maker/circuit.js';
import { svgText } from '../../src/maker/svg.js';
import { wiringDrawing } from '../../src/maker/wiring.js';
import { BOARD_RIGS, FULL, rigOf, shippedRig } from './rigs.js';

const ALL = [...BOARD_RIGS.map((name) => [name, shippedRig(name)] as const), ['full', rigOf(FULL)] as const];

describe('the wires of a rig', () => {
  it('are those of uno-60: 5 of ground, the fuse, 3 of power, 4 signals, and the capacitor', () => {
    const lines = wireLines(circuitOf(shippedRig('uno-60')));
    expect(lines).toHaveLength(5 + 1 + 3 + 4 + 1);
    expect(lines[0]).toBe('[ ] G    black     GND of the board    → 5 V supply: −');
    expect(lines[9]).toBe(
      '[ ] D6   green     pin 6 of the board  → 330 Ω → Strip, 60 LEDs: DIN, where the arrows begin',
    );
    expect(lines.at(-1)).toContain('1000 µF across GND and 5V of: Strip, 60 LEDs');
  });

  it.each(ALL)('of %s begin with all of the ground, and each part is on it or on the 5V pin', (_, rig) => {
    const circuit = circuitOf(rig);
    const kinds = wiresToLay(circuit).map(({ net }) => net.kind);
    expect(kinds.lastIndexOf('ground')).toBeLessThan(kinds.findIndex((kind) => kind !== 'ground'));
    for (const { terminals } of circuit.parts)
      expect(terminals.some(({ net }) => net.kind === 'ground' || net.kind === 'usb')).toBe(true);
  });

  it.each(ALL)('of %s: each net has a tag of its own, and a colour with dashes of its own', (_, rig) => {
    const { nets } = circuitOf(rig);
    const looks = nets.map(({ colour, dashes }) => `${colour} ${dashes.join(' ')}`);
    expect(new Set(nets.map(({ tag }) => tag)).size).toBe(nets.length);
    expect(new Set(looks).size).toBe(nets.length);
  });

  it('keep a supply of its own off the 5V pin of the board: 144 LEDs are fed at both ends by P', () => {
    const strip = circuitOf(shippedRig('uno-144')).parts.find(({ kind }) => kind === 'strip')!;
    expect(strip.terminals.map(({ name, net }) => [name.slice(0, 8), net.tag])).toEqual([
      ['GND', 'G'],
      ['5V', 'P'],
      ['DIN, whe', 'D6'],
      ['far end:', 'G'],
      ['far end:', 'P'],
    ]);
  });

  it('go from a supply of its own through a fuse as large as that supply, first of all that bring its power', () => {
    const rig = shippedRig('uno-144');
    const { own } = budgetOf(rig);
    const fuse = `fuse ${own!.supplyA} A`;
    const wires = wiresToLay(circuitOf(rig)).filter(({ net }) => net.kind === 'own');
    expect(wires[0]).toMatchObject({ from: '+ of the 5 V supply', to: fuse });
    expect(wires.slice(1).map(({ from }) => from)).toEqual(wires.slice(1).map(() => fuse));
    expect(svgText(wiringDrawing(circuitOf(rig), 'x'), 'x')).toContain(`>${fuse}</text>`);
  });

  it('give pads their 5V and their OUT, and count the LEDs that a strip leaves dark', () => {
    const rig = rigOf(
      'device: {kind: serial}\nstrip: {leds: 60, skip: 5}\nbuttons: {1: {do: stimulate, pressed: high}, 2: {do: pause}}\n',
    );
    const { parts } = circuitOf(rig);
    expect(parts[0]!.name).toBe('Strip, 60 LEDs');
    expect(parts.slice(1).map(({ name, terminals }) => [name, terminals.map(({ net }) => net.tag)])).toEqual([
      ['Button', ['G', 'D3']],
      ['Touch pads, high when touched', ['G', 'V', 'D2']],
    ]);
  });

  it('take the resistor of the file: 330 Ω before each of two LEDs, common anode to 5V', () => {
    const rig = rigOf(
      'device: {kind: firmata}\nrgb: {pins: [[3, 5, 6]], common: anode, resistorOhm: 330}\nbuttons: {}\n',
    );
    const [led] = circuitOf(rig).parts;
    expect(led!.terminals.map(({ net, through }) => [net.tag, through])).toEqual([
      ['V', undefined],
      ['D3', '330 Ω'],
      ['D5', '330 Ω'],
      ['D6', '330 Ω'],
    ]);
  });
});

describe('the wiring diagram', () => {
  it.each(ALL)('of %s is 178 mm wide, no higher than a page, and shows the tag of each net', (_, rig) => {
    const circuit = circuitOf(rig);
    const picture = wiringDrawing(circuit, 'Wiring');
    expect(picture.width).toBe(178);
    expect(picture.height).toBeLessThan(279.4 - 20);
    const svg = svgText(picture, 'Wiring');
    expect(svg).toMatch(/^<svg [^>]*width="178mm" height="[\d.]+mm" viewBox="0 0 178 /);
    for (const { tag } of circuit.nets) expect(svg).toContain(`>${tag}</text>`);
    expect(svg).not.toMatch(/NaN|undefined|style=/);
  });

  it.each(ALL)('of %s has all of its words on the paper, and none over the edge of its part', (_, rig) => {
    const svg = svgText(wiringDrawing(circuitOf(rig), 'Wiring'), 'Wiring');
    const words = [...svg.matchAll(/<text x="([\d.]+)" y="[\d.]+" font-size="([\d.]+)"([^>]*)>([^<]+)</g)];
    expect(words.length).toBeGreaterThan(10);
    const over = words.filter(([, x, size, look, text]) => {
      const share = look!.includes('"end"') ? 0 : look!.includes('"middle"') ? 0.5 : 1;
      return Number(x) + share * Number(size) * textWidth(text!) > 177;
    });
    expect(over.map(([, , , , text]) => text)).toEqual([]);
  });

  it('has a dot for each wire on a rail: 8 on uno-60', () => {
    const svg = svgText(wiringDrawing(circuitOf(shippedRig('uno-60')), 'x'), 'x');
    expect(svg.match(/<circle [^>]*r="1\.2" fill="#(14181f|c1121f|8c1c5a)"/g)).toHaveLength(5 + 1 + 3);
  });
});
