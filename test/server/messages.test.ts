import { describe, expect, it } from 'vitest';
import { COMMANDS, createCommandGuard, type FieldGuard } from '../../src/controller/commands.js';
import type { PressOutcome } from '../../src/controller/contract.js';
import { PAGE_COMMANDS, parsePageCommand, parseServerMessage } from '../../src/server/messages.js';
import { orList } from '../../src/units.js';
import { NO_MEASURES, PRESS_MARK, SET_A_FACTS, SQUID_FACTS, STATE } from '../web/page-state.js';

const isState = (message: object) => parseServerMessage(JSON.stringify(message))?.type === 'state';

describe('a state', () => {
  it('may have a latency, or none yet', () => {
    expect(isState(STATE)).toBe(true);
    expect(isState({ ...STATE, latencyMs: 6.4 })).toBe(true);
    expect(isState({ ...STATE, latencyMs: 'soon' })).toBe(false);
    expect(isState({ ...STATE, brightness: 0 })).toBe(false);
    expect(isState({ ...STATE, experiments: [{ name: 'a', title: 'a' }] })).toBe(false);
  });

  const NONSENSE = ['{}', '"a"', '-1', '1e999', '1e308', 'true', '[null]', '["0.5"]', '[[0.5]]', '[-0.1]'];
  const SENSE: Readonly<Record<string, readonly string[]>> = {
    rig: ['"a"'],
    invite: ['"a"'],
    viewRestMv: ['-1', '1e308'],
    experiment: ['"a"'],
    membrane: ['"a"'],
    channelsOn: ['true'],
    strength: ['-1', '1e308'],
    held: ['true'],
    fastestLens: ['-1', '1e308'],
    tapeMs: ['1e308'],
    fastestBecause: ['"a"'],
    running: ['true'],
    stimulusWaits: ['true'],
    lens: ['1e308'],
    currentLimitMa: ['-1', '1e308'],
    latencyMs: ['-1', '1e308'],
  };

  it.each(Object.keys({ ...STATE, ledPlaces: [] }))('is none with nonsense in its %s', (field) => {
    const text = JSON.stringify({ ...STATE, [field]: '@' });
    const believed = NONSENSE.filter((value) => parseServerMessage(text.replace('"@"', value)) !== undefined);
    expect(believed).toEqual(SENSE[field] ?? []);
  });

  it.each<[string, PressOutcome]>([
    ['overlapped', { kind: 'overlapped' }],
    ['refractory', { kind: 'refractory', place: 0 }],
    ['too weak', { kind: 'too-weak', place: 0, highestMv: -61.3 }],
    ['not able to fire', { kind: 'cannot-fire', place: 0 }],
    ['spread', { kind: 'spread', riseMv: { blue: 9.4, yellow: null } }],
    ['a signal', { kind: 'signal', end: 'died', lastPlace: 8.25, reached: { blue: true, yellow: null } }],
  ])('may tell of a press: %s', (_, outcome) => {
    expect(isState({ ...STATE, lastPress: { press: 1, outcome } })).toBe(true);
    for (const field of Object.keys(outcome))
      expect(isState({ ...STATE, lastPress: { press: 1, outcome: { ...outcome, [field]: {} } } })).toBe(
        false,
      );
  });

  it('may have marks of presses: held, of which nothing is known, and over', () => {
    const waiting = { ...PRESS_MARK, untilMs: null, outcome: null };
    expect(isState({ ...STATE, presses: [PRESS_MARK, waiting] })).toBe(true);
    for (const field of Object.keys(PRESS_MARK))
      expect([field, isState({ ...STATE, presses: [{ ...PRESS_MARK, [field]: {} }] })]).toEqual([
        field,
        false,
      ]);
    expect(isState({ ...STATE, presses: [{ ...PRESS_MARK, places: [-1] }] })).toBe(false);
  });

  it('has marks and electrodes on its axon, and at most 64 marks', () => {
    const marks = (count: number) => Array.from({ length: count }, () => PRESS_MARK);
    expect([64, 65].map((count) => isState({ ...STATE, presses: marks(count) }))).toEqual([true, false]);
    expect(
      [59, 59.1].map((place) => isState({ ...STATE, presses: [{ ...PRESS_MARK, places: [place] }] })),
    ).toEqual([true, false]);
    expect([59, 60].map((yellow) => isState({ ...STATE, electrodes: { blue: 15, yellow } }))).toEqual([
      true,
      false,
    ]);
  });

  it('is of an axon with at most 1 000 places of gates and a million sites', () => {
    const gates = (count: number) => ({
      ...SET_A_FACTS.gates,
      places: Array.from({ length: count }, (_, k) => k / 100),
    });
    const isOf = (facts: object) => isState({ ...STATE, axon: { ...SET_A_FACTS, ...facts } });
    expect([1000, 1001].map((count) => isOf({ gates: gates(count) }))).toEqual([true, false]);
    expect([1e6, 1e6 + 1].map((siteCount) => isOf({ siteCount }))).toEqual([true, false]);
  });

  it('may be of an axon whose gates obey rates', () => {
    expect(isState({ ...STATE, axon: SQUID_FACTS })).toBe(true);
  });

  it('may tell of looking back, with both ends of the tape', () => {
    const end = { picture: 7, axonMs: 0.5, tapeMs: 60_000 };
    const setUp = {
      channelsOn: false,
      treatments: [{ id: '1', treatment: { kind: 'ttx' }, words: 'TTX' }],
      electrodes: { blue: 3, yellow: 'bath' },
    };
    const look = { kind: 'looking-back', ...end, from: end, to: end, wasRunning: true, setUp };
    expect(isState({ ...STATE, look, ghostFromPicture: 5 })).toBe(true);
    for (const field of Object.keys(look))
      expect(isState({ ...STATE, look: { ...look, [field]: {} } })).toBe(false);
    for (const wrong of [
      { channelsOn: 1 },
      { treatments: [{}] },
      { electrodes: { blue: 60, yellow: 'bath' } },
    ])
      expect(isState({ ...STATE, look: { ...look, setUp: { ...setUp, ...wrong } } })).toBe(false);
  });

  it.each([
    [{ name: 'blue', crossesMv: -55, rising: false, crossed: true }, true],
    [{ name: 'red', crossesMv: -55, rising: false, crossed: true }, false],
    [{ name: 'blue', crossesMv: null, rising: false, crossed: true }, false],
    [{ name: 'blue', crossesMv: -55, rising: false }, false],
  ])('may tell of a level to pause at: %j, %s', (pauseWhen, is) => {
    expect(isState({ ...STATE, pauseWhen })).toBe(is);
  });

  it.each([
    [{ kind: 'searching', share: 0.5 }, true],
    [{ kind: 'found', strength: -2.4, unit: 'mS' }, true],
    [{ kind: 'none', because: 'nothing fires' }, true],
    [{ kind: 'searching', share: 1.5 }, false],
    [{ kind: 'found', strength: null, unit: 'mS' }, false],
    [{ kind: 'none' }, false],
    [{ kind: 'lost' }, false],
  ])('may tell of the weakest press: %j, %s', (weakest, is) => {
    expect(isState({ ...STATE, weakest })).toBe(is);
  });

  it.each([
    [{ value: 5.186, unit: 'sites/ms' }, true],
    [{ value: null, because: 'a voltmeter is in the bath' }, true],
    [{ value: 5.186 }, false],
    [{ value: null }, false],
    [{ value: 'fast', unit: 'm/s' }, false],
  ])('may tell of a measure: %j, %s', (measure, is) => {
    expect(isState({ ...STATE, measures: { ...NO_MEASURES, velocity: measure } })).toBe(is);
    const blue = { ...NO_MEASURES.blue, halfWidth: measure };
    expect(isState({ ...STATE, measures: { ...NO_MEASURES, blue } })).toBe(is);
  });

  it.each([
    { ...SET_A_FACTS, restMv: 'low' },
    { ...SET_A_FACTS, channels: undefined },
    { ...SET_A_FACTS, kind: 'rope' },
    { ...SET_A_FACTS, lastPlace: -1 },
    { ...SET_A_FACTS, ledPlaces: [Number.NaN] },
    { ...SET_A_FACTS, ledPlaces: [59.5] },
    { ...SET_A_FACTS, placeUnit: 'inch' },
    { ...SET_A_FACTS, press: { unit: 'nA', strength: null, most: 1 } },
    { ...SET_A_FACTS, switching: 'yes' },
    { ...SET_A_FACTS, channels: { ...SET_A_FACTS.channels, every: 0 } },
    { ...SET_A_FACTS, channels: { ...SET_A_FACTS.channels, sodiumOpensMv: null } },
    { ...SET_A_FACTS, gates: { ...SET_A_FACTS.gates, places: [-1] } },
    { ...SET_A_FACTS, gates: { ...SET_A_FACTS.gates, places: [60] } },
    { ...SET_A_FACTS, gates: { ...SET_A_FACTS.gates, kind: 'doors' } },
    { ...SET_A_FACTS, gates: { ...SET_A_FACTS.gates, names: [1] } },
    { ...SET_A_FACTS, gates: { ...SET_A_FACTS.gates, ions: ['gold'] } },
    { ...SET_A_FACTS, stimulusPlaces: ['0'] },
    { ...SET_A_FACTS, stimulusPlaces: [60] },
    { ...SET_A_FACTS, lengthWords: 60 },
    { ...SET_A_FACTS, paints: SET_A_FACTS.paints.slice(1) },
    { ...SET_A_FACTS, paints: SET_A_FACTS.paints.toReversed() },
    { ...SET_A_FACTS, paints: SET_A_FACTS.paints.map((paint) => ({ ...paint, treatment: null })) },
    { ...SET_A_FACTS, paints: SET_A_FACTS.paints.map((paint) => ({ ...paint, because: 1 })) },
  ])('without a fact of the axon is none', (axon) => {
    expect(isState({ ...STATE, axon })).toBe(false);
  });
});

