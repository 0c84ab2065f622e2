import { describe, expect, it } from 'vitest';
import { PICTURE_MS } from '../../src/controller/index.js';
import { createAxon, SET_A, SET_B } from '../../src/model/index.js';
import { createBenchRig, recordPictures } from './bench-rig.js';

describe('live loop', () => {
  it('shows 60 pictures a second and brings the axon 2 ms on per second at 1:500', () => {
    const { controller, timers, device, axon } = createBenchRig();
    controller.start();
    timers.advance(1000);
    expect(device.stats.picturesSent).toBeGreaterThanOrEqual(60);
    expect(device.stats.picturesSent).toBeLessThanOrEqual(61);
    timers.advance(9000);
    expect(axon.modelMs).toBeCloseTo(20, 1);
  });

  it.each([
    { ratio: 1, gatedMs: 0.521 },
    { ratio: 5, gatedMs: 0.1042 },
    { ratio: 37, gatedMs: 0.025 },
    { ratio: 5000, gatedMs: 0.025 },
  ])('moves the axon evenly at 1:$ratio, looked at every $gatedMs ms or more often', ({ ratio, gatedMs }) => {
    const { controller, timers, axon } = createBenchRig({ roomMsPerAxonMs: ratio });
    const pictures = recordPictures(controller);
    controller.start();
    timers.advance(500);
    expect(axon.stepMs).toBeLessThanOrEqual(gatedMs);
    const moves = pictures.slice(2).map(({ modelMs }, i) => modelMs - pictures[i + 1]!.modelMs);
    controller.command({ do: 'membrane', kind: 'passive' });
    timers.advance(500);
    expect(axon.stepMs).toBeLessThanOrEqual(0.025 + 1e-12);
    for (const move of moves) expect(move).toBeCloseTo(PICTURE_MS / ratio, 9);
  });

  it('gives the traces 3 looks a picture at 1:500; at 1:1 32 of the gated axon and up to 256 without channels', () => {
    const samplesOf = (changes: Parameters<typeof createBenchRig>[0]) => {
      const rig = createBenchRig(changes);
      const pictures = recordPictures(rig.controller);
      rig.controller.start();
      rig.timers.advance(100);
      return pictures.at(-1)!.samples.length / 3;
    };
    expect(samplesOf({})).toBe(3);
    expect(samplesOf({ roomMsPerAxonMs: 1 })).toBe(32);
    const passive = samplesOf({ channelsOff: true, roomMsPerAxonMs: 1 });
    expect(passive).toBeGreaterThan(200);
    expect(passive).toBeLessThanOrEqual(256);
  });

  it('draws both traces at 1:1 as a look every 0.002 ms would: corners exact, in between within 12 mV or 0.1 ms', () => {
    const rig = createBenchRig({ roomMsPerAxonMs: 1 });
    const pictures = recordPictures(rig.controller);
    rig.controller.start();
    rig.timers.advance(PICTURE_MS);
    const startMs = rig.axon.modelMs;
    rig.device.press(1);
    rig.timers.advance(30);
    const points = pictures.flatMap(({ samples }) =>
      Array.from({ length: samples.length / 3 }, (_, i) => samples.slice(3 * i, 3 * i + 3)),
    );
    const fine = createAxon(SET_A.axon, SET_A.membrane, { stepMs: 0.002 });
    fine.inject({ kind: 'pulse', site: 0, startMs, durationMs: 0.5, currentUa: 200 });
    const drawn = (ms: number, meter: 1 | 2) => {
      const k = points.findIndex(([at]) => at! >= ms);
      const [a, b] = [points[k - 1]!, points[k]!];
      return a[meter]! + ((b[meter]! - a[meter]!) * (ms - a[0]!)) / (b[0]! - a[0]!);
    };
    fine.advanceTo(startMs);
    while (fine.modelMs < startMs + 10) {
      fine.advanceTo(fine.modelMs + 0.002);
      for (const [meter, site] of [
        [1, 3],
        [2, 8],
      ] as const) {
        const mv = fine.potentialMv[site]!;
        const around = [-0.1, 0, 0.1].map((ms) => drawn(fine.modelMs + ms, meter));
        expect(mv).toBeGreaterThan(Math.min(...around) - 12);
        expect(mv).toBeLessThan(Math.max(...around) + 12);
      }
    }
    for (const meter of [1, 2] as const) {
      expect(Math.max(...points.map((point) => point[meter]!))).toBeCloseTo(40, 6);
      expect(Math.min(...points.map((point) => point[meter]!))).toBeCloseTo(-80, 6);
    }
  });

  it('misses at most 2 mV of a crest at 1:1 where an electrode stands between two channel sites', () => {
    const membrane = { ...SET_B.membrane, channelEvery: 2 };
    const crestMv = (axonStartMs: number, stepMs: number) => {
      const axon = createAxon(SET_B.axon, membrane, { stepMs });
      axon.inject({ kind: 'pulse', site: 0, startMs: axonStartMs, durationMs: 0.5, currentUa: 200 });
      return axon;
    };
    const fine = crestMv(0, 0.002);
    let wantedMv = Number.NEGATIVE_INFINITY;
    while (fine.modelMs < 8) {
      fine.step();
      wantedMv = Math.max(wantedMv, fine.potentialMv[3]!);
    }
    for (let k = 0; k < 5; k++) {
      const rig = createBenchRig({
        createAxon: () => crestMv(20 + k * 0.017, 0.025),
        geometry: SET_B.axon,
        membrane,
        roomMsPerAxonMs: 1,
      });
      const pictures = recordPictures(rig.controller);
      rig.controller.start();
      rig.timers.advance(50);
      const blueMv = pictures.flatMap(({ samples }) => samples.filter((_, i) => i % 3 === 1));
      expect(Math.max(...blueMv)).toBeGreaterThan(wantedMv - 2);
    }
  });

  it('draws the crest of a pulse that ends between two looks at 1:1', () => {
    const pulse = { at: 3, currentUa: 30, durationMs: 0.7 };
    const rig = createBenchRig({ roomMsPerAxonMs: 1, stimulus: pulse });
    const pictures = recordPictures(rig.controller);
    rig.controller.start();
    rig.timers.advance(PICTURE_MS);
    const fine = createAxon(SET_A.axon, SET_A.membrane, { stepMs: 0.7 });
    fine.inject({ kind: 'pulse', site: 3, startMs: 0, durationMs: 0.7, currentUa: 30 });
    fine.step();
    rig.controller.command({ do: 'stimulate' });
    rig.timers.advance(30);
    const blueMv = pictures.flatMap(({ samples }) => samples.filter((_, i) => i % 3 === 1));
    expect(fine.potentialMv[3]).toBeGreaterThan(-64);
    expect(Math.max(...blueMv)).toBeCloseTo(fine.potentialMv[3]!, 6);
  });

  it('drops the room time of a computer that slept 10 s, says so, and does not compute it', () => {
    const { controller, timers, axon } = createBenchRig({ roomMsPerAxonMs: 1 });
    const notices: string[] = [];
    controller.observe({ notice: (words) => notices.push(words) });
    controller.start();
    timers.advance(1000);
    const beforeMs = axon.modelMs;
    const steps = countSteps(axon);
    // Virtual time that fires no timer on its way: the whole computer stood still.
    const waking = timers.nowMs() + 10_000;
    const nowMs = timers.nowMs.bind(timers);
    timers.nowMs = () => Math.max(nowMs(), waking);
    timers.advance(PICTURE_MS);
    expect(axon.modelMs - beforeMs).toBeLessThan(101);
    expect(steps()).toBeLessThan(4100);
    expect(controller.snapshot().droppedMs).toBeGreaterThan(9800);
    expect(notices).toEqual([expect.stringMatching(/^This computer slept for 9\.9 s/)]);
  });

  it('does not count the time between being put together and being started', () => {
    const { controller, timers, axon } = createBenchRig();
    timers.advance(5000);
    controller.start();
    expect(axon.modelMs).toBe(0);
    expect(controller.snapshot().droppedMs).toBe(0);
  });

  it('stays in rhythm on a computer that cannot keep up: the axon lags, pictures do not', () => {
    // Each look at the clock costs 5 ms, as if 8 looks took that long.
    const rig = createBenchRig({ roomMsPerAxonMs: 1 });
    let spentMs = 0;
    const nowMs = rig.timers.nowMs.bind(rig.timers);
    const step = rig.axon.step.bind(rig.axon);
    let steps = 0;
    rig.axon.step = () => {
      if (++steps % 8 === 0) spentMs += 5;
      step();
    };
    rig.timers.nowMs = () => nowMs() + spentMs;
    rig.controller.start();
    rig.timers.advance(100);
    const { picturesSent } = rig.device.stats;
    expect(picturesSent).toBeGreaterThanOrEqual(5);
    expect(steps).toBeLessThanOrEqual(picturesSent * 24);
    expect(rig.controller.snapshot().droppedMs).toBeGreaterThan(10);
  });
});

