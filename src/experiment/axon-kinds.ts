/**
 * Every axon that an experiment file may have. What a file leaves out is that of the model's own sets; where the
 * sets differ with the membrane, the field has no default here and gets its value in settle.ts.
 */
import { z } from 'zod';
import { type NumberField, number, section, withExample } from '../files/fields.js';
import { SQUID_AXON } from '../model/index.js';
import { latticeSchema } from './axon.js';

/** Most compartments of one axon. */
export const MAX_COMPARTMENTS = 100_000;

const diameter: NumberField = {
  low: 0.1,
  high: 2000,
  unit: 'µm',
  why: 'the thinnest axons have some 0.1 µm, the giant ones of squid up to 1000',
  about: 'Diameter of the axon, without myelin',
};
const resistivity: NumberField = {
  low: 1,
  high: 10_000,
  unit: 'Ω·cm',
  about: 'Resistivity of the inside; the outside is at 0 mV everywhere',
};
const capacitance: NumberField = { low: 0.001, high: 100, unit: 'µF/cm²', about: 'Membrane capacitance' };

const squid = SQUID_AXON.axon;

export const cableSchema = section(
  {
    kind: z.literal('cable').describe('A round cable, cut into equal compartments; both ends sealed'),
    lengthMm: number({ low: 0.001, high: 10_000, unit: 'mm', about: 'Length' }).default(squid.lengthMm),
    diameterUm: number(diameter).default(squid.diameterUm),
    axialResistivityOhmCm: number(resistivity).default(squid.axialResistivityOhmCm),
    capacitanceUfPerCm2: number(capacitance).default(squid.capacitanceUfPerCm2),
    compartments: number({
      low: 1,
      high: MAX_COMPARTMENTS,
      whole: true,
      about: 'Pieces that the cable is computed in; a tenth of the length constant or shorter',
    }).default(squid.compartments),
  },
  'The axon',
  'axon: {kind: cable, lengthMm: 100}',
);

export const myelinatedSchema = section(
  {
    kind: z.literal('myelinated').describe('Nodes of Ranvier joined by myelinated internodes'),
    nodes: number({ low: 1, high: 10_000, whole: true, about: 'Nodes along the axon' }).optional(),
    diameterUm: number(diameter).optional(),
    nodeLengthUm: number({ low: 0.1, high: 100, unit: 'µm', about: 'Length of a node' }).optional(),
    internodeUm: number({
      low: 1,
      high: 20_000,
      unit: 'µm',
      about: 'Length of an internode, from node to node',
    }).optional(),
    axialResistivityOhmCm: number(resistivity).optional(),
    capacitanceUfPerCm2: number({
      ...capacitance,
      about: 'Capacitance of the membrane of a node',
    }).optional(),
    internodeCompartments: number({
      low: 0,
      high: 1000,
      whole: true,
      about: 'Pieces that an internode is computed in; 0: the myelin insulates perfectly',
    }).optional(),
    myelinCapacitanceUfPerCm2: number({
      low: 0.000001,
      high: 100,
      unit: 'µF/cm²',
      about: 'Capacitance of an internode with its myelin',
    }).optional(),
    myelinConductanceMsPerCm2: number({
      low: 0,
      high: 100,
      unit: 'mS/cm²',
      about: 'Leak of an internode through its myelin (millisiemens)',
    }).optional(),
  },
  'The axon',
  'axon: {kind: myelinated, nodes: 41}',
);

export const patchSchema = section(
  {
    kind: z.literal('patch').describe('A patch of membrane without extent; currents are per cm²'),
    capacitanceUfPerCm2: number(capacitance).optional(),
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
