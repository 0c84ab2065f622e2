import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { stripCurrentMa } from '../../../src/display/light.js';
import {
  boardSteps,
  colourSymptom,
  dialSymptom,
  paperSteps,
  pressSymptom,
  type Step,
  type Symptom,
} from '../../../src/maker/doctor/index.js';
import type { Rig } from '../../../src/rig/index.js';
import { BOARD_RIGS, FULL, rigOf, shippedRig } from '../rigs.js';

const REST_MV = -70;
/** Ten LEDs, a dead one, and nine back. */
const FOLDS = 'strip: {leds: 24, map: [{from: 2, to: 11}, {from: 21, to: 13}]}';
const RIGS: readonly (readonly [string, Rig])[] = [
  ['uno-60', shippedRig('uno-60')],
  ['uno-144', shippedRig('uno-144')],
  ['all that fits', rigOf(FULL)],
  ['one LED', rigOf('device: {kind: serial}\nstrip: {leds: 1}')],
  ['LEDs in two folds, a dead one between them', rigOf(`device: {kind: serial}\n${FOLDS}`)],
  ['150 LEDs, 200 mA, reversed', rigOf('device: {kind: serial}\nstrip: {leds: 150, reversed: true}')],
];
const looks = (steps: readonly Step[]) => steps.filter((step) => step.kind === 'look');

describe.each(RIGS)('the steps of %s', (_, rig) => {
  const steps = boardSteps(rig, REST_MV);

  it('have an id each, the steps of a part one after the other, silence at last', () => {
    expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
    const parts = steps.map(({ part }) => part).filter((part, at, all) => part !== all[at - 1]);
    expect(new Set(parts).size).toBe(parts.length);
    expect(steps.at(-1)!.id).toBe('silence');
  });

  it('light no more than the current of the strip allows, and no LED that it has not', () => {
    const { leds: ledCount, currentLimitMa } = rig.strip;
    let lights = 0;
    for (const step of steps) {
      const shown =
        step.kind === 'colours'
          ? { leds: step.leds, rgb: [step.brightness, 0, 0] }
          : step.kind === 'look' && step.act.kind === 'light'
            ? step.act
            : null;
      if (shown === null) continue;
      lights++;
      expect(shown.leds).toEqual(shown.leds.toSorted((a, b) => a - b));
      expect(shown.leds.at(-1)).toBeLessThan(ledCount);
      const rgb = new Uint8Array(3 * ledCount);
      for (const led of shown.leds) rgb.set(shown.rgb, 3 * led);
      expect(stripCurrentMa(rgb)).toBeLessThanOrEqual(currentLimitMa);
    }
    expect(lights).toBe(4);
  });

  it('turn needles within their stops alone', () => {
    for (const { act } of looks(steps)) {
      if (act.kind !== 'needle') continue;
      const { lowUs, highUs } = rig.needles[act.needle]!;
      for (const { pulseUs } of act.stops) {
        expect(pulseUs).toBeGreaterThanOrEqual(Math.min(lowUs, highUs));
        expect(pulseUs).toBeLessThanOrEqual(Math.max(lowUs, highUs));
      }
    }
  });
});

