/** Figures in what cards explain, and tell the teacher: what the model gives, to the last digit that is written. */
import { describe, expect, it } from 'vitest';
import type { Card, CardWords } from '../../src/lessons/card.js';
import { experimentOf, resultsBy, run } from '../experiment/load.js';
import { card, cardNames } from './shipped.js';

const GATED = 'membrane: {kind: gated}';
const lattice = (stimuli: string, axon = '', membrane = GATED, durationMs = 20) =>
  `axon: {kind: lattice, sites: 60${axon}}\n${membrane}\nstimuli: [${stimuli}]\ndurationMs: ${durationMs}\n`;
const push = (at = 0, startMs = 1, more = '') =>
  `{kind: conductance, at: ${at}, startMs: ${startMs}, reversalMv: 60${more}}`;

/** As fine as a rig plays it on sixty LEDs. */
const squid = (stimuli: string, treatments = '', temperatureC = 18.5, durationMs = 6, axon = '') =>
  `axon: {kind: cable, lengthMm: 60, compartments: 540${axon}}\n` +
  `membrane: {kind: hodgkin-huxley, temperatureC: ${temperatureC}}\n` +
  `treatments: [${treatments}]\nstimuli: [${stimuli}]\ndurationMs: ${durationMs}\n`;
const pulse = (currentNa: number, at: number | string = 0, startMs = 0.5, durationMs = 0.2) =>
  `{kind: pulse, at: ${at}, startMs: ${startMs}, durationMs: ${durationMs}, currentNa: ${currentNa}}`;

type Places = Readonly<Record<string, number>>;

const played = new Map<string, ReturnType<typeof resultsBy>>();
/** The figures of an experiment at such places; each text is played once. */
function at(text: string, places: Places) {
  const electrodes = Object.entries(places).map(([name, place]) => `{name: ${name}, at: ${place}}`);
  const whole = `${text}electrodes: [${electrodes.join(', ')}]\n`;
  const known = played.get(whole) ?? resultsBy(experimentOf(whole));
  played.set(whole, known);
  return known;
}

const rise = (text: string, place: number) => {
  const { peakMv, restMv } = at(text, { one: place }).of('one');
  return peakMv - restMv;
};
const peak = (text: string, place: number) => at(text, { one: place }).of('one').peakMv;
const spikes = (text: string, place: number) => at(text, { one: place }).of('one').spikesMs;
const speed = (text: string, from: number, to: number) => at(text, { from, to }).velocities[0]!;
/** Before the last one, which the end of the push makes late. */
const ratePerS = (ms: readonly number[]) => 1000 / (ms.at(-2)! - ms.at(-3)!);
/** The weakest press that fires lies at this figure: a little less does not, a little more does. */
const isWeakest = (fires: (strength: number) => boolean, strength: number, share: number) =>
  !fires(strength * (1 - share)) && fires(strength * (1 + share));

/** All prose of a card that may hold figures. */
const wordsOf = ({
  explain,
  limits,
  teacher,
  why,
}: Pick<Card | CardWords, 'explain' | 'limits' | 'teacher' | 'why'>) =>
  [explain, limits, teacher, ...why.choices.map(({ look }) => look ?? '')].join(' ');

