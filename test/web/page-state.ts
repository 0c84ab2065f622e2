/** What a rig with the lesson's axon tells a page. */
import type { AxonFacts } from '../../src/controller/contract.js';
import type { PageState } from '../../src/server/messages.js';

/** The lesson's axon, as the controller tells of it. */
export const SET_A_FACTS: AxonFacts = {
  siteCount: 60,
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
};

export const STATE: PageState = {
  type: 'state',
  rig: 'virtual',
  device: { kind: 'ready', words: 'Virtual strip' },
  membrane: 'gated',
  membranes: ['passive', 'gated'],
  running: true,
  stimulusWaits: false,
  lens: 500,
  axon: SET_A_FACTS,
  activity: 'none',
  lastPress: null,
  resets: 0,
  ledCount: 60,
  currentLimitMa: 200,
  brightness: 0.38,
  electrodes: { blue: 15, yellow: 'bath' },
  latencyMs: null,
};