describe('steps', () => {
  it('are five of a strip, two of a needle, one of each button and dial', () => {
    expect(boardSteps(rigOf(FULL), REST_MV).map(({ id }) => id)).toEqual([
      ...['strip-first', 'strip-all', 'strip-last', 'strip-colours', 'strip-direction'],
      ...['needle-blue-travel', 'needle-blue-rest', 'needle-yellow-travel', 'needle-yellow-rest'],
      ...['button-1', 'button-2', 'button-3', 'button-4', 'dial-0', 'dial-1', 'silence'],
    ]);
  });

  it('begin with the supply where the strip has one of its own', () => {
    expect(boardSteps(shippedRig('uno-144'), REST_MV)[0]!.id).toBe('supply');
  });

  it('run along the axon: from the far end of a strip that is reversed', () => {
    const orderOf = (text: string) => {
      const act = looks(boardSteps(rigOf(text), REST_MV)).find(({ id }) => id === 'strip-direction')!.act;
      return act.kind === 'runs' ? act.order : [];
    };
    expect(orderOf('device: {kind: serial}\nstrip: {leds: 3}')).toEqual([0, 1, 2]);
    expect(orderOf('device: {kind: serial}\nstrip: {leds: 3, reversed: true}')).toEqual([2, 1, 0]);
    expect(orderOf('device: {kind: serial}\nstrip: {leds: 5, skip: 2, reversed: true}')).toEqual([4, 3, 2]);
    const folds = orderOf(`device: {kind: serial}\n${FOLDS}`);
    expect([folds.length, folds[0], folds[9], folds[10], folds[18]]).toEqual([19, 2, 11, 21, 13]);
  });

  it('show of a strip with LEDs that stay dark the others alone, and say which', () => {
    const steps = looks(boardSteps(rigOf('device: {kind: serial}\nstrip: {leds: 10, skip: 2}'), REST_MV));
    const said = steps
      .slice(0, 3)
      .map(({ act, sees }) => [act.kind === 'light' && act.leds, sees.split(':')[1] ?? sees]);
    expect(said).toEqual([
      [[2], ' number 3 of the strip. Those before it stay dark, as the rig file says.'],
      [[2, 3, 4, 5, 6, 7, 8, 9], ' all that show the axon.'],
      [[9], ' the last of the strip.'],
    ]);
    const [, , last] = looks(boardSteps(rigOf(`device: {kind: serial}\n${FOLDS}`), REST_MV));
    expect(last!.sees).toContain('number 22 of the strip, the last that shows the axon');
  });

  it('of a rig on Firmata are those on paper, but for what the doctor does itself', () => {
    const steps = paperSteps(shippedRig('uno-firmata-5-leds'), 'mine.yaml');
    expect(steps.map(({ name }) => name)).toEqual([
      'Ground',
      'LEDs',
      'Direction',
      'Blue needle',
      'Button 1',
      'Silence',
      'Heat',
    ]);
    for (const rig of BOARD_RIGS) expect(paperSteps(shippedRig(rig), 'x.yaml').length).toBeGreaterThan(3);
  });
});

describe('what may be seen instead', () => {
  const text = readFileSync(new URL('../../../docs/troubleshooting.md', import.meta.url), 'utf8');
  const headings = [...text.matchAll(/^### (.*)$/gm)].map(([, heading]) => heading);
  const verdicts = ['silent', 'bounced', 'held', 'was-down'] as const;
  const all: Symptom[] = [
    ...RIGS.flatMap(([, rig]) => looks(boardSteps(rig, REST_MV)).flatMap(({ symptoms }) => symptoms)),
    ...verdicts.map((kind) => pressSymptom({ pin: '2', pressed: 'low' }, { kind })!),
    ...verdicts.map((kind) => pressSymptom({ pin: '2', pressed: 'high' }, { kind })!),
    pressSymptom({ pin: '2', pressed: 'low' }, { kind: 'other', button: 2 })!,
    colourSymptom('grb', { red: 'green', green: 'red', blue: 'blue' })!,
    colourSymptom('grb', { red: 'green', green: 'green', blue: 'blue' })!,
    colourSymptom('grb', { red: 'mixed', green: 'green', blue: 'blue' })!,
    colourSymptom('grb', { red: 'dark', green: 'green', blue: 'blue' })!,
    dialSymptom({ dial: 0, pin: 'A0' }, { left: 0, right: 1, noise: 1 })!,
  ];

  it('has a cure in whole sentences, and more of it under a heading that is there', () => {
    expect(all.length).toBeGreaterThan(40);
    for (const { id, seen, cure, more } of all) {
      expect(id).toMatch(/^[a-z0-9-]+$/);
      expect(seen).toMatch(/^[A-Z].*[^.]$/);
      expect(cure).toMatch(/^[A-Z].*\.$/);
      if (more !== null) expect(headings).toContain(more);
    }
  });
});
