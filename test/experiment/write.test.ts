/** The text of an experiment file, written from what plays: it must be read as the very same experiment. */
import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  experimentText,
  type LiveExperiment,
  liveExperiment,
  type PlayedExperiment,
  parseExperiment,
  startExperiment,
} from '../../src/experiment/index.js';
import {
  createAxon,
  longestStepMs,
  ModelRefusal,
  type NumberField,
  TREATMENT_FIELDS,
  type Treatment,
} from '../../src/model/index.js';
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

  it('lasts as long as usual after a treatment that begins after its end', () => {
    const treatments = [{ kind: 'ttx', sodiumFraction: 0, startMs: 5000 }] as const;
    const { durationMs } = played('lesson');
    const again = experimentOf(experimentText({ ...played('lesson'), treatments }));
    expect(again).toMatchObject({ treatments, durationMs: 5000 + durationMs });
  });

  it('leaves out what begins later than a file may last, and says so', () => {
    const treatments = [
      { kind: 'dead', from: 3, to: 4 },
      { kind: 'ttx', sodiumFraction: 0, startMs: 1e9 },
    ] as const;
    const text = experimentText({ ...played('lesson'), treatments });
    expect(text).toContain('\n# Left out: 1 that began later than a file may last.\n');
    expect(experimentOf(text).treatments).toEqual([treatments[0]]);
  });

  it('is read back with each treatment and time that an axon takes: 150 random ones', () => {
    const rigs = ['lesson', 'squid-axon', 'frog-fibre'];
    const at = fc.double({ min: 0, max: 1e6, noNaN: true });
    const kinds = Object.keys(TREATMENT_FIELDS) as Treatment['kind'][];
    const one = fc.constantFrom(...kinds).chain((kind) => {
      const fields: Record<string, NumberField> = TREATMENT_FIELDS[kind];
      // Of two ways to say how much TTX there is, one.
      const used = Object.entries(fields).filter(([name]) => kind !== 'ttx' || name === 'sodiumFraction');
      const numbers = used.map(([name, { low, high }]) => [
        name,
        fc.double({ min: low, max: high, noNaN: true, minExcluded: true }),
      ]);
      return fc.record({
        kind: fc.constant(kind),
        ...Object.fromEntries(numbers),
        from: fc.nat(10),
        to: fc.integer({ min: 11, max: 20 }),
        startMs: fc.option(at, { nil: undefined }),
        endMs: fc.option(at, { nil: undefined }),
      });
    });
    let taken = 0;
    fc.assert(
      fc.property(fc.constantFrom(...rigs), one, (name, random) => {
        const own = live(name);
        const treatment = JSON.parse(JSON.stringify(random)) as Treatment;
        const treatments = [treatment];
        let stepMs = own.stepMs;
        try {
          stepMs = Math.min(stepMs, longestStepMs(own.membrane, treatments));
          createAxon(own.geometry, own.membrane, { stepMs, treatments });
        } catch (error) {
          if (!(error instanceof ModelRefusal)) throw error;
          return;
        }
        taken++;
        const text = experimentText({ ...own, treatments, stepMs });
        const read = parseExperiment(text, 'saved.yaml');
        if (!read.ok) throw new Error(`${text}\n${JSON.stringify(read)}`);
        expect(read.experiment.treatments).toEqual(text.includes('# Left out') ? [] : treatments);
        expect(read.experiment.stepMs).toBe(stepMs);
      }),
      { numRuns: 150, seed: 7 },
    );
    expect(taken).toBeGreaterThan(40);
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
