/** The text of an experiment file, written from what plays: it must be read as the very same experiment. */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  experimentText,
  type LiveExperiment,
  liveExperiment,
  type PlayedExperiment,
  parseExperiment,
  startExperiment,
} from '../../src/experiment/index.js';
import { createAxon } from '../../src/model/index.js';
import { experimentOf, folder, run, shipped } from './load.js';

const names = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => name.replace('.yaml', ''));
const live = (name: string): LiveExperiment => liveExperiment('x', shipped(name), 60);
/** What plays when nobody has changed anything. */
const played = (name: string): PlayedExperiment => live(name);

describe('the file of what plays', () => {
  it.each(names)('%s is read without a problem or a note, and plays as it did to the last number', (name) => {
    const before = live(name);
    const text = experimentText(before);
    const read = parseExperiment(text, 'saved.yaml');
    expect(read).toMatchObject({ ok: true, notes: [] });
    const after = liveExperiment('x', experimentOf(text), 60);
    expect(after).toEqual(before);
  });

  it.each(['lesson', 'squid-axon', 'frog-fibre', 'ttx-block'])(
    '%s gives the same potentials, bit for bit, as the axon of the rig',
    (name) => {
      const before = { ...live(name), durationMs: 3 };
      const again = run(experimentOf(experimentText(before)));
      const axon = createAxon(before.geometry, before.membrane, {
        stepMs: before.stepMs,
        treatments: before.treatments,
      });
      for (const stimulus of before.stimuli) axon.inject(stimulus);
      const compartment = axon.compartmentAt(before.electrodes.blue as number);
      let highest = Number.NEGATIVE_INFINITY;
      while (axon.modelMs < 3 - 1e-9) {
        axon.step();
        highest = Math.max(highest, axon.potentialMv[compartment]!);
        const row = again.timesMs.findIndex((ms) => Math.abs(ms - axon.modelMs) < 1e-9);
        expect(again.traces[0]!.potentialMv[row]).toBe(axon.potentialMv[compartment]);
      }
      expect(highest).toBeGreaterThan(before.membrane.kind === 'gated' ? -71 : -66);
    },
  );

  it('keeps channels that are off: the squid axon, where 25.6 mV become a bump of less than 10 mV', () => {
    const off = experimentOf(experimentText({ ...played('squid-axon'), channelsOff: true }));
    const running = startExperiment(off);
    running.advance(running.totalSteps);
    const { traces } = running.recording();
    expect(Math.max(...traces[0]!.potentialMv)).toBeLessThan(-55);
    expect(traces[0]!.spikes).toEqual([]);
  });

  it('keeps treatments, places and strengths as somebody has set them', () => {
    const changed: PlayedExperiment = {
      ...played('squid-axon'),
      treatments: [{ kind: 'ttx', from: 40, to: 46, nanomolar: 3 }],
      stimuli: [{ kind: 'pulse', site: 12.5, startMs: 0, durationMs: 0.2, currentNa: 1e-7 }],
      electrodes: { blue: 'bath', yellow: 33.3333 },
    };
    const { treatments, stimuli, electrodes } = experimentOf(experimentText(changed));
    expect(treatments).toEqual(changed.treatments);
    expect(stimuli[0]).toMatchObject({ at: 12.5, currentNa: 1e-7 });
    expect(electrodes).toEqual([
      { name: 'blue', at: 'bath' },
      { name: 'yellow', at: 33.3333 },
    ]);
  });

  it.each([
    ['A "title": with # signs, {braces} and ümlauts', 'A "title": with # signs, {braces} and ümlauts'],
    ['two\nlines\u202e', 'two lines'],
    [`${'x'.repeat(59)}😀`, 'x'.repeat(59)],
    ['\u0007', undefined],
  ])('has a title that a file takes: %j', (title, expected) => {
    expect(experimentOf(experimentText({ ...played('lesson'), title })).name).toBe(expected);
  });
});

describe('channels: off', () => {
  it('says so in headings, and refuses other words', () => {
    const read = (word: string) => parseExperiment(`axon: {kind: patch}\nchannels: ${word}`, 'x.yaml');
    expect(read('off')).toMatchObject({ ok: true, experiment: { channelsOff: true } });
    expect(read('on')).toMatchObject({ ok: true, experiment: { channelsOff: false } });
    expect(read('of').ok).toBe(false);
  });

  it('begins a rig with its channels off', () => {
    expect(liveExperiment('x', experimentOf('axon: {kind: cable}\nchannels: off'), 60).channelsOff).toBe(
      true,
    );
    expect(liveExperiment('x', experimentOf('axon: {kind: lattice}\nchannels: off'), 60).channelsOff).toBe(
      true,
    );
  });
});