function countSteps(axon: { step(): void }): () => number {
  let steps = 0;
  const step = axon.step.bind(axon);
  axon.step = () => {
    steps++;
    step();
  };
  return () => steps;
}

describe('press', () => {
  it('is in a picture before any time has passed, not at the next tick', () => {
    const { controller, timers, device } = createBenchRig();
    controller.start();
    timers.advance(1000 + PICTURE_MS / 2);
    const sent = device.stats.picturesSent;
    const nowMs = timers.nowMs();
    device.press(1);
    expect(timers.nowMs()).toBe(nowMs);
    expect(device.stats.picturesSent).toBe(sent + 1);
  });

  it('starts its stimulus at the picture that the person saw, so that the first picture already differs', () => {
    const { controller, timers, axon, device } = createBenchRig();
    const pictures = recordPictures(controller);
    controller.start();
    timers.advance(1000 + PICTURE_MS / 2);
    const seenMs = pictures.at(-1)!.modelMs;
    expect(axon.potentialMv[0]).toBeCloseTo(-70, 9);
    device.press(1);
    expect(pictures.at(-1)!.modelMs).toBeGreaterThan(seenMs);
    // 200 µA into 1 µF for the 0.0167 ms since that picture, less what already leaks on to the next site.
    expect(axon.potentialMv[0]).toBeGreaterThan(-67.5);
  });

  it.each([1, 500, 5000])(
    'runs down the axon at 1:%d: site 30 opens 5.856 ms later, site 59 11.432 ms',
    (ratio) => {
      const { controller, timers, axon, device } = createBenchRig({ roomMsPerAxonMs: ratio });
      const openedMs = new Map<number, number>();
      axon.onGate = ({ site, state, timeMs }) => {
        if (state === 'sodium-open') openedMs.set(site, timeMs);
      };
      controller.start();
      timers.advance(100);
      const pressedMs = axon.modelMs;
      device.press(1);
      timers.advance(12 * ratio);
      // Reference: event-exact times of set A with the pulse at 1 ms, 6.8560260 and 12.4322617 ms.
      expect(openedMs.get(30)! - pressedMs).toBeCloseTo(5.856, 2);
      expect(openedMs.get(59)! - pressedMs).toBeCloseTo(11.432, 2);
      expect(openedMs.size).toBe(60);
    },
  );

  it('does not pile up current when it is hammered within its own pulse', () => {
    const { controller, timers, axon, device } = createBenchRig();
    controller.start();
    timers.advance(100);
    for (let i = 0; i < 20; i++) {
      device.press(1);
      device.release(1);
      timers.advance(5);
    }
    const hammered = axon.potentialMv[0];
    const once = createBenchRig();
    once.controller.start();
    once.timers.advance(100);
    once.device.press(1);
    once.timers.advance(100);
    expect(hammered).toBeCloseTo(once.axon.potentialMv[0]!, 1);
  });

  it.each([3, 20])(
    'lets sodium in: mashed %i times a second for 10 s it stays below +40.2 mV, and answers 3 s later',
    (perSecond) => {
      const sodium = { at: 0, conductanceMs: 2.4, reversalMv: 60, durationMs: 0.5 };
      const { controller, timers, axon, device } = createBenchRig({
        buttons: { 1: { do: 'stimulate', ...sodium }, 2: null, 3: null, 4: null },
      });
      const gate = axon.onGate!;
      let spikes = 0;
      axon.onGate = (event) => {
        gate(event);
        if (event.site === 0 && event.state === 'sodium-open') spikes++;
      };
      let highestMv = Number.NEGATIVE_INFINITY;
      controller.observe({
        picture: () => {
          for (const mv of axon.potentialMv) highestMv = Math.max(highestMv, mv);
        },
      });
      controller.start();
      timers.advance(100);
      for (let k = 0; k < 10 * perSecond; k++) {
        device.press(1);
        device.release(1);
        timers.advance(1000 / perSecond);
      }
      expect(highestMv).toBeGreaterThan(30);
      expect(highestMv).toBeLessThan(40.2);
      expect(spikes).toBeGreaterThanOrEqual(1);
      timers.advance(3000);
      const before = spikes;
      device.press(1);
      timers.advance(300);
      expect(spikes).toBe(before + 1);
    },
  );

  it('storms bring at most 4 pictures forward per tick, and every press is still confirmed', () => {
    const { controller, timers, device } = createBenchRig();
    controller.start();
    timers.advance(1000 + 1);
    const sent = device.stats.picturesSent;
    for (let i = 0; i < 40; i++) {
      device.press(2);
      device.release(2);
    }
    expect(device.stats.picturesSent).toBe(sent + 4);
    timers.advance(PICTURE_MS);
    expect(device.stats.picturesSent).toBe(sent + 5);
  });

  it('while paused is confirmed at once, and acts when the axon goes on', () => {
    const { controller, timers, axon, device } = createBenchRig();
    controller.start();
    timers.advance(100);
    controller.command({ do: 'run', running: false });
    const heldMs = axon.modelMs;
    device.press(1);
    timers.advance(1);
    expect(controller.snapshot().latencyUs).toBe(0);
    timers.advance(5000);
    expect(axon.modelMs).toBe(heldMs);
    expect(axon.potentialMv[0]).toBeCloseTo(-70, 9);
    controller.command({ do: 'run', running: true });
    timers.advance(200);
    expect(axon.potentialMv[0]).toBeGreaterThan(0);
  });

  it('while paused within the pulse of the press before says of no stimulus that it waits: none was taken', () => {
    const { controller, timers, device } = createBenchRig();
    const pressOnce = () => {
      device.press(1);
      device.release(1);
    };
    controller.start();
    pressOnce();
    timers.advance(100);
    controller.command({ do: 'run', running: false });
    pressOnce();
    expect(controller.snapshot()).toMatchObject({ running: false, stimulusWaits: false });
    controller.command({ do: 'run', running: true });
    timers.advance(400);
    controller.command({ do: 'run', running: false });
    pressOnce();
    pressOnce();
    expect(controller.snapshot()).toMatchObject({ running: false, stimulusWaits: true });
  });

  it('on a button without a task is confirmed and changes nothing', () => {
    const { controller, timers, axon, device } = createBenchRig({ buttons: { 1: null } });
    controller.start();
    timers.advance(100);
    device.press(1);
    timers.advance(1000);
    expect(controller.snapshot().latencyUs).toBe(0);
    expect(axon.potentialMv[0]).toBeCloseTo(-70, 9);
  });

  it('button 2 switches the channels off and on, button 3 pauses, button 4 resets and runs on', () => {
    const { controller, timers, axon, device } = createBenchRig();
    controller.start();
    timers.advance(1000);
    device.press(2);
    expect(controller.snapshot().channelsOn).toBe(false);
    device.release(2);
    device.press(2);
    expect(controller.snapshot().channelsOn).toBe(true);
    device.press(3);
    expect(controller.snapshot().running).toBe(false);
    device.press(4);
    expect(axon.modelMs).toBe(0);
    expect(controller.snapshot().running).toBe(true);
    timers.advance(500);
    expect(axon.modelMs).toBeCloseTo(1, 1);
  });

  it('shows both voltmeters the very crest of a spike, +40.00 mV, at lenses of 1:500 and 1:1', () => {
    for (const roomMsPerAxonMs of [500, 1]) {
      const { controller, timers } = createBenchRig();
      const crestMv = { blue: -Infinity, yellow: -Infinity };
      controller.observe({
        picture(picture) {
          const samples = picture.samples();
          for (let at = 0; at < samples.length; at += 3) {
            crestMv.blue = Math.max(crestMv.blue, samples[at + 1]!);
            crestMv.yellow = Math.max(crestMv.yellow, samples[at + 2]!);
          }
        },
      });
      controller.start();
      controller.command({ do: 'lens', roomMsPerAxonMs });
      controller.command({ do: 'stimulate' });
      timers.advance(Math.max(200, 10 * roomMsPerAxonMs));
      expect(crestMv.blue).toBeCloseTo(40, 6);
      expect(crestMv.yellow).toBeCloseTo(40, 6);
    }
  });

  it('of a dial turns the lens without a jump of the axon', () => {
    const { controller, timers, axon, device } = createBenchRig();
    controller.start();
    timers.advance(1000);
    const beforeMs = axon.modelMs;
    device.turn(0, 1);
    expect(controller.snapshot().roomMsPerAxonMs).toBeCloseTo(1, 9);
    expect(axon.modelMs - beforeMs).toBeLessThan(PICTURE_MS / 500 + 1e-9);
    timers.advance(100);
    expect(axon.modelMs - beforeMs).toBeGreaterThan(80);
    device.turn(1, 0);
    expect(controller.snapshot().roomMsPerAxonMs).toBeCloseTo(1, 9);
  });
});
