/** A step of a card, as its file has it: what is set, what a person does, what is measured. */
import { z } from 'zod';
import { choice, list, number, section, truth, withExample } from '../files/fields.js';
import { DONE } from './card.js';
import { CARD_COMMANDS } from './commands.js';
import { MOST_MEASURES } from './measure-schema.js';
import { experimentName, measureName, sentence } from './schema-words.js';

const MOST_COMMANDS = 16;

const COMMAND_EXAMPLE = '{do: channels, on: false}';
const doing = choice(CARD_COMMANDS, 'A command; its other fields are in docs/commands.md');
/** Fields of a command are known to the controller alone, which is asked for them when the whole file is there. */
const command = withExample(
  z.looseObject({ do: doing }).describe('A command, as in docs/commands.md'),
  COMMAND_EXAMPLE,
);
const act = withExample(
  z
    .looseObject({
      do: doing,
      afterMs: number({
        low: 0,
        high: 1000,
        unit: 'ms',
        about: 'How long after the one before it, in time of the axon',
      }).default(0),
      withinMs: number({
        low: 0,
        high: 1000,
        unit: 'ms',
        about: 'So much earlier or later is as good; left out, a quarter of afterMs',
      }).optional(),
    })
    .describe('Something that the person does, as a command'),
  '{do: stimulate, afterMs: 2}',
);

export const step = section(
  {
    do: sentence('Press, and watch both meters.', 'What the person does'),
    load: experimentName('The experiment that it begins with, one of those of the card').optional(),
    set: list(
      command,
      MOST_COMMANDS,
      `[${COMMAND_EXAMPLE}]`,
      'Commands that the rig carries out when the step begins',
    ).default([]),
    act: list(
      act,
      MOST_COMMANDS,
      '[{do: stimulate}]',
      'What the person does, as commands: the rig knows by them when it is done',
    ).default([]),
    done: choice(
      DONE,
      'What it waits for; left out, press where act has a press, act where it has something else, or else read',
    ).optional(),
    watchMs: number({
      low: 0.1,
      high: 1000,
      unit: 'ms',
      about:
        'How long after its last press it is recorded, in time of the axon; left out, until the axon is at rest again',
    }).optional(),
    measure: list(
      measureName('A measure'),
      MOST_MEASURES,
      '[blue-rise]',
      'The measures that are taken of this step',
    ).default([]),
    keep: truth('true: its sweep stays on the page behind those that follow').default(false),
  },
  'A step',
  '{do: Press., act: [{do: stimulate}], measure: [blue-rise]}',
);
