/** A rig whose file changes while it runs, on a virtual device in virtual time. */
import { describe, expect, it } from 'vitest';
import { createFollowed } from '../../src/cli/followed.js';
import { openLibrary } from '../../src/cli/lesson-files.js';
import { createReload } from '../../src/cli/reload.js';
import { rigChange, withStanding } from '../../src/cli/rig-change.js';
import { readRig } from '../../src/cli/rig-files.js';
import type { RigOf } from '../../src/devices/rig-of.js';
import { sharedDevice } from '../../src/devices/shared.js';
import { virtualFromRig } from '../../src/devices/virtual/from-rig.js';
import type { VirtualDevice } from '../../src/devices/virtual/index.js';
import { composePlaying, type Playing } from '../../src/playing/playing.js';
import { stageOf } from '../../src/playing/rig-stage.js';
import type { Rig } from '../../src/rig/index.js';
import { VirtualTimers } from '../harness/virtual-timers.js';

const rigOf = (text: string) => readRig('rig.yaml', text).rig;
const ALIKE = 'name: one\ndevice: {kind: virtual}\nstrip: {leds: 20}\n';
const EXHIBIT = `${ALIKE}exhibit: {idleS: 10, attractS: 12}\n`;

function play(text: string) {
  const timers = new VirtualTimers();
  const file = { text, recorded: undefined as string | undefined };
  const made: VirtualDevice[] = [];
  const told: string[] = [];
  const crashes: unknown[] = [];
  const served: Playing[] = [];
  const refusals: (string | undefined)[] = [];
  const makerOf = async (rig: Rig) => () => {
    made.push(virtualFromRig(rig as RigOf<'virtual'>, timers) as VirtualDevice);
    return made.at(-1)!;
  };
  const rig = rigOf(text);
  const device = sharedDevice(() => {
    made.push(virtualFromRig(rig as RigOf<'virtual'>, timers) as VirtualDevice);
    return made.at(-1)!;
  }, timers);
  const compose = (
    parts: Pick<Parameters<typeof composePlaying>[0], 'rig' | 'settings' | 'device' | 'stage'>,
  ) =>
    composePlaying({
      library: openLibrary(),
      ...parts,
      timers,
      wallMs: () => timers.nowMs(),
      crashed: (error) => crashes.push(error),
    });
  const first = compose({ rig, settings: rig.exhibit, device: device.next(), stage: stageOf(rig) });
  const followed = createFollowed(first);
  const reload = createReload({
    timers,
    file: 'rig.yaml',
    followed,
    device,
    load: async () => readRig('rig.yaml', file.text),
    settingsOf: ({ exhibit }) => exhibit,
    makerOf,
    compose,
    standing: () => file.recorded,
    serve: async (playing) => void served.push(playing),
    tell: (words) => told.push(words),
    refused: (words) => refusals.push(words),
  });
  first.begin();
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 100) {
      timers.advance(100);
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
  };
  const change = async (to: string) => {
    file.text = to;
    reload.changed();
    await pass(300);
  };
  const isDark = () => made.at(-1)!.shownRgb.every((light) => light === 0);
  return {
    timers,
    file,
    made,
    told,
    crashes,
    served,
    refusals,
    followed,
    reload,
    pass,
    change,
    isDark,
    device,
  };
}

describe('a rig file that changes', () => {
  it('is taken with the light on: the same device goes on, and shows another axon', async () => {
    const { timers, made, told, served, followed, change, crashes } = play(ALIKE);
    timers.advance(100);
    followed.playing.controller.command({ do: 'stimulate' });
    timers.advance(100);
    let darkest = Number.POSITIVE_INFINITY;
    followed.controller.observe({
      picture: () => {
        darkest = Math.min(darkest, Math.max(...made[0]!.shownRgb));
      },
    });
    await change(ALIKE.replace('name: one', 'name: two\ninvite: Press here.\nlens: {roomMsPerAxonMs: 100}'));
    expect(told).toEqual(['rig.yaml has changed, and the rig goes on with it.']);
    expect(followed.controller.snapshot()).toMatchObject({ experiment: 'two', roomMsPerAxonMs: 100 });
    expect([made.length, made[0]!.state.kind, served.length, crashes]).toEqual([1, 'ready', 1, []]);
    expect(darkest).toBeGreaterThan(0);
    expect(made[0]!.stats.picturesSent).toBeGreaterThan(20);
  });

  it('is nothing new where it says the same in other words', async () => {
    const { told, served, change, followed } = play(ALIKE);
    const before = followed.playing;
    await change(`# touched\n${ALIKE}`);
    expect([told, served, followed.playing === before]).toEqual([[], [], true]);
  });

  it('is refused with file, line and column, once, and the rig goes on as it was until it is right', async () => {
    const { told, refusals, served, followed, change, made } = play(ALIKE);
    const wrong = ALIKE.replace('leds: 20', 'leds: none');
    await change(wrong);
    await change(wrong);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(
      /^rig\.yaml has changed and is refused; the rig goes on as it was:\nrig\.yaml:3:15 /,
    );
    expect(refusals).toHaveLength(1);
    expect(refusals[0]).toMatch(/^The changed rig file is refused.*rig\.yaml:3:15 /);
    expect([served, followed.playing.rig.name, made[0]!.state.kind]).toEqual([[], 'one', 'ready']);
    await change(ALIKE);
    expect([refusals.at(-1), told.at(-1)]).toEqual([undefined, 'rig.yaml is as the rig has it again.']);
    await change(ALIKE.replace('one', 'three'));
    expect(followed.playing.rig.name).toBe('three');
  });

  it('that needs another set-up of the board says so: dark for a second, then light', async () => {
    const { told, made, change, isDark, pass, followed, crashes } = play(ALIKE);
    await pass(200);
    await change(ALIKE.replace('leds: 20', 'leds: 30'));
    expect(told).toEqual([
      'rig.yaml has changed, and the rig goes on with it; the board is set up for it again, and is dark for a moment.',
    ]);
    expect([made[0]!.state.kind, isDark()]).toEqual(['closed', true]);
    await pass(1500);
    expect([made.length, made[1]!.shownRgb.length, isDark(), crashes]).toEqual([2, 90, false, []]);
    expect(followed.controller.snapshot().ledCount).toBe(30);
  });

  it('is not taken while it is recorded, and not where it makes an exhibit of a rig', async () => {
    const { told, file, change, followed } = play(ALIKE);
    file.recorded = 'it is recorded';
    await change(ALIKE.replace('one', 'two'));
    expect(told[0]).toContain('rig.yaml: it is recorded');
    file.recorded = undefined;
    await change(EXHIBIT);
    expect(told[1]).toContain('the section exhibit has been added: that needs a new start of the program');
    expect(followed.playing.rig.name).toBe('one');
  });

  it('that no one can read stops nothing', async () => {
    const { told, change, followed, timers } = play(ALIKE);
    for (const text of ['', '\0', '[', 'a: &a [*a, *a]', 'x'.repeat(300_000)]) await change(text);
    expect(told.length).toBeGreaterThan(3);
    timers.advance(100);
    expect(followed.playing.rig.name).toBe('one');
  });

  it('again and again leaves nothing behind: no timer, no observer, one device', async () => {
    const { timers, change, made, reload, followed, device, crashes, pass } = play(EXHIBIT);
    await pass(1000);
    const waiting = timers.waiting;
    for (let n = 0; n < 20; n++) await change(EXHIBIT.replace('name: one', `name: n${n}`));
    await pass(20_000);
    expect([timers.waiting, made.length, followed.playing.rig.name]).toEqual([waiting, 1, 'n19']);
    await reload.end();
    await followed.playing.end();
    await device.close();
    expect([timers.waiting, crashes]).toEqual([0, []]);
  });
});

