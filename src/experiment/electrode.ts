/** Electrodes: where a voltmeter is connected. */

import { numberOrWord } from '../files/fields.js';
import { FARTHEST_PLACE } from './electrodes.js';

/** A place, or the bath: there an electrode reads exactly 0 mV. */
export function electrodeField(about: string) {
  return numberOrWord({ low: 0, high: FARTHEST_PLACE, about }, 'bath');
}

/** Where the lesson's two voltmeters are: one near the stimulus, one farther off. */
export const DEFAULT_BLUE_SITE = 3;
export const DEFAULT_YELLOW_SITE = 8;
