/** What is done to a stretch of the axon, as a file describes it. */
import { z } from 'zod';
import { number, section, withExample } from '../files/fields.js';
import {
  BARE_MEMBRANE,
  type NumberField,
  TREATMENT_FIELDS,
  TREATMENT_TIME_FIELDS,
  type Treatment,
} from '../model/index.js';
import { defaulted, optional, required } from './model-fields.js';

/** How a list of treatments may look. */
export const TREATMENT_EXAMPLE = 'treatments: [{kind: ttx, from: 40, to: 46, sodiumFraction: 0}]';

const place = (about: string) => number({ low: 0, high: 100_000, about });

/** Where and when; `fromMm` and `toMm` say the unit on a cable. */
const shared = {
  from: place('First place treated: site, mm or node; left out, the beginning').optional(),
  to: place('Last place treated; left out, the end').optional(),
  fromMm: place('The same as from, on a cable').optional(),
  toMm: place('The same as to, on a cable').optional(),
  ...optional(TREATMENT_TIME_FIELDS),
};

/** @param numbers besides where and when. @param example what else it may say, in YAML. */
function treatment<Kind extends Treatment['kind'], Numbers extends z.ZodRawShape>(
  kind: Kind,
  about: string,
  numbers: Numbers,
  example: string,
) {
  return section(
    { kind: z.literal(kind).describe(about), ...numbers, ...shared },
    'A treatment of a stretch of the axon',
    `treatments: [{kind: ${kind}, ${example}}]`,
  );
}

export const treatmentSchema = withExample(
  z.discriminatedUnion('kind', [
    treatment(
      'ttx',
      'Tetrodotoxin: shuts sodium channels',
      optional(TREATMENT_FIELDS.ttx),
      'from: 40, to: 46, sodiumFraction: 0',
    ),
    treatment(
      'tea',
      'Tetraethylammonium: shuts potassium channels',
      required(TREATMENT_FIELDS.tea),
      'potassiumFraction: 0.5',
    ),
    treatment(
      'temperature',
      'A cold or a warm stretch',
      required(TREATMENT_FIELDS.temperature),
      'from: 40, to: 60, temperatureC: 2',
    ),
    treatment(
      'bare',
      'Demyelination: internodes without their myelin, and without channels',
      defaulted(TREATMENT_FIELDS.bare, BARE_MEMBRANE),
      'from: 10, to: 11',
    ),
    treatment('dead', 'Channels shut for good; the leak stays', {}, 'from: 20, to: 21'),
    treatment(
      'potassium',
      'Another concentration of potassium outside',
      required(TREATMENT_FIELDS.potassium),
      'outsideMillimolar: 20',
    ),
    treatment(
      'rest',
      'Another resting potential, by way of the leak',
      required(TREATMENT_FIELDS.rest),
      'shiftMv: -5',
    ),
  ]),
  TREATMENT_EXAMPLE,
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

/** The range of a figure of a treatment; `undefined` if a treatment of this kind has no such figure. */
export function fieldOfTreatment(kind: Treatment['kind'], field: string): NumberField | undefined {
  const fields: Readonly<Record<string, NumberField>> = TREATMENT_FIELDS[kind];
  return Object.hasOwn(fields, field) ? fields[field] : undefined;
}
