/** The time lens: a section of rig and experiment files. */
import { number, section } from '../files/fields.js';
import { LENS_FASTEST, LENS_SLOWEST } from '../units.js';

export const lensSchema = section(
  {
    roomMsPerAxonMs: number({
      low: LENS_FASTEST,
      high: LENS_SLOWEST,
      unit: 'ms',
      about: 'How long a millisecond of the axon takes in the room: 1 is real time',
    }).optional(),
  },
  'The time lens',
  'lens: {roomMsPerAxonMs: 500}',
);
