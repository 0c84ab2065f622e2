/** The squid's axon as a rig with 60 LEDs plays it. */
import { liveExperiment } from '../../../src/experiment/index.js';
import { shipped } from '../../experiment/load.js';

export const SQUID = liveExperiment('squid-axon', shipped('squid-axon'), 60);
