/** Electrodes of an experiment: any number, anywhere, in the axon or in the bath. */
import type { z } from 'zod';
import { list, numberOrWord, section, text } from '../files/fields.js';

/** No axon is longer [site, mm or node]. */
export const FARTHEST_PLACE = 100_000;

/** Most electrodes of one experiment. */
const MAX_ELECTRODES = 100;

/** How a list of electrodes may look. */
const ELECTRODES_EXAMPLE = 'electrodes: [{name: near, at: 3}, {name: far, at: 8}]';

const namedElectrodeSchema = section(
  {
    name: text(40, 'near', 'Name in tables and figures').optional(),
    at: numberOrWord(
      {
        low: 0,
        high: FARTHEST_PLACE,
        about: 'Where it is: site, mm or node; or in the bath, where it reads 0 mV',
      },
      'bath',
    ).default(0),
  },
  'An electrode',
  ELECTRODES_EXAMPLE,
);

/** All electrodes of an experiment. */
export const electrodesSchema = list(
  namedElectrodeSchema,
  MAX_ELECTRODES,
  ELECTRODES_EXAMPLE,
  'Where potentials are recorded; left out, two along the axon',
);

/** An electrode as written. */
export type WrittenElectrode = Readonly<z.output<typeof namedElectrodeSchema>>;