describe('a command', () => {
  it.each([
    { do: 'stimulate' },
    { do: 'membrane', kind: 'passive' },
    { do: 'channels', on: false },
    { do: 'load', name: 'ttx-block' },
    { do: 'stimulate', at: [0, 100], strength: -3, durationMs: 0.2, held: true },
    { do: 'release' },
    { do: 'strength', strength: null },
    { do: 'treat', id: 'ice', treatment: { kind: 'temperature', from: 40, to: 60, temperatureC: 0 } },
    { do: 'treat', id: '1', treatment: null },
    { do: 'lens', roomMsPerAxonMs: 1 },
    { do: 'lens', roomMsPerAxonMs: 5000 },
    { do: 'run', running: false },
    { do: 'step' },
    { do: 'step', back: true },
    { do: 'seek', backMs: 1500.5 },
    { do: 'seek', picture: 17 },
    { do: 'seek', axonMs: 0 },
    { do: 'runOn' },
    { do: 'now' },
    { do: 'reset' },
    { do: 'electrode', name: 'yellow', at: 59 },
    { do: 'electrode', name: 'blue', at: 'bath' },
    { do: 'pauseWhen', name: 'yellow', crossesMv: -55, rising: false },
    { do: 'pauseWhen', off: true },
    { do: 'weakest' },
    { do: 'weakest', at: [0, 100] },
  ])('is taken as it is, without what it has not: %j', (command) => {
    expect(parsePageCommand(JSON.stringify({ ...command, colour: 'red' }))).toEqual(command);
  });

  it.each([
    ['{', 'a command must be JSON'],
    ['{"do":"seek","backMs":-1}', 'seek: expected backMs a number of milliseconds from 0 to 1000000000'],
    ['{"do":"seek","picture":1.5}', 'seek: expected picture the number of a picture, from 1'],
    ['{"do":"seek","axonMs":null}', 'seek: expected axonMs a number of milliseconds from 0 to 1000000000'],
    ['7', 'a command must be an object like {"do":"stimulate"}'],
    ['null', 'a command must be an object like {"do":"stimulate"}'],
    ['{"do":"membrane","kind":5}', 'membrane: expected kind "passive" or the membrane of the axon'],
    ['{"do":"lens","roomMsPerAxonMs":0.9}', 'lens: expected roomMsPerAxonMs from 1 to 5000'],
    ['{"do":"lens","roomMsPerAxonMs":5001}', 'lens: expected roomMsPerAxonMs from 1 to 5000'],
    ['{"do":"lens","roomMsPerAxonMs":"500"}', 'lens: expected roomMsPerAxonMs from 1 to 5000'],
    ['{"do":"run","running":1}', 'run: expected running true or false'],
    ['{"do":"electrode","name":"red","at":1}', 'electrode: expected name "blue" or "yellow"'],
    [
      '{"do":"electrode","name":"blue","at":-1}',
      'electrode: expected at "bath" or a place on the axon, from 0',
    ],
    [
      '{"do":"stimulate","at":[]}',
      'stimulate: expected at a place on the axon, from 0, or a list of up to 64',
    ],
    ['{"do":"stimulate","held":1}', 'stimulate: expected held true or false'],
    ['{"do":"treat","id":""}', 'treat: expected id the name of the treatment'],
    [
      '{"do":"treat","id":"a"}',
      'treat: expected treatment null, or a treatment like {"kind":"ttx","from":40,"to":46,"sodiumFraction":0}',
    ],
    ['{"do":"pauseWhen","name":"blue","crossesMv":201}', 'pauseWhen: expected crossesMv from -200 to 200 mV'],
    ['{"do":"toString"}', `unknown command "toString": expected ${orList(Object.keys(PAGE_COMMANDS))}`],
  ])('%s is answered by: %s', (text, words) => {
    expect(parsePageCommand(text)).toBe(words);
  });

  it.each(Object.keys(PAGE_COMMANDS))('%s has no number without bounds', (name) => {
    const fields: Readonly<Record<string, FieldGuard<unknown>>> =
      PAGE_COMMANDS[name as keyof typeof PAGE_COMMANDS];
    for (const [field, guard] of Object.entries(fields))
      for (const number of [1e308, -1e308, 1e17])
        for (const value of [number, [number], [0, number], { kind: 'ttx', from: number }, { a: number }])
          expect([field, value, guard.is(value)]).toEqual([field, value, false]);
  });

  it('is added by one entry: its name, its fields, and what each of them may be', () => {
    const blinks = {
      expected: 'from 1 to 9',
      is: (n: unknown): n is number => Number(n) >= 1 && Number(n) <= 9,
    };
    const guard = createCommandGuard({ ...COMMANDS, blink: { times: blinks } });
    expect(guard({ do: 'blink', times: 3, colour: 'red' })).toEqual({ do: 'blink', times: 3 });
    expect(guard({ do: 'blink', times: 10 })).toBe('blink: expected times from 1 to 9');
    expect(guard({ do: 'wink' })).toBe(
      `unknown command "wink": expected ${orList([...Object.keys(COMMANDS), 'blink'])}`,
    );
  });

  it('that is not in its table is answered with the names that are: of a table of three', () => {
    const { run, step, reset } = COMMANDS;
    expect(createCommandGuard({ run, step, reset })({ do: 'wink' })).toBe(
      'unknown command "wink": expected run, step or reset',
    );
  });
});