const figures: [string, string, () => number[]][] = [
  [
    'spread',
    '73.3, 31.3, 7.48 and 0.99 mV',
    () => {
      const held = lattice(
        '{kind: pulse, startMs: 1, durationMs: 40, currentUa: 30}',
        '',
        'membrane: {kind: passive}',
        56,
      );
      const sites = at(held, { a: 0, b: 3, c: 8, d: 15 });
      return ['a', 'b', 'c', 'd'].map((name) => sites.of(name).peakMv - sites.of(name).restMv);
    },
  ],
  ['gates', '−65 mV, rises to +25.6 mV and falls to\n−74.7 mV', () => squidShape()],
  [
    'gaps',
    '11.4 sites/ms with channels at every 2nd site, 8.19 at every 3rd, 6.37 at every 4th',
    () => [apartSpeed(2), 2, apartSpeed(3), 3, apartSpeed(4), 4],
  ],
  [
    'all-or-none',
    '0.02 mV at yellow into one of 90.5 mV',
    () => [rise(squid(pulse(3390)), 40), rise(squid(pulse(3600)), 40)],
  ],
  ['all-or-none', 'it reaches 55 mV', () => [peak(squid(pulse(17835)), 0)]],
  [
    'all-or-none',
    '4.85, 9.48 and 13.9 mV',
    () => [0.1, 0.2, 0.3].map((g) => rise(lattice(push(0, 1, `, conductanceMs: ${g}`)), 0)),
  ],
  [
    'all-or-none',
    '2.18 mV at blue, a quarter gives less than half of that, 1.03 mV',
    () => [1800, 900].map(riseAt5),
  ],
  ['collision', '36.6 mV in the middle, 25.5 mV', () => [30, 45].map((mm) => peak(bothEnds(0), mm))],
  [
    'message',
    '186 and 241',
    () => [1800, 3000].map((nA) => ratePerS(spikes(squid(pulse(nA, 0, 1, 50), '', 18.5, 56), 40))),
  ],
  [
    'message',
    '58.5, 68.4, 86.5 and 108.6',
    () =>
      [7, 10, 20, 40].map((ua) =>
        ratePerS(
          spikes(
            `axon: {kind: patch}\nmembrane: {kind: hodgkin-huxley, temperatureC: 6.3}\nstimuli: [{kind: step, startMs: 1, currentUaPerCm2: ${ua}}]\ndurationMs: 200\n`,
            0,
          ),
        ),
      ),
  ],
  [
    'deep-rest',
    'speed 9.88, 5.19, 3.70, 2.91',
    () => [-60, -70, -80, -90].map((mv) => speed(lattice(push(), `, leakReversalMv: ${mv}`), 15, 45)),
  ],
  [
    'deep-rest',
    '18.71, 18.24, 16.79, 14.73 m/s',
    () => [0, -10, -20, -35].map((shift) => speed(shifted(shift), 20, 40)),
  ],
  ['deep-rest', '36.3 mV at a rest of −75', () => [peak(shifted(-10), 40), -75]],
  ['numb', 'from −64.97 to −65.85', () => [restOf('', 20), restOf('{kind: ttx, sodiumFraction: 0}', 20)]],
  ['fast', '13.23 m/s at 238 µm, 26.5 at\n952', () => [thickSpeed(238), 238, thickSpeed(952), 952]],
  ['fast', '27.1 against 18.7 m/s', () => [speed(fibre(''), 5, 15), speed(squid(pulse(7134)), 20, 40)]],
  [
    'short-spike',
    '14.14 m/s at 10 °C, 19.53 at 20, 22.02 at 25, and 21.2 at 33.5',
    () =>
      [
        [10, 0.01],
        [20, 0.01],
        [25, 0.008],
        [33.5, 0.004],
      ].flatMap(([celsius, step]) => [
        speed(`${squid(pulse(20000), '', celsius, 6)}stepMs: ${step}\n`, 20, 40),
        celsius!,
      ]),
  ],
  ['short-spike', '−62.7', () => [restOf('{kind: tea, potassiumFraction: 0.6}', 20)]],
  ['potassium', 'the peak 29.6 mV', () => [peak(squid(pulse(7134), potassium(5)), 40)]],
  [
    'potassium',
    '167 times a second at 18',
    () => [ratePerS(spikes(squid(pulse(0), potassium(18), 18.5, 60), 40)), 18],
  ],
];

/** Between the two compartments that meet there. */
const riseAt5 = (currentNa: number) =>
  (rise(squid(pulse(currentNa)), 4.95) + rise(squid(pulse(currentNa)), 5.05)) / 2;
function squidShape() {
  const { restMv, peakMv, troughMv } = at(squid(pulse(7134)), { one: 40 }).of('one');
  return [restMv, peakMv, troughMv];
}
const apart = (every: number, press = push()) =>
  lattice(
    press,
    ', axialConductanceMs: 6.4',
    `membrane: {kind: gated, channelEvery: ${every}, sodiumConductanceMs: 16, potassiumConductanceMs: 2.4}`,
    15,
  );
