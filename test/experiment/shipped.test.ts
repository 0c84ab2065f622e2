/** Every shipped experiment, held to the numbers that its comment and experiments/README.md promise. */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findThreshold, parseExperiment } from '../../src/experiment/index.js';
import { folder, read, resultsBy, shipped } from './load.js';

const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
const within = (share: number, wanted: number, value: number | null) =>
  expect(Math.abs(value! / wanted - 1)).toBeLessThan(share);
const threshold = async (...of: Parameters<typeof shipped>) => {
  const experiment = shipped(...of);
  const found = await findThreshold(experiment, experiment.stimuli.length - 1);
  return found.kind === 'found' ? found.strength : null;
};

describe('shipped experiments', () => {
  it.each(names)(
    '%s is read without a problem or a note, names the schema, and says what it shows',
    (name) => {
      expect(parseExperiment(read(name), name)).toMatchObject({ ok: true, notes: [] });
      expect(read(name)).toMatch(/^# yaml-language-server: \$schema=\.\/experiment\.schema\.json\n# .+\n/);
      expect(parseExperiment(read(name), name)).toHaveProperty('experiment.name', expect.any(String));
    },
  );
});

describe('the lesson’s axon', () => {
  it('conducts at 5.185955 sites/ms within 0.1 %, peaks at +40 and bottoms at −80 within 1e-6; the bath is at 0', () => {
    const { of, velocities } = resultsBy(shipped('lesson'));
    within(0.001, 5.185955, velocities[0]!);
    for (const name of ['blue', 'yellow']) {
      expect(of(name).peakMv).toBeCloseTo(40, 6);
      expect(of(name).troughMv).toBeCloseTo(-80, 6);
      expect(of(name).spikesMs).toHaveLength(1);
    }
    expect([of('reference').peakMv, of('reference').troughMv]).toEqual([0, 0]);
  });

  it('has a threshold of 0.325028 mS within 0.01 %, and of 39.338 µA', async () => {
    within(0.0001, 0.325028, await threshold('lesson'));
    const current = {
      'kind: conductance': 'kind: pulse',
      'conductanceMs: 2.4, reversalMv: 60': 'currentUa: 200',
    };
    within(0.0001, 39.338, await threshold('lesson', current));
  });

  it.each([
    ['start', 73.613, 1.5],
    ['blue', 9.419, 4.29],
    ['yellow', 1.385, 10.94],
    ['far', 0.14, 20.61],
  ])('rises without channels at %s by %f mV, highest at %f ms', (name, riseMv, atMs) => {
    const figures = resultsBy(shipped('lesson-channels-off')).of(name);
    expect(figures.peakMv - figures.restMv).toBeCloseTo(riseMv, 3);
    expect(Math.abs(figures.peakMs - atMs)).toBeLessThan(0.06);
    expect(figures.spikesMs).toEqual([]);
  });

  it('is boosted by channels at every 2nd site and dissipates with every 5th', () => {
    expect(resultsBy(shipped('channels-apart')).of('far').spikesMs).toHaveLength(1);
    const apart = resultsBy(shipped('channels-apart', { 'channelEvery: 2': 'channelEvery: 5' }));
    expect(apart.of('far').spikesMs).toEqual([]);
    expect(apart.of('far').peakMv).toBeLessThan(-69);
  });
});

describe('the passive cable', () => {
  it.each([
    ['half', 3.41657, 1.32198],
    ['one', 1.31859, 3.35176],
    ['two', 0.323183, 8.06209],
  ])('rises at %s by %f mV within 0.01, highest after %f ms within 0.02', (name, riseMv, afterMs) => {
    const figures = resultsBy(shipped('passive-cable')).of(name);
    expect(Math.abs(figures.peakMv - figures.restMv - riseMv)).toBeLessThan(0.01);
    expect(Math.abs(figures.peakMs - 1 - afterMs)).toBeLessThan(0.02);
  });
});

describe('a patch of squid membrane', () => {
  it('rests at −64.974, peaks at 39.04 mV at 3.510 ms, bottoms at −76.169 at 6.337, half width 1.4536 ms', () => {
    const { restMv, peakMv, peakMs, troughMv, troughMs, halfWidthMs } = resultsBy(shipped('patch')).of(
      'patch',
    );
    expect(restMv).toBeCloseTo(-64.974052452, 6);
    expect(Math.abs(peakMv - 39.0435)).toBeLessThan(0.05);
    expect(Math.abs(peakMs - 3.50981)).toBeLessThan(0.005);
    expect(Math.abs(troughMv + 76.1691)).toBeLessThan(0.01);
    expect(Math.abs(troughMs - 6.33703)).toBeLessThan(0.01);
    within(0.002, 1.45364, halfWidthMs);
  });

  it('has thresholds of 6.90258 µA/cm² for 1 ms and 13.2438 for 0.5 ms, within 0.02 %', async () => {
    within(0.0002, 6.90258, await threshold('patch'));
    within(0.0002, 13.2438, await threshold('patch', { 'durationMs: 1,': 'durationMs: 0.5,' }));
  });

  it('fires 68.390 times a second under 10 µA/cm², within 0.1 %', () => {
    const { spikesMs } = resultsBy(shipped('steady-current')).of('patch');
    expect(spikesMs).toHaveLength(14);
    within(0.001, 68.39, 1000 / (spikesMs[13]! - spikesMs[12]!));
  });

  it('needs 2.2 × its threshold of 13.24 in a second pulse after 12 ms, 4.6 × after 9, 0.85 × after 20, within 3 %', async () => {
    within(0.03, 2.2, (await threshold('refractory'))! / 13.2436);
    within(0.03, 4.6, (await threshold('refractory', { 'startMs: 13': 'startMs: 10' }))! / 13.2436);
    within(0.03, 0.85, (await threshold('refractory', { 'startMs: 13': 'startMs: 21' }))! / 13.2436);
    expect(resultsBy(shipped('refractory')).of('patch').spikesMs).toHaveLength(1);
  });

  it('fires when −3 µA/cm² end, from −2.8 on', async () => {
    const [spikeMs] = resultsBy(shipped('anode-break')).of('patch').spikesMs;
    expect(spikeMs).toBeGreaterThan(35);
    within(0.02, -2.8, await threshold('anode-break'));
  });
});

describe('the squid axon', () => {
  it('conducts at 18.730197 m/s within 0.2 %, with the same peak of 25.53 mV within 0.1 at both electrodes', () => {
    const { of, velocities } = resultsBy(shipped('squid-axon'));
    within(0.002, 18.730197, velocities[0]!);
    expect(Math.abs(of('near').peakMv - 25.534)).toBeLessThan(0.1);
    expect(Math.abs(of('near').peakMv - of('far').peakMv)).toBeLessThan(0.01);
  });

  it('is blocked by tetrodotoxin on 6 mm and crosses 4 mm late', () => {
    const blocked = resultsBy(shipped('ttx-block'));
    expect(blocked.of('before').spikesMs).toHaveLength(1);
    expect(blocked.of('beyond').spikesMs).toEqual([]);
    const crossed = resultsBy(shipped('ttx-block', { 'toMm: 46': 'toMm: 44' }));
    const free = resultsBy(shipped('squid-axon'));
    expect(crossed.of('beyond').spikesMs[0]! - free.of('far').spikesMs[0]!).toBeGreaterThan(0.2);
  });

  it('is blocked at 28 °C by 20 mm at 0 °C, not by 20 mm at 5 °C', () => {
    expect(resultsBy(shipped('cold-block')).of('beyond').spikesMs).toEqual([]);
    const cool = resultsBy(shipped('cold-block', { 'temperatureC: 0': 'temperatureC: 5' }));
    expect(cool.of('beyond').spikesMs).toHaveLength(1);
    const slow = resultsBy(shipped('cold-block', { 'temperatureC: 28': 'temperatureC: 18.5' }));
    expect(slow.of('beyond').spikesMs).toHaveLength(1);
  });

  it('fails at 34 °C and conducts at 33.5 °C, with a peak below 0 mV', () => {
    expect(resultsBy(shipped('heat-block')).of('far').spikesMs).toEqual([]);
    const cooler = resultsBy(shipped('heat-block', { 'temperatureC: 34': 'temperatureC: 33.5' })).of('far');
    expect(cooler.spikesMs).toHaveLength(1);
    expect(cooler.peakMv).toBeLessThan(0);
  });

  it('has each spike once where two collide, and 36.6 mV within 0.2 in the middle', () => {
    const { of } = resultsBy(shipped('collision'));
    for (const name of ['left', 'middle', 'right']) expect(of(name).spikesMs).toHaveLength(1);
    expect(Math.abs(of('middle').peakMv - 36.6)).toBeLessThan(0.2);
    expect(Math.abs(of('left').peakMv - 25.534)).toBeLessThan(0.1);
  });

  it('adds up two stimuli of 0.7 thresholds 0.2 ms apart, and not 0.5 ms apart', () => {
    expect(resultsBy(shipped('summation')).of('far').spikesMs).toHaveLength(1);
    const apart = shipped('summation', { 'startMs: 0.9': 'startMs: 1.2' });
    expect(resultsBy(apart).of('far').spikesMs).toEqual([]);
  });
});

describe('myelin', () => {
  it('M1: 42.95 m/s within 0.3 % at dt 0.005, peak 43.675 mV within 0.1, threshold 1.8234 nA within 0.2 %', async () => {
    const { of, velocities } = resultsBy(shipped('frog-fibre'));
    within(0.003, 42.95, velocities[0]!);
    expect(Math.abs(of('far').peakMv - 43.675)).toBeLessThan(0.1);
    within(0.002, 1.8234, await threshold('frog-fibre'));
  });

  it('M2: 27.1 m/s within 0.5 %; one bare internode blocks it', () => {
    within(0.005, 27.1, resultsBy(shipped('myelin')).velocities[0]!);
    const bare = resultsBy(shipped('demyelinated'));
    expect(bare.of('before').spikesMs).toHaveLength(1);
    expect(bare.of('beyond').spikesMs).toEqual([]);
  });
});
