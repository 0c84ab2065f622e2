import { describe } from 'vitest';
import { createVirtualDevice } from '../../src/devices/virtual.js';
import { VirtualTimers } from '../harness/virtual-timers.js';
import { BOARDS } from './boards.js';
import { describeCable } from './cable-contract.js';
import { describeDevice } from './device-contract.js';
import type { DeviceRig, RigWishes } from './device-rig.js';
import { serialRig } from './serial-rig.js';

function virtualRig({ ledCount, dials }: RigWishes): DeviceRig {
  const timers = new VirtualTimers();
  const capabilities = { ledCount, needleCount: 2, buttonCount: 4, dialCount: dials ? 2 : 0 };
  const device = createVirtualDevice({ capabilities, timers });
  const advance = async (ms: number) => timers.advance(ms);
  return {
    device,
    advance,
    async advanceUntil(condition, limitMs) {
      for (let ms = 0; !condition(); ms++) {
        if (ms >= limitMs) throw new Error(`still waiting after ${limitMs} ms of virtual time`);
        await advance(1);
      }
    },
    leds: () => device.shownRgb,
    needles: () => device.shownNeedles,
    needlesAt: (levels) => levels,
    press: (button) => device.press(button),
    release: (button) => device.release(button),
    turn: (dial, position) => device.turn(dial, position),
    leftBehind: () => timers.waiting,
  };
}

describeDevice('the virtual device', virtualRig);

for (const { name, skipped, make } of BOARDS) {
  // Skipped only where avr-gcc is missing outside CI: then there is no program to run.
  describe.skipIf(skipped)('the serial device', () => {
    describeDevice(name, (wishes) => serialRig(make(), wishes));
    describeCable(name, (wishes) => serialRig(make(), wishes));
    describeDevice(`${name}, with a bootloader and a bridge that holds bytes back for 4 ms`, (wishes) =>
      serialRig(make({ bootloaderMs: 1400 }), wishes, { latencyMs: 4 }),
    );
  });
}