describe('the file of an exhibit that changes', () => {
  it('leaves one asleep that was put to sleep, until it is woken', async () => {
    const { followed, change, pass, isDark, told } = play(EXHIBIT);
    await pass(20_000);
    followed.life!.sleep(true);
    await pass(10_000);
    const asleep = { kind: 'closed', because: 'asleep' };
    expect(followed.playing.exhibit!.policy.phase).toMatchObject(asleep);
    await change(EXHIBIT.replace('one', 'two'));
    await pass(10_000);
    expect(told).toEqual(['rig.yaml has changed, and the rig goes on with it.']);
    expect([followed.playing.exhibit!.policy.phase, isDark()]).toMatchObject([asleep, true]);
    followed.life!.sleep(false);
    await pass(10_000);
    expect([followed.playing.exhibit!.policy.phase.kind, isDark()]).toEqual(['attracting', false]);
  });

  it('waits for the last visitor, and is taken when the exhibit attracts again', async () => {
    const { followed, change, pass, told } = play(EXHIBIT);
    const phases: string[] = [];
    followed.life!.observe({ phase: ({ kind }) => phases.push(kind) });
    await pass(1000);
    followed.playing.exhibit!.desk.hand();
    await change(EXHIBIT.replace('one', 'two'));
    await pass(9000);
    expect([followed.playing.rig.name, told]).toEqual(['one', []]);
    await pass(10_000);
    expect(followed.playing.rig.name).toBe('two');
    expect(phases.filter((kind) => kind === 'visited')).toHaveLength(1);
    expect(followed.life!.counts().visits).toBe(1);
  });

  it('keeps log, hub and webhook as they were at the start, and says so', async () => {
    const { told, change, followed, pass } = play(EXHIBIT);
    await change(EXHIBIT.replace('attractS: 12', 'attractS: 20, log: {folder: other}'));
    // The signal that the exhibit begins with runs to its end first.
    expect(told).toEqual([]);
    await pass(10_000);
    expect(told).toEqual([
      'rig.yaml has changed, and the rig goes on with it.',
      'exhibit.log of rig.yaml counts from the next start of the program.',
    ]);
    expect(followed.playing.settings).toMatchObject({ attractS: 20 });
    expect(followed.playing.settings!.log).toBeUndefined();
    const log = { folder: 'logs', megabytesADay: 5, days: 30 };
    const first = { ...followed.playing.settings!, log };
    expect(withStanding(followed.playing.settings!, first).log).toBe(log);
  });
});

describe('what a change needs', () => {
  it.each([
    ['a name', 'name: two', false],
    ['another button', 'buttons: {1: {do: reset}}', false],
    ['a button more', 'buttons: {2: {do: reset}}', true],
    ['the brightness', 'strip: {leds: 60, brightness: 0.2}', true],
    ['needles', 'needles: {blue: {lowUs: 1100, highUs: 1900}}', true],
  ])('of %s is another set-up of the board: %s, %s', (_what, more, otherDevice) => {
    const before = rigOf('buttons: {1: {do: stimulate}}\ndevice: {kind: virtual}\n');
    const now = rigOf(
      `${more.startsWith('buttons') ? '' : 'buttons: {1: {do: stimulate}}\n'}${more.replace('{2:', '{1: {do: stimulate}, 2:')}\ndevice: {kind: virtual}\n`,
    );
    expect(rigChange(before, now)).toMatchObject({ kind: 'taken', otherDevice });
  });
});
