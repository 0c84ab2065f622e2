/** A touch pad beside a button to ground, on StandardFirmata in the emulated Uno. */
import { expect, it } from 'vitest';
import type { InputEvent } from '../../src/devices/device.js';
import { createFirmataBoard } from '../harness/firmata/board.js';
import { setupOf, virtualFirmata } from './firmata-rig.js';

const LEDS = { kind: 'leds', leds: [3, 5, 6, 11].map((pin) => ({ pin, onFromLevel: null })) } as const;

it('tells a pad as pressed while it is touched, and not before', async () => {
  const board = createFirmataBoard({ hex: 'standard', pads: [1] });
  const setup = { ...setupOf(LEDS), pressedHigh: [1] };
  const { device, place, restore } = virtualFirmata({ setup, board });
  const inputs: InputEvent[] = [];
  device.open({ state: () => {}, input: (event) => inputs.push(event) });
  await place.bench.advanceUntil(() => device.state.kind === 'ready', 8000);
  await place.bench.advance(500);
  expect(inputs).toEqual([]);
  for (const pin of [2, 4]) {
    board.press(pin);
    await place.bench.advance(100);
    board.release(pin);
    await place.bench.advance(100);
  }
  expect(inputs).toMatchObject([
    { kind: 'button', button: 1, pressed: true },
    { kind: 'button', button: 1, pressed: false },
    { kind: 'button', button: 2, pressed: true },
    { kind: 'button', button: 2, pressed: false },
  ]);
  const closed = device.close();
  await place.bench.advance(1000);
  await closed;
  restore();
});
