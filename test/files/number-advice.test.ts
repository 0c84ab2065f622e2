import { describe, expect, it } from 'vitest';
import { largerUnitAdvice, numberAdvice } from '../../src/files/number-advice.js';

describe('what is said to somebody who wrote a text for a number', () => {
  it.each([
    ['200 mA', 'mA', 'write 200 alone, the key names the unit'],
    ['2 s', 'ms', 'write 2000, the key is in ms'],
    ['2 sec', 'ms', 'write 2000, the key is in ms'],
    ['1.8 V', 'mV', 'write 1800, the key is in mV'],
    ['1,8V', 'mV', 'write 1800, the key is in mV'],
    ['0.2 mA', 'µA', 'write 200, the key is in µA'],
    ['200 uA', 'µA', 'write 200 alone, the key names the unit'],
    ['2 ms', 'µs', 'write 2000, the key is in µs'],
    ['0.5 m', 'mm', 'write 500, the key is in mm'],
    ['50 cm', 'mm', 'write 500, the key is in mm'],
    ['0.12 S/cm²', 'mS/cm²', 'write 120, the key is in mS/cm²'],
    ['220 Ohm', 'Ω', 'write 220 alone, the key names the unit'],
    ['220 \u2126', 'Ω', 'write 220 alone, the key names the unit'],
    ['220R', 'Ω', 'write 220 alone, the key names the unit'],
    ['0.22k', 'Ω', 'write 220, the key is in Ω'],
    ['1 kOhm', 'Ω', 'write 1000, the key is in Ω'],
    ['4k7', 'Ω', 'write 4700, the key is in Ω'],
    ['18.5 C', '°C', 'write 18.5 alone, the key names the unit'],
  ])('%s where %s is wanted: %s', (text, unit, advice) => {
    expect(numberAdvice(text, unit)).toBe(advice);
  });

  it.each([
    ['2 min', 'ms'],
    ['5 V', 'ms'],
    ['64 F', '°C'],
    ['120 mS', 'mS/cm²'],
  ])('no figure is made of %s where %s is wanted', (text, unit) => {
    expect(numberAdvice(text, unit)).toBe(`write it in ${unit}, as a number alone`);
  });

  it.each([
    ['0,5', undefined, 'write 0.5 with a point'],
    ['60', undefined, 'write 60 without quotes'],
    ['50 %', undefined, 'write 0.5'],
    ['60 LEDs', undefined, 'write 60 alone'],
    ['\u221255', 'mV', 'write -55, with the hyphen of the keyboard'],
    ['\u221255 mV', 'mV', 'write -55 alone, the key names the unit'],
    ['many', undefined, 'write a number'],
    ['much', 'mA', 'write a number, in mA'],
  ])('%s (unit: %s): %s', (text, unit, advice) => {
    expect(numberAdvice(text, unit)).toBe(advice);
  });
});

describe('a figure below its range', () => {
  it.each([
    [1.8, 1000, 4500, 'mV', 'if 1.8 V is meant, write 1800'],
    [0.22, 1, 100_000, 'Ω', 'if 0.22 kΩ is meant, write 220'],
    [2, 500, 2500, 'µs', 'if 2 ms is meant, write 2000'],
  ] as const)('%d, of %d to %d %s: %s', (value, low, high, unit, advice) => {
    expect(largerUnitAdvice(value, low, high, unit)).toBe(advice);
  });

  it.each([
    [180, 500, 2500, 'µs'],
    [0, 500, 2500, 'µs'],
    [-1, 0, 1000, 'ms'],
    [1.5, 1, 5000, 'ms'],
    [0.5, 1, 150, undefined],
  ] as const)('%d, of %d to %d %s, is not what was meant in a larger unit', (value, low, high, unit) => {
    expect(largerUnitAdvice(value, low, high, unit)).toBeUndefined();
  });
});
