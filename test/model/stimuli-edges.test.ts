import { describe, expect, it } from 'vitest';
import { SET_A } from '../../src/model/index.js';
import { Stimuli } from '../../src/model/stimuli.js';
import { waveformOf } from '../../src/model/waveform.js';

describe('the currents between two edges', () => {
  it('are told of at each edge of a pulse, the last included, and never again', () => {
    const stimuli = new Stimuli(SET_A.axon, 60);
    stimuli.add({ kind: 'pulse', at: 5, startMs: 1, durationMs: 2, currentUa: 10 }, 0, 0.025);
    const at = (ms: number) => {
      const changed: number[] = [];
      stimuli.applyEdges(ms, (compartment) => changed.push(compartment));
      return { changed, ua: stimuli.injectedUa[5], nextMs: stimuli.nextEdgeMs };
    };
    expect(at(0)).toEqual({ changed: [5], ua: 0, nextMs: 1 });
    expect(at(1)).toEqual({ changed: [5], ua: 10, nextMs: 3 });
    expect(at(3)).toEqual({ changed: [5], ua: 0, nextMs: Number.POSITIVE_INFINITY });
    expect(at(4)).toEqual({ changed: [], ua: 0, nextMs: Number.POSITIVE_INFINITY });
  });
});

describe('a train of three pulses of 1 ms from 10 ms on, 5 ms apart', () => {
  const spec = {
    kind: 'train',
    at: 0,
    startMs: 10,
    durationMs: 1,
    intervalMs: 5,
    count: 3,
    currentUa: 1,
  } as const;
  const train = waveformOf(spec, 10);

  it.each([
    [0, 10, 0],
    [0, 20, 2],
    [10.5, 15.25, 0.75],
    [12, 14, 0],
    [0, 100, 3],
    [21, 30, 0],
  ])('flows from %d to %d ms for %d ms', (fromMs, toMs, flowsMs) => {
    expect(train.meanBetween(fromMs, toMs) * (toMs - fromMs)).toBeCloseTo(flowsMs, 12);
  });
});
