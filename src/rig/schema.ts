/** The rig file as a schema: what is fitted, where, and within which limits. Every option is in rigs/README.md. */
import type { z } from 'zod';
import {
  DEFAULT_BLUE_SITE,
  DEFAULT_YELLOW_SITE,
  electrodeField,
  electrodesSchema,
  experimentSchema,
  pressSchema,
} from '../experiment/index.js';
import { list, number, section, sectionOrList, text } from '../files/fields.js';
import { buttonsSchema, dialsSchema } from './action-schema.js';
import { DEVICE_EXAMPLE, deviceSchema } from './device-schema.js';
import { exhibitSchema } from './exhibit-schema.js';
import { ledsSchema, pca9685Schema, rgbSchema } from './light-schema.js';
import { needlesSchema } from './needle-schema.js';
import { pinField } from './pins.js';
import { stripSchema } from './strip-schema.js';

/** The shortest rig there is. */
export const SHORTEST_RIG = DEVICE_EXAMPLE;

const electrodePair = section(
  {
    blue: electrodeField(
      `Place of the blue voltmeter's electrode, or bath; on a lattice ${DEFAULT_BLUE_SITE} unless said otherwise`,
    ).optional(),
    yellow: electrodeField(
      `Place of the yellow voltmeter's electrode, or bath; on a lattice ${DEFAULT_YELLOW_SITE} unless said otherwise`,
    ).optional(),
  },
  'Where the two voltmeters are connected',
  'electrodes: {blue: 3, yellow: bath}',
);
const electrodes = sectionOrList(
  electrodePair,
  electrodesSchema,
  'Where the two voltmeters are connected; of a list those named blue and yellow, or else the first two in the axon',
);

/** Most experiments of one rig. */
const MOST_EXPERIMENTS = 32;
/** Longest name or path of an experiment [characters]. */
const LONGEST_NAME = 200;
const NAME_EXAMPLE = 'squid-axon';
const nameExample = () => `write for example ${NAME_EXAMPLE}`;
/** A figure in quotes would be no name either. */
const experimentField = (about: string) =>
  text(LONGEST_NAME, NAME_EXAMPLE, about, { forFigure: nameExample, forTruth: nameExample });

const piezo = section(
  { pin: pinField('Pin of the piezo; its other leg goes to ground').default(8) },
  'A piezo disc that clicks with every action potential, as neurons do in a laboratory',
  'piezo: {pin: 8}',
);

const silence = section(
  {
    darkAfterMs: number({
      low: 500,
      high: 5000,
      unit: 'ms',
      step: 100,
      about: 'How long the board waits for a silent computer before it goes dark with its needles at rest',
    }).default(1000),
  },
  'What the board does when the computer falls silent',
  'silence: {darkAfterMs: 1000}',
);

/** All that an experiment file takes, by the same schema. */
const { axon, membrane, channels, treatments, stimuli, durationMs, stepMs, sampleMs, lens } =
  experimentSchema.shape;

export const rigSchema = section(
  {
    name: text(60, '"Room 12"', 'What the page calls this rig').default('Axon rig'),
    invite: text(
      120,
      '"Press, and look how far it goes."',
      'One sentence that the page shows until somebody presses',
    ).optional(),
    device: deviceSchema,
    strip: stripSchema.prefault({}),
    leds: ledsSchema.optional(),
    rgb: rgbSchema.optional(),
    pca9685: pca9685Schema.optional(),
    needles: needlesSchema.prefault({}),
    experiment: experimentField(
      'What it plays: the name of an experiment that comes with the program, or a path from the folder of this file',
    ).optional(),
    experiments: list(
      experimentField('An experiment'),
      MOST_EXPERIMENTS,
      '[lesson, squid-axon]',
      'Several, in the order in which people go through them; the first is loaded',
      'experiments',
    ).optional(),
    axon: axon.prefault({ kind: 'lattice' }),
    membrane,
    channels,
    treatments,
    stimuli,
    stimulus: pressSchema
      .optional()
      .describe('The short form for one stimulus: what a press plays unless it says otherwise'),
    electrodes: electrodes.prefault({}),
    durationMs,
    stepMs,
    sampleMs,
    lens: lens.describe('The time lens that it starts with; of named experiments instead of their own'),
    buttons: buttonsSchema.prefault({ 1: { do: 'stimulate' } }),
    dials: dialsSchema.prefault({}),
    piezo: piezo.optional(),
    silence: silence.prefault({}),
    exhibit: exhibitSchema.optional(),
  },
  'A rig: an axon, what it glows on and what is fitted to it',
  DEVICE_EXAMPLE,
);

/** A rig as its file has it, after the defaults that do not depend on each other. */
export type WrittenRig = z.output<typeof rigSchema>;
