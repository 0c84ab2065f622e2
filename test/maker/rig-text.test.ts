import { describe, expect, it } from 'vitest';
import {
  type Answers,
  BOARDS,
  cannotWork,
  mostOnUsb,
  rigText,
  SUPPLIES,
  USUAL,
  usualNeedleSupply,
} from '../../src/maker/index.js';
import { restCurrentMa } from '../../src/rig/checks.js';
import { formatProblem, parseRig, problemLines } from '../../src/rig/index.js';

const answers = (some: Partial<Answers>): Answers => {
  const all = { ...USUAL, ...some };
  return { needleSupply: usualNeedleSupply(all), ...all };
};

/** All that is said against a file, problems and remarks. */
function saidOf(text: string): string[] {
  const result = parseRig(text, 'mine.yaml');
  return result.ok ? result.notes.map(formatProblem) : problemLines(result.problems);
}

const LEDS = [1, 2, 5, 8, 9, 30, 60, 61, 100, mostOnUsb('own'), 124, 144, 150];

describe('a rig file from answers', () => {
  it('is accepted without a remark, whatever is answered, unless it has been refused with a reason', () => {
    let written = 0;
    let refused = 0;
    for (const board of BOARDS)
      for (const leds of LEDS)
        for (const needles of [0, 1, 2] as const)
          for (const supply of SUPPLIES)
            for (const needleSupply of SUPPLIES) {
              const buttons = (leds % 5) as Answers['buttons'];
              const all = answers({ board, leds, needles, supply, buttons });
              const own = needles === 0 ? all : { ...all, needleSupply };
              if (cannotWork(own).length > 0) refused++;
              else {
                written++;
                expect({ ...own, said: saidOf(rigText(own)) }).toEqual({ ...own, said: [] });
              }
            }
    expect(written).toBeGreaterThan(200);
    expect(refused).toBeGreaterThan(50);
  });

  it('has what was answered: a Nano, 30 LEDs of 30 a metre, one needle, no button', () => {
    const text = rigText(
      answers({ board: 'nano', leds: 30, perMetre: 30, needles: 1, buttons: 0, strip: 'ws2811' }),
    );
    const result = parseRig(text, 'mine.yaml');
    if (!result.ok) throw new Error(text);
    const { rig } = result;
    expect(rig.name).toBe('Arduino Nano with 30 LEDs');
    expect(rig.light).toMatchObject({ ledCount: 30, perMetre: 30, colourOrder: 'rgb', supply: 'usb' });
    expect(rig.needles).toMatchObject({ supply: 'usb', yellow: null, blue: { lowUs: 1000, highUs: 2000 } });
    expect(Object.values(rig.buttons)).toEqual([null, null, null, null]);
  });

  it('says beside each line what it is for', () => {
    const lines = rigText(answers({ buttons: 4 })).split('\n');
    const bare = lines.filter((line) => line !== '' && !line.includes('#'));
    expect(bare.map((line) => line.trim())).toEqual([
      'name: Arduino Uno with 60 LEDs',
      'device:',
      'strip:',
      'yellow: 8',
      'buttons:',
    ]);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(115);
  });
});

describe('answers that cannot work', () => {
  it('are two needles from USB, and 144 LEDs from USB, each with its reason', () => {
    const [leds, needles] = cannotWork(answers({ leds: 144, needleSupply: 'usb' }));
    expect(leds).toContain(
      '144 LEDs cannot run from the USB port: dark they draw 144 mA, with the axon at rest 340',
    );
    expect(needles).toContain('two needles cannot run from the USB port: it gives 500 mA');
  });

  it('are more than 60 LEDs beside a needle on USB, and more than 123 beside none', () => {
    expect([mostOnUsb('usb'), mostOnUsb('own')]).toEqual([60, 123]);
    expect(cannotWork(answers({ leds: 61, needles: 1, needleSupply: 'usb' }))).toHaveLength(1);
    expect(cannotWork(answers({ leds: 61, needles: 1 }))).toEqual([]);
    expect(cannotWork(answers({ leds: 124, needles: 2 }))).toHaveLength(1);
  });

  it('count the current at rest as the rig file does: 2.36 mA an LED', () => {
    const result = parseRig(
      'device: {kind: serial}\nstrip: {leds: 100, supply: own, currentLimitMa: 500}\n',
      'x',
    );
    if (!result.ok) throw new Error('refused');
    expect(restCurrentMa(result.rig) / 100).toBeCloseTo(2.36, 1);
  });
});
