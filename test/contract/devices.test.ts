import { restingDevice } from '../../src/devices/resting.js';
import { createVirtualDevice, type VirtualDevice } from '../../src/devices/virtual/index.js';
import { MockBoard } from '../harness/mock-board.js';
import { VirtualTimers } from '../harness/virtual-timers.js';
import { describeCable } from './cable-contract.js';
import { describeDevice } from './device-contract.js';
import type { DeviceRig, RigWishes } from './device-rig.js';
import { FOLDED, RGBW_BEHIND_DARK, serialRig } from './serial-rig.js';

function virtualRig({ ledCount, dials }: RigWishes): DeviceRig {
  const timers = new VirtualTimers();
  const capabilities = { ledCount, needleCount: 2, buttonCount: 4, dialCount: dials ? 2 : 0 };
  let board: VirtualDevice;
  const device = restingDevice(() => {
    board = createVirtualDevice({ capabilities, timers });
    return board;
  });
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
    leds: () => board.shownRgb,
    needles: () => board.shownNeedles,
    needlesAt: (levels) => levels,
    press: (button) => board.press(button),
    release: (button) => board.release(button),
    turn: (dial, position) => board.turn(dial, position),
    leftBehind: () => timers.waiting,
  };
}

describeDevice('the virtual device', virtualRig);

describeDevice('the serial device, with a bootloader and a bridge that holds bytes back for 4 ms', (wishes) =>
  serialRig(new MockBoard({ bootloaderMs: 1400 }), wishes, { latencyMs: 4 }),
);

describeDevice('the serial device and the mock board', (wishes) => serialRig(new MockBoard(), wishes));
describeDevice(
  'the serial device and the mock board with an RGBW strip behind three dark LEDs',
  (wishes) => serialRig(new MockBoard({ strip: 'grbw' }), wishes, {}, RGBW_BEHIND_DARK),
  { brief: true },
);
describeDevice(
  'the serial device and the mock board with a strip laid back and forth',
  (wishes) => serialRig(new MockBoard(), wishes, {}, FOLDED),
  { brief: true },
);
describeCable('the serial device and the mock board', (wishes) => serialRig(new MockBoard(), wishes));
