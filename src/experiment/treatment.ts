/** What is done to a stretch of the axon, as a file describes it. */
import { z } from 'zod';
import { number, section, withExample } from '../files/fields.js';
import type { Treatment } from '../model/index.js';

const EXAMPLE = 'treatments: [{kind: ttx, from: 40, to: 46, sodiumFraction: 0}]';

const place = (about: string) => number({ low: 0, high: 100_000, about });

/** Where; `fromMm` and `toMm` say the unit on a cable. */
const stretch = {
  from: place('First place treated: site, mm or node; left out, the beginning').optional(),
  to: place('Last place treated; left out, the end').optional(),
  fromMm: place('The same as from, on a cable').optional(),
  toMm: place('The same as to, on a cable').optional(),
};

const share = (what: string) =>
  number({
    low: 0,
    high: 1,
    whyNotMore: 'it is a share, and 1 is all',
    about: `Share of the ${what} channels left`,
  });

const ttx = section(
  {
    kind: z.literal('ttx').describe('Tetrodotoxin: shuts sodium channels'),
    sodiumFraction: share('sodium').optional(),
    nanomolar: number({
      low: 0,
      high: 1_000_000,
      unit: 'nmol/l',
      about: 'Its concentration c, instead of sodiumFraction: 1 / (1 + c / Kd) of the channels are left',
    }).optional(),
    halfBlockNanomolar: number({
      low: 0.001,
      high: 1_000_000,
      unit: 'nmol/l',
      about: 'Kd, the concentration that leaves half; with nanomolar; 1 unless said otherwise',
    }).optional(),
    ...stretch,
  },
  'A treatment of a stretch of the axon',
  EXAMPLE,
);

const tea = section(
  {
    kind: z.literal('tea').describe('Tetraethylammonium: shuts potassium channels'),
    potassiumFraction: share('potassium'),
    ...stretch,
  },
  'A treatment of a stretch of the axon',
  'treatments: [{kind: tea, potassiumFraction: 0.5}]',
);

const temperature = section(
  {
    kind: z.literal('temperature').describe('A cold or a warm stretch'),
    temperatureC: number({ low: -5, high: 50, unit: '°C', about: 'Temperature of its gates' }),
    ...stretch,
  },
  'A treatment of a stretch of the axon',
  'treatments: [{kind: temperature, from: 40, to: 60, temperatureC: 2}]',
);

const bare = section(
  {
    kind: z.literal('bare').describe('Demyelination: internodes without their myelin, and without channels'),
    capacitanceUfPerCm2: number({
      low: 0.001,
      high: 100,
      unit: 'µF/cm²',
      about: 'Capacitance of the bare membrane',
    }).default(1),
    leakConductanceMsPerCm2: number({
      low: 0,
      high: 1000,
      unit: 'mS/cm²',
      about: 'Leak of the bare membrane (millisiemens)',
    }).default(0.3),
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
    outsideMillimolar: number({
      low: 0.01,
      high: 1000,
      unit: 'mmol/l',
      about: 'Potassium outside; moves its reversal potential as Nernst says',
    }),
    ...stretch,
  },
  'A treatment of a stretch of the axon',
  'treatments: [{kind: potassium, outsideMillimolar: 20}]',
);

const rest = section(
  {
    kind: z.literal('rest').describe('Another resting potential, by way of the leak'),
    shiftMv: number({ low: -50, high: 50, unit: 'mV', about: 'Upwards, or downwards if negative' }),
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

/** The treatment as the model wants it. What it lacks has been complained of (treatment-checks.ts). */
export function treatmentOf(written: WrittenTreatment): Treatment {
  const { fromMm, toMm, from = fromMm, to = toMm, ...own } = written;
  return {
    ...own,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  } as Treatment;
}
