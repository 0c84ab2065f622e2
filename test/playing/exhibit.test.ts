/** The shipped exhibit with its lessons, on a virtual device in virtual time. */
import { describe, expect, it } from 'vitest';
import { exhibitWords } from '../../src/cli/check.js';
import { openLibrary } from '../../src/cli/lesson-files.js';
import { shippedRigs } from '../../src/cli/package-folder.js';
import { readRig } from '../../src/cli/rig-files.js';
import { technicianWords } from '../../src/cli/run.js';
import { readText } from '../../src/cli/shipped-files.js';
import { restingDevice } from '../../src/devices/resting.js';
import { virtualFromRig } from '../../src/devices/virtual/from-rig.js';
import type { VirtualDevice } from '../../src/devices/virtual/index.js';
import { composeController } from '../../src/playing/compose.js';
import { exhibitOf } from '../../src/playing/exhibit.js';
import { lessonsOf } from '../../src/playing/lessons.js';
import type { Rig } from '../../src/rig/index.js';
import { VirtualTimers } from '../harness/virtual-timers.js';

const HOURS = '\n  hours: {zone: UTC, open: {mon-sun: 09:00-17:00}}\n';

function play(more = '') {
  const path = `${shippedRigs}/exhibit.yaml`;
  const text = readText(path).replace(/kind: serial\n *port: auto.*\n/, 'kind: virtual\n');
  const { rig } = readRig(path, `${text.trimEnd()}${more}`);
  const timers = new VirtualTimers();
  const made: VirtualDevice[] = [];
  const device = restingDevice(() => {
    const one = virtualFromRig(rig as Rig & { device: { kind: 'virtual' } }, timers) as VirtualDevice;
    made.push(one);
    return one;
  });
  const lessons = lessonsOf(rig, openLibrary());
  const crashes: unknown[] = [];
  const controller = composeController(rig, device, timers, (error) => crashes.push(error), lessons.unlisted);
  const runner = lessons.play(controller, timers);
  const wall = { aheadMs: Date.parse('2026-12-01T16:59:50Z') };
  const exhibit = exhibitOf({
    rig,
    settings: rig.exhibit!,
    controller,
    device,
    lessons,
    runner,
    timers,
    wallMs: () => wall.aheadMs + timers.nowMs(),
  });
  exhibit.policy.start();
  controller.start();
  return { ...exhibit, wall, rig, timers, made, controller, runner, crashes, device };
}

const isDark = (device: VirtualDevice) => device.shownRgb.every((light) => light === 0);

describe('the shipped exhibit', () => {
  it('plays its trail for a visitor, and is back at its first experiment a minute after the last hand', () => {
    const { desk, policy, controller, runner, timers, rig, crashes } = play();
    const ask = { do: 'lesson', ask: 'plan', name: 'science-fair' } as const;
    expect(desk.told()).toMatchObject({ trail: 'science-fair', lens: { slow: 500, real: 1 } });
    desk.hand();
    expect(desk.refusal(1, ask, null)).toBeUndefined();
    expect(runner.command(ask)).toBeUndefined();
    timers.advance(1000);
    expect(runner.state().plan?.name).toBe('science-fair');
    expect(controller.snapshot().experiment).not.toBe(rig.name);
    timers.advance(95_000);
    expect(policy.phase.kind).toBe('attracting');
    expect(runner.state()).toMatchObject({ plan: null, card: null });
    expect(controller.snapshot()).toMatchObject({ experiment: rig.name, roomMsPerAxonMs: 500 });
    expect(crashes).toEqual([]);
  });

  it('is dark from 17:00 on, with a device that is closed, and light again in the morning', async () => {
    const { policy, timers, made, device, wall } = play(HOURS);
    timers.advance(5000);
    expect(isDark(made[0]!)).toBe(false);
    timers.advance(40_000);
    expect(policy.phase).toMatchObject({ kind: 'closed', opensAtMs: Date.parse('2026-12-02T09:00Z') });
    expect([made[0]!.state.kind, device.state.kind, isDark(made[0]!)]).toEqual(['closed', 'resting', true]);
    wall.aheadMs += 16 * 3_600_000;
    timers.advance(2000);
    await new Promise((resolve) => setImmediate(resolve));
    timers.advance(2000);
    expect(policy.phase.kind).toBe('attracting');
    expect(isDark(made[1]!)).toBe(false);
  });

  it('is told by check: whether it is open now, and until when', () => {
    const at = Date.parse('2026-12-01T16:59Z');
    expect(exhibitWords(play().rig.exhibit!, at)).toBe('always open');
    expect(exhibitWords(play(HOURS).rig.exhibit!, at)).toBe('open now, until Tuesday 2026-12-01 17:00 (UTC)');
  });

  it('tells a technician where to go and the code', () => {
    expect(technicianWords({ url: 'http://127.0.0.1:8080/', code: 'KX7M2' })).toBe(
      'an exhibit: its page is for visitors; for a technician open http://127.0.0.1:8080/technician on this computer, the code is KX7M2',
    );
  });
});