const apartSpeed = (every: number) => speed(apart(every), 12, 36);
const bothEnds = (laterMs: number) =>
  `${squid(`${pulse(7134)}, ${pulse(7134, 60, 0.5 + laterMs)}`, '', 18.5, 5)}stepMs: 0.005\n`;
const shifted = (shiftMv: number) => squid(pulse(20000), `{kind: rest, shiftMv: ${shiftMv}}`);
const restOf = (treatment: string, place: number) =>
  at(squid(pulse(7134), treatment), { one: place }).of('one').restMv;
const thickSpeed = (um: number) => speed(squid(pulse(20000), '', 18.5, 8, `, diameterUm: ${um}`), 20, 40);
const potassium = (millimolar: number) => `{kind: potassium, outsideMillimolar: ${millimolar}}`;
const fibre = (treatment: string) =>
  `axon: {kind: myelinated}\nmembrane: {kind: hodgkin-huxley}\ntreatments: [${treatment}]\n${pulse2}`;
const pulse2 =
  'stimuli: [{kind: pulse, at: 0, startMs: 0.1, durationMs: 0.1, currentNa: 2}]\ndurationMs: 3\nstepMs: 0.005\n';

/** Sentences that are no row of figures, and what they say. */
const sentences: [string, string, () => boolean][] = [
  [
    'boost',
    'less than a ten-thousandth of a millivolt',
    () => rise(lattice(push(), '', 'membrane: {kind: passive}', 120), 45) < 0.0001,
  ],
  [
    'gaps',
    'A press of 2 ms, four times as long as ours, lifts the next channels far enough even at every 5th site',
    () => peak(apart(5, push(0, 1, ', durationMs: 2')), 35) > 39,
  ],
  [
    'one-way',
    'up to 8.5 ms after the first press, nothing happens. From 8.6 ms on there are two new lights',
    () => seenTwice(20, 8.5, 10, 50) === 0 && seenTwice(20, 8.6, 10, 50) === 2,
  ],
  [
    'falling',
    'up to 7.5 ms after the first press, nothing happens. From 7.6 ms on there are two new lights',
    () => seenTwice(15, 7.5, 5, 45) === 0 && seenTwice(15, 7.6, 5, 45) === 2,
  ],
  [
    'all-or-none',
    'Its threshold is 0.325 mS',
    () => isWeakest((g) => spikes(lattice(push(0, 1, `, conductanceMs: ${g}`)), 40).length > 0, 0.325, 0.001),
  ],
  [
    'all-or-none',
    'at 101 % it passes 40 mm about a millisecond later than at 200 %',
    () => Math.abs(spikes(squid(pulse(3600)), 40)[0]! - spikes(squid(pulse(7134)), 40)[0]! - 1) < 0.1,
  ],
  [
    'add-up',
    'two pushes of 2500 nA fire up to 0.5 ms apart and not at 0.6 ms',
    () => twoPushes(0.5) > 0 && twoPushes(0.6) < -60,
  ],
  [
    'add-up',
    'Two of 4990 nA fire up to 6 mm apart and not at 7 mm',
    () => twoPlaces(27, 33) > 0 && twoPlaces(26.5, 33.5) < -60,
  ],
  ['add-up', 'Pulling with 1000 nA in place of 2000 does not stop the strong press', () => pulled(-1000) > 0],
  [
    'collision',
    'they meet about 9 mm farther to the right',
    () => Math.abs(peak(bothEnds(1), 39.3) - peak(bothEnds(0), 30)) < 0.1,
  ],
  [
    'message',
    'at 4000 nA it fires three times, at 6000 nA once',
    () => held(4000).length === 3 && held(6000).length === 1,
  ],
  [
    'deep-rest',
    'from −65 to −70 mV the threshold rises by 36 %, and the speed stays the same within 0.1 %',
    () =>
      isWeakest((nA) => squidFires(nA, '{kind: rest, shiftMv: -5}'), 1.36 * 3567, 0.005) &&
      Math.abs(speed(shifted(-5), 20, 40) / speed(shifted(0), 20, 40) - 1) < 0.001,
  ],
  [
    'deep-rest',
    'weakest press 0.112, 0.325, 0.525, 0.714 mS',
    () =>
      [
        [-60, 0.112],
        [-80, 0.525],
        [-90, 0.714],
      ].every(([mv, mS]) =>
        isWeakest(
          (g) =>
            spikes(lattice(push(0, 1, `, conductanceMs: ${g}`), `, leakReversalMv: ${mv}`, GATED, 25), 40)
              .length > 0,
          mS!,
          0.002,
        ),
      ),
  ],
  [
    'deep-rest',
    '3567, 6258, 9114, 13258 nA',
    () =>
      [
        [-10, 6258],
        [-20, 9114],
        [-35, 13258],
      ].every(([shift, nA]) =>
        isWeakest((strength) => squidFires(strength, `{kind: rest, shiftMv: ${shift}}`), nA!, 0.0005),
      ),
  ],
  [
    'numb',
    '5 mm numb: the signal passes, 0.5 ms late',
    () => Math.abs(numbAt('{kind: ttx, from: 25, to: 30, sodiumFraction: 0}') - numbAt('') - 0.5) < 0.03,
  ],
  [
    'numb',
    'In a frog’s fibre one plugged node is jumped, and two are not',
    () => frog(20, 20).length === 1 && frog(20, 21).length === 0,
  ],
  [
    'fast',
    'the spike passes, 0.11 ms late',
    () =>
      Math.abs(
        spikes(
          fibre('{kind: bare, from: 10, to: 11, capacitanceUfPerCm2: 0.05, leakConductanceMsPerCm2: 0.03}'),
          15,
        )[0]! -
          spikes(fibre(''), 15)[0]! -
          0.11,
      ) < 0.005,
  ],
  [
    'refractory',
    'none at 1.8 ms and before, however strong',
    () => [2, 8, 32, 128].every((times) => second(1.8, times).length === 1),
  ],
  [
    'refractory',
    '3.12 at 2 ms, 2.26 at 2.5, 1.88 at 3, 1.42 at 4, 1.12 at 5, 0.94 at 6 and 0.89 at 8 ms',
    () =>
      [
        [2, 3.12],
        [2.5, 2.26],
        [3, 1.88],
        [4, 1.42],
        [5, 1.12],
        [6, 0.94],
        [8, 0.89],
      ].every(([ms, times]) => isWeakest((more) => second(ms!, more).length > 1, times!, 0.006)),
  ],
  [
    'potassium',
    'At 5 mmol/l the weakest press is 4609 nA',
    () => isWeakest((nA) => squidFires(nA, potassium(5)), 4609, 0.0005),
  ],
  [
    'potassium',
    'it fires once before it is silent',
    () =>
      spikes(squid(pulse(7134, 0, 30), '{kind: potassium, outsideMillimolar: 30, startMs: 1}', 18.5, 40), 40)
        .length === 1,
  ],
  [
    'no-switch',
    'ramps of up to 4 ms fire',
    () =>
      peak(
        squid('{kind: ramp, at: 0, startMs: 1, riseMs: 4, durationMs: 20, currentNa: 1400}', '', 18.5, 12),
        40,
      ) > 0,
  ],
  [
    'no-switch',
    'a pull of −649 nA is enough for a spike at its end',
    () => release(-649, 6.3, 30).length === 1 && release(-640, 6.3, 30).length === 0,
  ],
  [
    'no-switch',
    'pulls as strong as −5000 nA for 8 ms fire nothing',
    () => release(-5000, 18.5, 8).length === 0,
  ],
  [
    'no-switch',
    'With half of the sodium channels the threshold is 5372 in place of 3567 nA',
    () => isWeakest((nA) => squidFires(nA, '{kind: ttx, sodiumFraction: 0.5}'), 5372, 0.0005),
  ],
];

