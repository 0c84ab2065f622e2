import { it, vi } from 'vitest';
import { boardInThisProcess } from '../../src/devices/firmata/board-side.js';
import { loadJohnnyFive } from '../../src/devices/firmata/johnny-five.js';
import { createFirmataDevice } from '../../src/devices/firmata.js';
import { paletteColour } from '../../src/display/light.js';
import { paletteStops } from '../../src/display/palette.js';
import { firmataBench } from '../harness/firmata/bench.js';
import { createFirmataBoard } from '../harness/firmata/board.js';

it('tries', { timeout: 100_000 }, async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  const board = createFirmataBoard({ hex: 'standard', bootloaderMs: 1400 });
  const b = firmataBench(board);
  const advance = async (ms: number) => {
    for (let t = 0; t < ms; t++) {
      await b.bench.advance(1);
      vi.advanceTimersByTime(1);
    }
  };
  const stops = paletteStops(1);
  const device = createFirmataDevice(
    {
      path: b.path,
      stops,
      openPort: b.openPort,
      listPorts: b.listPorts,
      startBoard: boardInThisProcess({
        openPort: b.openPort,
        timers: b.bench.clock,
        startJohnnyFive: loadJohnnyFive(),
      }),
      setup: {
        lights: { kind: 'leds', leds: [3, 5, 6, 11].map((pin) => ({ pin, onFromLevel: null })) },
        ledMa: 15,
        currentLimitMa: 200,
        needles: [{ pin: 9, lowUs: 1000, highUs: 2000 }, null],
        needleRestLevel: 40,
        needleSlewUs: 120,
        buttons: [2],
        dials: ['A0'],
        piezo: null,
        silenceMs: 1000,
      },
    },
    b.bench.clock,
  );
  const t0 = () => b.bench.clock.nowMs().toFixed(1);
  device.open({
    input: (e) => console.log(t0(), e),
    state: (s) => console.log(t0(), s),
    latency: (i, u) => console.log(t0(), 'latency', i, u),
  });
  await advance(3000);
  const show = (level: number, inputId = 0) => {
    const levels = new Uint8Array(4).fill(level);
    const rgb = new Uint8Array(12);
    for (let i = 0; i < 4; i++) paletteColour(stops, level, rgb, 3 * i);
    device.show({ levels, rgb, needleLevels: [level, 40], inputId });
  };
  console.log(device.stats);
  for (let i = 0; i < 60; i++) {
    show(40 + 3 * i);
    await advance(16);
  }
  console.log(
    [3, 5, 6, 11].map((p) => board.pwmDuty(p) * 255),
    board.servoPulseUs(9),
  );
  console.log(device.stats);
  board.press(2, [300, 500, 2000, 1000]);
  await advance(40);
  show(200, 2);
  await advance(50);
  board.release(2);
  board.dial(14, 2.5);
  await advance(300);
  await advance(1500);
  console.log(
    [3, 5, 6, 11].map((p) => board.pwmDuty(p) * 255),
    board.servoPulseUs(9),
  );
  b.unplug();
  await advance(1000);
  b.replug();
  await advance(4000);
  show(240);
  await advance(300);
  console.log(
    [3, 5, 6, 11].map((p) => board.pwmDuty(p) * 255),
    board.servoPulseUs(9),
  );
  const c = device.close();
  await advance(1500);
  await c;
  console.log(
    [3, 5, 6, 11].map((p) => board.pwmDuty(p) * 255),
    board.servoPulseUs(9),
    b.open(),
    b.bench.clock.waiting,
    vi.getTimerCount(),
  );
});
