/** A Nano has two analog inputs that an Uno has not; which of the two it is, the board says. */
import { afterEach, describe, expect, it } from 'vitest';
import type { FirmataLights } from '../../src/devices/firmata/setup.js';
import { Log } from '../contract/device-rig.js';
import { createFirmataBoard } from '../harness/firmata/board.js';
import type { FirmataHex } from '../harness/firmata/hexes.js';
import { setupOf, type VirtualFirmata, virtualFirmata } from './firmata-rig.js';

const ONE_LED: FirmataLights = { kind: 'leds', leds: [{ pin: 3, onFromLevel: null }] };
/** Firmata's number of A7. */
const A7 = 21;

describe('a dial on A7', () => {
  let rig: VirtualFirmata | undefined;
  afterEach(() => rig?.restore());

  async function start(hex: FirmataHex) {
    const board = createFirmataBoard({ hex });
    rig = virtualFirmata({ setup: { ...setupOf(ONE_LED), dials: ['A7', null] }, board });
    const { device, place } = rig;
    const log = new Log();
    device.open(log);
    const done = () => device.state.kind === 'ready' || device.state.kind === 'lost';
    await place.bench.advanceUntil(done, 5000);
    return { board, device, bench: place.bench, log };
  }

  it('of a Nano is read: 2.5 V is the middle', async () => {
    const { board, device, bench, log } = await start('node-pixel-nano');
    expect(device.state.kind).toBe('ready');
    board.dial(A7, 2.5);
    await bench.advance(500);
    const last = log.inputs.findLast(({ kind }) => kind === 'dial');
    expect(last).toMatchObject({ kind: 'dial', dial: 0 });
    expect(last?.kind === 'dial' && last.position).toBeCloseTo(0.5, 2);
    await device.close();
  });

  it('of an Uno is refused by the board itself, with the inputs that it has', async () => {
    const { device } = await start('node-pixel');
    expect(device.state).toMatchObject({
      kind: 'lost',
      fault: 'refused',
      words: expect.stringMatching(
        /: pin A7 cannot read a dial: the pins that can are A0, A1, A2, A3, A4, A5\.$/,
      ),
    });
    await device.close();
  });
});
