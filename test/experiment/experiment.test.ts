import { describe, expect, it } from 'vitest';
import { latticeSchema } from '../../src/experiment/axon.js';
import {
  geometryOf,
  lengthConstantSites,
  type MembraneSpec,
  membraneNotes,
  membranePair,
  membraneProblems,
  PRESETS,
  pressSchema,
  settleAxon,
  settlePress,
  usualPress,
} from '../../src/experiment/index.js';
import { experimentMembraneSchema } from '../../src/experiment/membrane.js';
import { SET_A, SET_B } from '../../src/model/index.js';

const axon = settleAxon(latticeSchema.parse({}));
const gated = (figures: object): MembraneSpec =>
  experimentMembraneSchema.parse({ kind: 'gated', ...figures }) as MembraneSpec;

describe('an experiment that says nothing', () => {
  it('is set A of the model', () => {
    expect(geometryOf(axon)).toEqual(SET_A.axon);
    expect(experimentMembraneSchema.parse({})).toEqual(SET_A.membrane);
  });

  it('has a length constant of 3.54 sites', () => {
    expect(lengthConstantSites(axon)).toBeCloseTo(3.5355, 4);
  });

  it('lets 2.4 mS of sodium into site 0 for 0.5 ms at a press', () => {
    const { membrane } = SET_A;
    expect(settlePress(pressSchema.parse({}), usualPress(membrane), membrane)).toEqual({
      at: 0,
      durationMs: 0.5,
      conductanceMs: 2.4,
      reversalMv: 60,
    });
  });
});

describe('the presets', () => {
  it('are sets A and B of the model', () => {
    expect(geometryOf(PRESETS['set-a'].axon)).toEqual(SET_A.axon);
    expect(PRESETS['set-a'].membrane).toEqual(SET_A.membrane);
    expect(geometryOf(PRESETS['set-b'].axon)).toEqual(SET_B.axon);
    expect(PRESETS['set-b'].membrane).toEqual(SET_B.membrane);
  });

  it.each(Object.entries(PRESETS))(
    '%s has nothing that a file may not say, no problem and no note',
    (_, preset) => {
      expect(latticeSchema.parse(preset.axon)).toEqual(preset.axon);
      expect(experimentMembraneSchema.parse(preset.membrane)).toEqual(preset.membrane);
      expect(membraneProblems(preset.membrane, preset.axon)).toEqual([]);
      expect(membraneNotes(preset.membrane, preset.axon)).toEqual([]);
    },
  );
});

describe('both sides of the comparison', () => {
  it('keep the figures of a gated membrane', () => {
    expect(membranePair(gated({ sodiumConductanceMs: 9 }))).toEqual({
      channelsOff: { kind: 'passive' },
      channelsOn: { ...SET_A.membrane, sodiumConductanceMs: 9 },
    });
  });

  it('give a passive one the channels of set A', () => {
    expect(membranePair({ kind: 'passive' })).toEqual({
      channelsOff: { kind: 'passive' },
      channelsOn: SET_A.membrane,
    });
  });
});

describe('a membrane on its axon', () => {
  it.each([
    [{ sodiumOpensMv: -70 }, ['sodiumOpensMv', 'recoveryBelowMv']],
    [{ recoveryBelowMv: -71 }, ['recoveryBelowMv']],
    [{ sodiumClosesMv: -55 }, ['sodiumOpensMv']],
    [{ sodiumReversalMv: 41 }, ['sodiumReversalMv']],
    [{ sodiumConductanceMs: 0 }, ['sodiumReversalMv']],
    [{ potassiumReversalMv: -80 }, ['potassiumReversalMv']],
    [{ potassiumConductanceMs: 0.05 }, ['potassiumReversalMv']],
    [{ potassiumClosesMv: -60 }, ['potassiumClosesMv']],
    [{ channelEvery: 60 }, ['channelEvery']],
  ])('cannot work with %j', (figures, keys) => {
    expect(membraneProblems(gated(figures), axon).map(({ path }) => path.at(-1))).toEqual(keys);
  });

  it.each([
    { potassiumReversalMv: -81 },
    { sodiumOpensMv: -59.9 },
    { recoveryBelowMv: -70 },
    { channelEvery: 59 },
  ])('can work with %j', (figures) => {
    expect(membraneProblems(gated(figures), axon)).toEqual([]);
  });

  it('has a note when its channels are half a length constant or more apart', () => {
    const setB = PRESETS['set-b'];
    const every = (channelEvery: number) =>
      membraneNotes({ ...setB.membrane, channelEvery } as MembraneSpec, setB.axon);
    expect(every(3)).toEqual([]);
    expect(every(4)).toEqual([
      {
        path: ['membrane', 'channelEvery'],
        said: 'channels 0.50 length constants apart may be too far to pass a spike on: the signal then dissipates, as the lesson shows',
      },
    ]);
  });
});
