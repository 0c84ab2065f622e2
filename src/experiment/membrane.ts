/** The membrane of an experiment and of a rig, as a file describes it: made of the model's own descriptors. */
import { z } from 'zod';
import { number, section, withExample } from '../files/fields.js';
import {
  type AnyMembrane,
  type Geometry,
  type MembraneSpec,
  membraneOf,
  membranes,
  type NumberField,
  SET_A,
} from '../model/index.js';

/** What is meant by a membrane of which no kind is written, unless the axon has another that is usual. */
const PLAIN_KIND = SET_A.membrane.kind;

/** A membrane as written: what it leaves out depends on the axon. */
type Written<Spec> = Spec extends MembraneSpec
  ? { readonly kind: Spec['kind'] } & {
      readonly [Name in Exclude<keyof Spec, 'kind'>]?: Spec[Name] | undefined;
    }
  : never;

/** The membrane of an experiment as written. */
export type WrittenMembrane = Written<MembraneSpec>;

type AxonKind = Geometry['kind'];

/** Fields that a membrane has on at least one of these axons, with their defaults where these are the same on all. */
function shapeOf({ fields, fieldsOfAxon, defaults }: AnyMembrane, axons: readonly AxonKind[]) {
  const all = axons.map((axon) => ({ axon, spec: { ...defaults(axon) } as Record<string, unknown> }));
  const entries = Object.entries<NumberField>(fields).flatMap(([name, field]) => {
    const elsewhere = (axon: AxonKind) =>
      (fieldsOfAxon?.[axon] as Record<string, string> | undefined)?.[name] !== undefined;
    if (axons.every(elsewhere)) return [];
    const value = all[0]!.spec[name];
    const same = typeof value === 'number' && all.every(({ spec }) => spec[name] === value);
    return [[name, same ? number(field).default(value) : number(field).optional()] as const];
  });
  return Object.fromEntries(entries);
}

function kindSchema({ kind, about }: AnyMembrane) {
  const literal = z.literal(kind);
  return kind === PLAIN_KIND ? literal.optional().default(kind).describe(about) : literal.describe(about);
}

/** The sections of these membranes. They are made of data, so their users say what comes out of them. */
function sectionsOf(some: readonly AnyMembrane[]) {
  const sections = some.map((membrane) =>
    section(
      { kind: kindSchema(membrane), ...shapeOf(membrane, membrane.axons) },
      'The membrane',
      `membrane: {kind: ${membrane.kind}}`,
    ),
  );
  return z.discriminatedUnion('kind', sections as [(typeof sections)[number]]);
}

/** Any membrane: an experiment file may have any axon. */
export const experimentMembraneSchema = withExample(
  sectionsOf(membranes) as unknown as z.ZodType<WrittenMembrane>,
  'membrane: {kind: hodgkin-huxley, temperatureC: 18.5}',
);

/** Both sides of the lesson's comparison for one axon. */
interface MembranePair {
  readonly channelsOff: MembraneSpec;
  readonly channelsOn: MembraneSpec;
}

/** Channels off, and on as in the file; an axon that begins passive gets the channels of set A. */
export function membranePair(membrane: MembraneSpec): MembranePair {
  return {
    channelsOff: { kind: 'passive' },
    channelsOn: membrane.kind === 'passive' ? SET_A.membrane : membrane,
  };
}

/** Where channels open at rest [mV]; undefined with a membrane whose channels do not switch at a set potential. */
export function thresholdMvOf(membrane: MembraneSpec): number | undefined {
  return membraneOf(membrane).channels?.(membrane).sodiumOpensMv;
}
