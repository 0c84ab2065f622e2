/** A state as a rig tells it. */
import type { PageState } from '../../src/server/messages.js';
import { SET_A_FACTS } from './fake-server.js';

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