/** How many places fire a second time after a press at 0 and, so much later, one at `second`. */
const seenTwice = (second: number, afterMs: number, one: number, other: number) => {
  const both = at(lattice(`${push()}, ${push(second, 1 + afterMs)}`), { one, other });
  return ['one', 'other'].filter((name) => both.of(name).spikesMs.length === 2).length;
};
const twoPushes = (apartMs: number) =>
  peak(squid(`${pulse(2500)}, ${pulse(2500, 0, 0.5 + apartMs)}`, '', 18.5, 8), 40);
const twoPlaces = (one: number, other: number) =>
  peak(squid(pulse(4990, `[${one}, ${other}]`), '', 18.5, 6), 50);
const pulled = (currentNa: number) =>
  peak(squid(`${pulse(5354, 0, 1)}, ${pulse(currentNa, 5, 0.5, 2)}`, '', 18.5, 8), 40);
const held = (currentNa: number) => spikes(squid(pulse(currentNa, 0, 1, 50), '', 18.5, 56), 40);
const squidFires = (currentNa: number, treatment: string) =>
  spikes(squid(pulse(currentNa), treatment, 18.5, 9), 40).length > 0;
const numbAt = (treatment: string) => spikes(squid(pulse(7134), treatment), 45)[0]!;
const frog = (from: number, to: number) =>
  spikes(
    `axon: {kind: myelinated}\nmembrane: {kind: frankenhaeuser-huxley}\ntreatments: [{kind: ttx, from: ${from}, to: ${to}, sodiumFraction: 0}]\nstimuli: [{kind: pulse, at: 0, startMs: 0.1, durationMs: 0.1, currentNa: 2.735}]\ndurationMs: 4\n`,
    30,
  );
