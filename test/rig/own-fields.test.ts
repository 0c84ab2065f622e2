/** What a rig has against a value that other rigs would take, or has against it for a reason of its own. */
import { describe, expect, it } from 'vitest';
import { formatProblem, parseRig } from '../../src/rig/index.js';

function messages(text: string): string[] {
  const result = parseRig(text, 'x.yaml');
  return result.ok ? [] : result.problems.map(formatProblem);
}

const SERIAL = 'device: {kind: serial}';
const THIN = 'the firmware limits no higher, and thin strips are not made for more';

describe('the advised current of a strip', () => {
  it.each([
    ['60 mA', 'write at least 61: 60 LEDs draw 60 mA when dark'],
    ['61 mA', 'write 61 alone, the key names the unit'],
    ['200 mA', 'write 200 alone, the key names the unit'],
    ['201 mA', 'write at most 200 for a strip on USB, or more with supply: own'],
  ])('of 60 LEDs on USB is above their 60 mA in the dark and up to 200 mA: %s', (current, advice) => {
    expect(messages(`${SERIAL}\nstrip: {currentLimitMa: ${current}}`)).toEqual([
      `x.yaml:2:25 strip.currentLimitMa: expected 1 to 3000 mA, got "${current}" – ${advice}`,
    ]);
  });

  it.each([
    [SERIAL, 'usb', 'write at most 200 for a strip on USB, or more with supply: own'],
    [SERIAL, 'own', 'write at most 3000'],
    ['device: {kind: virtual}', 'usb', 'write at most 3000'],
  ])('of %s on supply: %s instead of 5000 mA: %s', (device, supply, advice) => {
    expect(messages(`${device}\nstrip: {supply: ${supply}, currentLimitMa: 5000}`)).toEqual([
      `x.yaml:2:38 strip.currentLimitMa: expected 1 to 3000 mA, got 5000 – ${THIN}; ${advice}`,
    ]);
  });

  it.each([
    ['the device', 'device: {kind: serail}', '{currentLimitMa: 7 mA}'],
    ['the number of LEDs', SERIAL, '{currentLimitMa: 7 mA, leds: many}'],
    ['the supply', SERIAL, '{currentLimitMa: 7 mA, supply: onw}'],
  ])('is that of any rig while %s is not known', (_what, device, strip) => {
    expect(messages(`${device}\nstrip: ${strip}`)).toContain(
      'x.yaml:2:25 strip.currentLimitMa: expected 1 to 3000 mA, got "7 mA" – write 7 alone, the key names the unit',
    );
  });
});

describe('the last site', () => {
  it.each(['strip: {leds: many}', 'axon: {sites: many}'])(
    'is that of the longest axon while there is %s',
    (part) => {
      expect(messages(`${SERIAL}\nstimulus: {at: -1}\n${part}`)[0]).toBe(
        'x.yaml:2:16 stimulus.at: expected 0 to 999, got -1 – write at least 0',
      );
    },
  );
});

describe('a pulse on Firmata', () => {
  it.each([
    ['520.5', 'a whole number, 544 to 2500 µs, got 520.5 – write 544'],
    ['520 us', '544 to 2500 µs, got "520 us" – write at least 544'],
  ])('is advised to be one that Firmata takes, instead of %s', (pulse, words) => {
    const text = `device: {kind: firmata}\nleds: {pins: [3]}\nneedles: {blue: {lowUs: ${pulse}}}`;
    expect(messages(text)).toEqual([`x.yaml:3:25 needles.blue.lowUs: expected ${words}`]);
  });
});
