/**
 * Every axon that an experiment file may have. What a file leaves out is that of the model's own sets; where the
 * sets differ with the membrane, the field has no default here and gets its value in settle.ts.
 */
import { z } from 'zod';
import { section, withExample } from '../files/fields.js';
import { GEOMETRY_FIELDS, SQUID_AXON } from '../model/index.js';
import { latticeSchema } from './axon.js';
import { defaulted, optional } from './model-fields.js';

const cableSchema = section(
  {
    kind: z.literal('cable').describe('A round cable, cut into equal compartments; both ends sealed'),
    ...defaulted(GEOMETRY_FIELDS.cable, SQUID_AXON.axon),
  },
  'The axon',
  'axon: {kind: cable, lengthMm: 100}',
);

const myelinatedSchema = section(
  {
    kind: z.literal('myelinated').describe('Nodes of Ranvier joined by myelinated internodes'),
    ...optional(GEOMETRY_FIELDS.myelinated),
  },
  'The axon',
  'axon: {kind: myelinated, nodes: 41}',
);

const patchSchema = section(
  {
    kind: z.literal('patch').describe('A patch of membrane without extent; currents are per cm²'),
    ...optional(GEOMETRY_FIELDS.patch),
  },
  'The axon',
  'axon: {kind: patch}',
);

export const experimentAxonSchema = withExample(
  z.discriminatedUnion('kind', [latticeSchema, cableSchema, myelinatedSchema, patchSchema]),
  'axon: {kind: cable, lengthMm: 100}',
);

/** The axon of an experiment as written. */
export type WrittenAxon = Readonly<z.output<typeof experimentAxonSchema>>;