const second = (afterMs: number, times: number) =>
  spikes(squid(`${pulse(7134)}, ${pulse(times * 3567.17, 0, 0.5 + afterMs)}`, '', 18.5, afterMs + 5.5), 40);
const release = (currentNa: number, temperatureC: number, durationMs: number) =>
  spikes(`${squid(pulse(currentNa, 0, 1, durationMs), '', temperatureC, durationMs + 24)}stepMs: 0.02\n`, 40);

/** A text as it is compared: on one line, with one kind of apostrophe. */
const plain = (text: string) => text.replaceAll(/\s+/g, ' ').replaceAll('’', "'");

describe('the figures that a card tells', () => {
  it.each(figures)('%s: %s', (name, text, values) => {
    expect(plain(wordsOf(card(name)))).toContain(plain(text));
    const written = text.match(/\d+(?:\.\d+)?/g)!;
    expect(
      values().map((value, k) => Math.abs(value).toFixed(written[k]?.split('.')[1]?.length ?? 0)),
    ).toEqual(written);
  });

  it.each(sentences)('%s: %s', (name, text, holds) => {
    expect(plain(wordsOf(card(name)))).toContain(plain(text));
    expect(holds()).toBe(true);
  });

  it('are the same ones in German', () => {
    const numbers = (text: string) =>
      text.match(/\d+(?:[.,]\d+)?/g)?.map((one) => one.replace(',', '.')) ?? [];
    for (const name of cardNames) {
      const { languages, ...english } = card(name);
      expect([name, ...numbers(wordsOf(languages.de!)).sort()]).toEqual([
        name,
        ...numbers(wordsOf(english)).sort(),
      ]);
    }
  });

  it('the lesson’s open sodium channels conduct 80 times as much as its leak', () => {
    expect(plain(wordsOf(card('numb')))).toContain('80 times as much as the leak');
    const { membrane, geometry } = experimentOf(lattice(push()));
    expect(membrane.kind === 'gated' && geometry.kind === 'lattice').toBe(true);
    if (membrane.kind !== 'gated' || geometry.kind !== 'lattice') return;
    expect(membrane.sodiumConductanceMs / geometry.leakConductanceMs).toBe(80);
    expect(run(experimentOf(lattice(push()))).restIsStable).toBe(true);
  });
});
