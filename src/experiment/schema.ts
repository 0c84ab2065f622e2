/** The experiment file as a schema. Every option is in experiments/README.md. */
import type { z } from 'zod';
import { choice, list, number, section, text } from '../files/fields.js';
import { experimentAxonSchema } from './axon-kinds.js';
import { electrodesSchema } from './electrodes.js';
import { lensSchema } from './lens.js';
import { experimentMembraneSchema } from './membrane.js';
import { STIMULUS_EXAMPLE, stimulusSchema } from './stimuli.js';
import { TREATMENT_EXAMPLE, treatmentSchema } from './treatment.js';

export const SHORTEST_EXPERIMENT = 'axon: {kind: lattice}';

const DEFAULT_DURATION_MS = 20;
export const LONGEST_DURATION_MS = 1_000_000;

/** Longest list of stimuli or treatments. */
const LONGEST_LIST = 1000;

export const experimentSchema = section(
  {
    name: text(60, 'Two electrodes on a squid axon', 'Title of the figure').optional(),
    axon: experimentAxonSchema.prefault({ kind: 'lattice' }),
    membrane: experimentMembraneSchema.optional(),
    channels: choice(
      ['on', 'off'],
      'Off: they stay as they are at rest, and nothing answers; a rig begins with them so',
    ).default('on'),
    treatments: list(
      treatmentSchema,
      LONGEST_LIST,
      TREATMENT_EXAMPLE,
      'What is done to stretches of the axon',
    ).default([]),
    stimuli: list(stimulusSchema, LONGEST_LIST, STIMULUS_EXAMPLE, 'Currents into the axon').default([]),
    electrodes: electrodesSchema.optional(),
    durationMs: number({
      low: 0.001,
      high: LONGEST_DURATION_MS,
      unit: 'ms',
      about: 'How much of the life of the axon is computed',
    }).default(DEFAULT_DURATION_MS),
    stepMs: number({
      low: 0.0001,
      high: 1,
      unit: 'ms',
      about: 'Step of the computation',
    }).optional(),
    sampleMs: number({
      low: 0.0001,
      high: 1_000_000,
      unit: 'ms',
      about: 'Time from row to row of the table, a multiple of stepMs; left out, each step is a row',
    }).optional(),
    lens: lensSchema.optional(),
  },
  'The experiment',
  SHORTEST_EXPERIMENT,
);

/** The sections that an experiment file may have. */
export const EXPERIMENT_KEYS: readonly string[] = Object.keys(experimentSchema.shape);

export type WrittenExperiment = z.output<typeof experimentSchema>;
