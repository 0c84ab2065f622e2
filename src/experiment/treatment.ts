/** What is done to a stretch of the axon, as a file describes it. */
import { z } from 'zod';
import { number, section, withExample } from '../files/fields.js';
import { BARE_MEMBRANE, TREATMENT_FIELDS, type Treatment } from '../model/index.js';
import { defaulted, optional, required } from './model-fields.js';

const EXAMPLE = 'treatments: [{kind: ttx, from: 40, to: 46, sodiumFraction: 0}]';

const place = (about: string) => number({ low: 0, high: 100_000, about });

/** Where; `fromMm` and `toMm` say the unit on a cable. */
const stretch = {
  from: place('First place treated: site, mm or node; left out, the beginning').optional(),
  to: place('Last place treated; left out, the end').optional(),
  fromMm: place('The same as from, on a cable').optional(),
  toMm: place('The same as to, on a cable').optional(),
};

const ttx = section(
  {
    kind: z.literal('ttx').describe('Tetrodotoxin: shuts sodium channels'),
    ...optional(TREATMENT_FIELDS.ttx),
    ...stretch,
  },
  'A treatment of a stretch of the axon',
  EXAMPLE,
);

const tea = section(
  {
    kind: z.literal('tea').describe('Tetraethylammonium: shuts potassium channels'),
    ...required(TREATMENT_FIELDS.tea),
    ...stretch,
  },
  'A treatment of a stretch of the axon',
  'treatments: [{kind: tea, potassiumFraction: 0.5}]',
);

const temperature = section(
  {
    kind: z.literal('temperature').describe('A cold or a warm stretch'),
    ...required(TREATMENT_FIELDS.temperature),
    ...stretch,
  },
  'A treatment of a stretch of the axon',
  'treatments: [{kind: temperature, from: 40, to: 60, temperatureC: 2}]',
);

const bare = section(
  {
    kind: z.literal('bare').describe('Demyelination: internodes without their myelin, and without channels'),
    ...defaulted(TREATMENT_FIELDS.bare, BARE_MEMBRANE),
    ...stretch,
  },
  'A treatment of a stretch of the axon',
  'treatments: [{kind: bare, from: 10, to: 11}]',
);

const dead = section(
  { kind: z.literal('dead').describe('Channels shut for good; the leak stays'), ...stretch },
  'A treatment of a stretch of the axon',
  'treatments: [{kind: dead, from: 20, to: 21}]',
);

const potassium = section(
  {
    kind: z.literal('potassium').describe('Another concentration of potassium outside'),
    ...required(TREATMENT_FIELDS.potassium),
    ...stretch,
  },
  'A treatment of a stretch of the axon',
  'treatments: [{kind: potassium, outsideMillimolar: 20}]',
);

const rest = section(
  {
    kind: z.literal('rest').describe('Another resting potential, by way of the leak'),
    ...required(TREATMENT_FIELDS.rest),
    ...stretch,
  },
  'A treatment of a stretch of the axon',
  'treatments: [{kind: rest, shiftMv: -5}]',
);

export const treatmentSchema = withExample(
  z.discriminatedUnion('kind', [ttx, tea, temperature, bare, dead, potassium, rest]),
  EXAMPLE,
);

/** A treatment as written. */
export type WrittenTreatment = Readonly<z.output<typeof treatmentSchema>>;

/** The treatment as the model wants it. What it lacks is a problem already (part-checks.ts). */
export function treatmentOf(written: WrittenTreatment): Treatment {
  const { fromMm, toMm, from = fromMm, to = toMm, ...own } = written;
  return {
    ...own,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  } as Treatment;
}
