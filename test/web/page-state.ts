/** What a rig with the lesson's axon tells a page. */
import type { AxonFacts } from '../../src/controller/contract.js';
import type { PageState } from '../../src/server/messages.js';

/** The lesson's axon, as the controller tells of it. */
export const SET_A_FACTS: AxonFacts = {
  kind: 'lattice',
  siteCount: 60,
  lastPlace: 59,
  placeUnit: 'site',
  wholePlaces: true,
  ledPlaces: Array.from({ length: 60 }, (_, led) => led),
  nodeLeds: [],
  restMv: -70,
  channels: {
    every: 1,
    sodiumOpensMv: -55,
    sodiumClosesMv: 40,
    potassiumClosesMv: -80,
    sodiumReversalMv: 60,
    potassiumReversalMv: -90,
  },
  switching: true,
  excitable: true,
  press: { unit: 'mS', strength: 2.4, most: 1000, holds: false },
};

const UNMEASURED = { value: null, because: 'nothing has been pressed' } as const;
const UNMEASURED_METER = { peak: UNMEASURED, latency: UNMEASURED, halfWidth: UNMEASURED } as const;

export const NO_MEASURES: PageState['measures'] = {
  blue: UNMEASURED_METER,
  yellow: UNMEASURED_METER,
  velocity: UNMEASURED,
  gap: UNMEASURED,
  lit: UNMEASURED,
  locked: UNMEASURED,
  front: UNMEASURED,
};

export const STATE: PageState = {
  type: 'state',
  rig: 'virtual',
  invite: null,
  device: { kind: 'ready', words: 'Virtual strip' },
  membrane: 'gated',
  experiments: [{ name: 'virtual', title: 'virtual' }],
  experiment: 'virtual',
  channelsOn: true,
  treatments: [],
  strength: 2.4,
  held: false,
  look: { kind: 'live' },
  ghostFromPicture: null,
  running: true,
  tapeMs: 0,
  pauseWhen: null,
  weakest: { kind: 'not-asked' },
  measures: NO_MEASURES,
  stimulusWaits: false,
  lens: 500,
  fastestLens: 1,
  fastestBecause: null,
  axon: SET_A_FACTS,
  activity: 'none',
  lastPress: null,
  resets: 0,
  ledCount: 60,
  view: 'whole',
  viewRestMv: -70,
  currentLimitMa: 200,
  brightness: 0.38,
  electrodes: { blue: 15, yellow: 'bath' },
  latencyMs: null,
};
