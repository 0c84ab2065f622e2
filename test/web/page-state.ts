/** What a rig with the lesson's axon tells a page. */
import type { AxonFacts } from '../../src/controller/contract.js';
import { paintsOn } from '../../src/controller/paints.js';
import { lengthWords } from '../../src/experiment/words.js';
import { SET_A, SQUID_AXON } from '../../src/model/index.js';
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
  gates: {
    places: Array.from({ length: 60 }, (_, site) => site),
    kind: 'switching',
    names: [],
    ions: ['sodium', 'potassium', 'leak'],
  },
  stimulusPlaces: [0],
  lengthWords: '60 sites',
  paints: paintsOn(SET_A.axon, SET_A.membrane),
};

/** The squid axon's, as the controller tells of it on 60 LEDs. */
export const SQUID_FACTS: AxonFacts = {
  ...SET_A_FACTS,
  kind: 'cable',
  siteCount: 540,
  lastPlace: 100,
  placeUnit: 'mm',
  wholePlaces: false,
  ledPlaces: Array.from({ length: 60 }, (_, led) => ((led + 0.5) * 100) / 60),
  restMv: -65,
  switching: false,
  press: { unit: 'nA', strength: 5354.1, most: 1e9, holds: false },
  gates: {
    places: Array.from({ length: 60 }, (_, led) => ((led + 0.5) * 100) / 60),
    kind: 'rates',
    names: ['m', 'h', 'n'],
    ions: ['sodium', 'potassium', 'leak'],
  },
  stimulusPlaces: [0],
  lengthWords: lengthWords(SQUID_AXON.axon, SQUID_AXON.membrane),
  paints: paintsOn(SQUID_AXON.axon, SQUID_AXON.membrane),
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
  buttonFaults: [],
  membrane: 'gated',
  experiments: [{ name: 'virtual', title: 'virtual', lengthWords: '60 sites' }],
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
  presses: [],
  resets: 0,
  ledCount: 60,
  view: 'whole',
  viewRestMv: -70,
  currentLimitMa: 200,
  brightness: 0.38,
  electrodes: { blue: 15, yellow: 'bath' },
  latencyMs: null,
};

/** A press of the lesson at site 0, as a page is told of it once the signal has run out. */
export const PRESS_MARK: PageState['presses'][number] = {
  press: 1,
  sweep: 1,
  atMs: 10,
  untilMs: 10.5,
  places: [0],
  strength: 2.4,
  run: 0,
  picture: 100,
  fired: true,
  outcome: { kind: 'signal', end: 'ran-out', lastPlace: 59, reached: { blue: true, yellow: true } },
};

const END = { picture: 1, axonMs: 0, tapeMs: 0 };

/** Somebody looks back, and nothing was set up otherwise then. */
export const LOOKING_BACK: Extract<PageState['look'], { kind: 'looking-back' }> = {
  kind: 'looking-back',
  ...END,
  from: END,
  to: END,
  wasRunning: true,
  setUp: { channelsOn: true, treatments: [], electrodes: STATE.electrodes },
};
