/** Every membrane, in the order in which people are told of them: a new one needs its file, and its line here. */

import { frankenhaeuserHuxley } from './frankenhaeuser-huxley.js';
import { gated } from './gated.js';
import { hodgkinHuxley } from './hodgkin-huxley.js';
import { passive } from './passive.js';

export const MEMBRANES = [gated, passive, hodgkinHuxley, frankenhaeuserHuxley] as const;
