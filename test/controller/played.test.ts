import { describe, expect, it } from 'vitest';
import { type Experiment, parseExperiment, startExperiment } from '../../src/experiment/index.js';
import { createBenchRig } from './bench-rig.js';

/** What the file that the rig gives away is read as. */
function savedFrom(rig: ReturnType<typeof createBenchRig>): Experiment {
  const read = parseExperiment(rig.controller.experimentText(), 'saved.yaml');
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.experiment;
}

describe('the experiment file of a rig', () => {
  it('has the axon as it stands: channels, poison, electrodes and strength that somebody has changed', () => {
    const rig = createBenchRig();
    rig.controller.start();
    rig.controller.command({ do: 'channels', on: false });
    rig.controller.command({
      do: 'treat',
      id: 'poison',
      treatment: { kind: 'ttx', from: 20, to: 24, sodiumFraction: 0 },
    });
    rig.controller.command({ do: 'electrode', name: 'yellow', at: 'bath' });
    rig.controller.command({ do: 'electrode', name: 'blue', at: 15 });
    rig.controller.command({ do: 'strength', strength: 350 });
    const saved = savedFrom(rig);
    expect(saved.channelsOff).toBe(true);
    expect(saved.treatments).toEqual([{ kind: 'ttx', from: 20, to: 24, sodiumFraction: 0 }]);
    expect(saved.electrodes).toEqual([
      { name: 'blue', at: 15 },
      { name: 'yellow', at: 'bath' },
    ]);
    expect(saved.stimuli).toMatchObject([
      { kind: 'pulse', at: 0, startMs: 0, durationMs: 0.5, currentUa: 350 },
    ]);
  });

  it('presses where the last press entered, until another is aimed somewhere else or all is put back', () => {
    const rig = createBenchRig();
    rig.controller.start();
    const places = () => savedFrom(rig).stimuli.map(({ at }) => at);
    rig.controller.command({ do: 'stimulate', at: 30 });
    expect(places()).toEqual([30]);
    rig.controller.command({ do: 'aim', at: 12 });
    expect(places()).toEqual([12]);
    rig.controller.command({ do: 'reset' });
    expect(places()).toEqual([0]);
  });

  it('gives the trace that the rig has shown: at site 15 the same millivolts within 0.02, after the press', () => {
    const rig = createBenchRig();
    const shown: number[] = [];
    let pressMs = Number.NaN;
    rig.controller.observe({
      picture(picture) {
        if (!Number.isNaN(pressMs)) shown.push(...picture.samples());
      },
    });
    rig.controller.start();
    rig.controller.command({ do: 'electrode', name: 'blue', at: 15 });
    rig.timers.advance(200);
    pressMs = rig.axon.modelMs;
    rig.controller.command({ do: 'stimulate' });
    rig.timers.advance(3000);
    const running = startExperiment(savedFrom(rig));
    running.advance(running.totalSteps);
    const { timesMs, traces } = running.recording();
    const peak = (mv: ArrayLike<number>, ms: ArrayLike<number>): [number, number] => {
      let at = 0;
      for (let i = 0; i < mv.length; i++) if (mv[i]! > mv[at]!) at = i;
      return [mv[at]!, ms[at]!];
    };
    const rigMs = shown.filter((_, i) => i % 3 === 0).map((ms) => ms - pressMs);
    const [liveMv, liveMs] = peak(
      shown.filter((_, i) => i % 3 === 1),
      rigMs,
    );
    const [savedMv, savedMs] = peak(traces[0]!.potentialMv, timesMs);
    expect(liveMv).toBeGreaterThan(39);
    // The rig tells samples of its steps; the file's run has the instant of the switch itself.
    expect(Math.abs(savedMs - liveMs)).toBeLessThan(0.04);
    expect(Math.abs(savedMv - liveMv)).toBeLessThan(0.5);
  });
});
