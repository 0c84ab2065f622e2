import { describe, expect, it } from 'vitest';
import { billLines, billOf, billTotal } from '../../src/maker/bill.js';
import { budgetLines, budgetOf } from '../../src/maker/budget.js';
import { BOARD_RIGS, FULL, rigOf, shippedRig } from './rigs.js';

describe('the bill of a rig', () => {
  it('has of uno-60 two servos, one button, a supply of 1 A with its fuse, resistor and capacitor', () => {
    const rows = billOf(shippedRig('uno-60')).map(({ count, part }) => `${count} ${part}`);
    expect(rows).toEqual([
      '1 Arduino Uno or Nano, USB cable',
      '1 WS2812B strip, 60 LEDs',
      '1 resistor 330 Ω',
      '1 capacitor 1000 µF, 6.3 V or more',
      '2 small servo, SG90 class',
      '1 5 V supply, 1 A or more',
      '1 slow fuse 1 A with holder',
      '1 push button',
      '1 breadboard and jumper wires',
    ]);
  });

  it('sums its rows, a line each', () => {
    for (const name of BOARD_RIGS) {
      const rows = billOf(shippedRig(name));
      const [from, to] = billTotal(rows);
      expect(from).toBeCloseTo(
        rows.reduce((sum, { euro }) => sum + euro[0], 0),
        9,
      );
      expect(from).toBeLessThan(to);
      expect(billLines(rows)).toHaveLength(rows.length + 1);
    }
  });

  it('counts what our firmware can have at most: 4 buttons, 2 dials; nothing of a virtual rig', () => {
    const rows = billOf(rigOf(FULL));
    expect(rows.find(({ part }) => part === 'push button')?.count).toBe(4);
    expect(rows.find(({ part }) => part.startsWith('potentiometer'))?.count).toBe(2);
    expect(billOf(rigOf('device: {kind: virtual}'))).toEqual([]);
  });
});

describe('the budget of current', () => {
  it('of one servo, a strip and the board on USB is 500 of 500 mA', () => {
    const { usb, own } = budgetOf(rigOf('device: {kind: serial}\nneedles: {blue: {}}\n'));
    expect(usb).toMatchObject({ sumMa: 500, givesMa: 500, leftMa: 0 });
    expect(own).toBeNull();
  });

  it('leaves a strip on USB 350 mA, not 200, where the needles have a supply of their own', () => {
    const text = (ma: number) =>
      `device: {kind: serial}\nstrip: {currentLimitMa: ${ma}}\nneedles: {supply: own, blue: {}, yellow: {}}\n`;
    expect(budgetOf(rigOf(text(350))).usb).toMatchObject({ sumMa: 400, leftMa: 100 });
    expect(() => rigOf(text(351))).toThrow('at most 350 mA from USB');
    expect(() => rigOf('device: {kind: serial}\nstrip: {currentLimitMa: 201}\n')).toThrow(
      'at most 200 mA from USB',
    );
  });

  it('says how strong a supply must be: 1 A for two servos, 3 A for 144 LEDs with them', () => {
    expect(budgetOf(shippedRig('uno-60')).own).toMatchObject({ sumMa: 500, supplyA: 1 });
    expect(budgetOf(shippedRig('uno-144')).own).toMatchObject({ sumMa: 2000, supplyA: 3 });
  });

  it('says in words what is too much', () => {
    const rig = rigOf('device: {kind: serial}\nneedles: {blue: {}, yellow: {}}\n');
    expect(budgetLines(budgetOf(rig))).toEqual([
      'USB port, 500 mA: board 50 mA, strip of 60 LEDs at most 200 mA, servo of the blue voltmeter 250 mA, servo of the yellow voltmeter 250 mA; 250 mA too much.',
    ]);
    expect(budgetLines(budgetOf(rigOf('device: {kind: virtual}')))).toEqual([]);
  });
});
