import { describe, expect, it } from 'vitest';
import { startExperiment } from '../../src/experiment/index.js';
import { experimentOf, messages, notes, resultsBy, run } from './load.js';

const PATCH = 'axon: {kind: patch}\n';
const washIn = (times: string, more = '') =>
  `${PATCH}durationMs: 200\ntreatments: [{kind: potassium, outsideMillimolar: 30, ${times}}]\n${more}`;

describe('a treatment with times', () => {
  it('30 mM potassium from 5 ms on: one spike of 41.9 mV, then block', () => {
    const experiment = experimentOf(washIn('startMs: 5'));
    expect(experiment.treatments).toEqual([{ kind: 'potassium', outsideMillimolar: 30, startMs: 5 }]);
    const patch = resultsBy(experiment).of('patch');
    expect(patch.spikesMs).toHaveLength(1);
    expect(patch.peakMv).toBeCloseTo(41.9, 1);
    expect(run(experiment).restIsStable).toBe(true);
    expect(notes(washIn('startMs: 5'))).toEqual([]);
  });

  it('changes nothing before its time, and leaves no step of the traces out', () => {
    const [with_, without] = [washIn('startMs: 5'), `${PATCH}durationMs: 200`].map((text) =>
      run(experimentOf(text)),
    );
    expect(with_!.timesMs).toEqual(without!.timesMs);
    const [a, b] = [with_!.traces[0]!.potentialMv, without!.traces[0]!.potentialMv];
    const changes = a.findIndex((mv, k) => Math.abs(mv - b[k]!) > 1e-9);
    expect(with_!.timesMs[changes]).toBeCloseTo(5.01, 6);
    expect(a.some(Number.isNaN)).toBe(false);
  });

  it('gives the same in one piece and in pieces of 7 steps', () => {
    const experiment = experimentOf(washIn('startMs: 5, endMs: 20'));
    const pieces = startExperiment(experiment);
    while (pieces.stepsDone < pieces.totalSteps) pieces.advance(7);
    expect(pieces.recording()).toEqual(run(experiment));
  });

  it('that is washed out lets the axon fire again: 0 spikes in TTX, 1 after', () => {
    const text = `${PATCH}durationMs: 60
treatments: [{kind: ttx, sodiumFraction: 0, endMs: 20}]
stimuli: [{kind: pulse, startMs: STARTS, durationMs: 1, currentUaPerCm2: 20}]`;
    const spikes = (startMs: string) =>
      resultsBy(experimentOf(text.replace('STARTS', startMs))).of('patch').spikesMs.length;
    expect(spikes('5')).toBe(0);
    expect(spikes('30')).toBe(1);
  });

  it.each([
    [
      'startMs: 5, endMs: 5',
      /^x\.yaml:3:\d+ treatments\[0\]\.endMs: expected more than its startMs \(5 ms\), got 5/,
    ],
    ['endMs: 0', /treatments\[0\]\.endMs: expected more than its startMs \(0 ms\), got 0/],
    [
      'startMs: 200',
      /^x\.yaml:3:\d+ treatments\[0\]\.startMs: expected less than durationMs \(200 ms\), got 200/,
    ],
    ['startMs: -1', /^x\.yaml:3:\d+ treatments\[0\]\.startMs: expected .*0 to 1000000000/],
    ['startMs: soon', /^x\.yaml:3:\d+ treatments\[0\]\.startMs: expected/],
  ])('with %s is refused at its place in the file', (times, message) => {
    expect(messages(washIn(times))).toEqual([expect.stringMatching(message)]);
  });

  it('may follow another of its kind on one place, but not meet it', () => {
    const two = (times: string) => `${PATCH}durationMs: 200
treatments:
  - {kind: potassium, outsideMillimolar: 30, endMs: 20}
  - {kind: potassium, outsideMillimolar: 15, ${times}}`;
    expect(messages(two('startMs: 20'))).toEqual([]);
    expect(messages(two('startMs: 19.9'))).toEqual([
      expect.stringMatching(
        /^x\.yaml:5:5 treatments\[1\]: expected a stretch without potassium.*let one end before/,
      ),
    ]);
  });
});
