/** The book of presses that long runs keep: it must call lost what is lost, and nothing else. */
import { describe, expect, it } from 'vitest';
import type { Controller } from '../../src/controller/index.js';
import { parseRig } from '../../src/rig/index.js';
import { createBenchRig } from '../controller/bench-rig.js';
import { PressLedger } from '../harness/exhibit/press-ledger.js';

const parsed = parseRig('device: {kind: virtual}\n', 'rig.yaml', { plans: [] });
if (!parsed.ok) throw new Error('a rig file of one line is refused');
const { rig } = parsed;

function begun() {
  const { controller, timers } = createBenchRig();
  const ledger = new PressLedger(() => timers.nowMs());
  ledger.watch(controller, rig);
  controller.start();
  timers.advance(200);
  return { controller, timers, ledger };
}

describe('presses that wait', () => {
  it('are not lost while the axon stands still, nor when it goes on: five of them, looked for twice', () => {
    const { controller, timers, ledger } = begun();
    controller.command({ do: 'stimulate' });
    timers.advance(100);
    controller.command({ do: 'run', running: false });
    for (let n = 0; n < 5; n++) expect(controller.command({ do: 'stimulate' })).toBeUndefined();
    ledger.look();
    timers.advance(30_000);
    ledger.look();
    controller.command({ do: 'run', running: true });
    timers.advance(30_000);
    ledger.look();
    expect([ledger.lost, ledger.firstLost]).toEqual([0, '']);
  });

  it('are not lost when somebody runs on from a moment before them', () => {
    const { controller, timers, ledger } = begun();
    for (let n = 0; n < 3; n++) {
      controller.command({ do: 'stimulate' });
      timers.advance(2000);
    }
    ledger.look();
    controller.command({ do: 'seek', backMs: 3000 });
    controller.command({ do: 'runOn' });
    timers.advance(100);
    ledger.look();
    expect(controller.snapshot().presses.at(-1)!.press).toBeLessThan(3);
    expect([ledger.lost, ledger.firstLost]).toEqual([0, '']);
  });
});

describe('presses of which nobody says what they did', () => {
  it('are not those before a moment from which somebody has run on: that stays unknown for good', () => {
    const { controller, timers, ledger } = begun();
    controller.command({ do: 'stimulate' });
    timers.advance(2000);
    controller.command({ do: 'seek', backMs: 1000 });
    controller.command({ do: 'channels', on: false });
    controller.command({ do: 'runOn' });
    timers.advance(30_000);
    ledger.look();
    const { presses, activity } = controller.snapshot();
    expect([presses.map(({ outcome }) => outcome), activity]).toEqual([[null], 'none']);
    expect(ledger.openEnds).toBe(0);
  });
});

describe('a press that is told as given and that the axon never had', () => {
  it('is lost, and is told with its number', () => {
    const { controller, timers } = createBenchRig();
    const ledger = new PressLedger(() => timers.nowMs());
    const observe: Controller['observe'] = (observer) => {
      observer.happened?.({ kind: 'command', command: { do: 'stimulate' }, axonMs: 0 });
      return controller.observe(observer);
    };
    ledger.watch({ ...controller, observe, snapshot: () => controller.snapshot() }, rig);
    controller.start();
    timers.advance(200);
    controller.command({ do: 'stimulate' });
    timers.advance(100);
    ledger.look();
    expect([ledger.lost, ledger.firstLost]).toEqual([1, 'press 2, of which the axon has 1, at 0.300 s']);
  });
});
