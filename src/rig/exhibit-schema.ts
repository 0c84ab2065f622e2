/** A rig that stands where nobody looks after it: a section of the rig file. */
import type { z } from 'zod';
import { choice, list, number, ownName, section } from '../files/fields.js';
import { hoursSchema } from './hours-schema.js';
import { serviceFields } from './service-schema.js';

/** What a file may allow to visitors; all else needs the code. */
export const VISITOR_USES = [
  'stimulate',
  'strength',
  'aim',
  'lens',
  'channels',
  'treat',
  'electrode',
  'time',
  'weakest',
  'load',
  'lesson',
  'language',
] as const;

/** Those that the page speaks. */
export const EXHIBIT_LANGUAGES = ['en', 'de'] as const;

export const exhibitSchema = section(
  {
    idleS: number({
      low: 10,
      high: 3600,
      unit: 's',
      about: 'After so long without a hand on it everything is as this file has it',
    }).default(60),
    attractS: number({
      low: 0,
      high: 3600,
      unit: 's',
      about: 'While nobody is there it presses by itself, once in such a time; 0: never',
    }).default(12),
    visitors: list(
      choice(VISITOR_USES, 'What a visitor may use'),
      VISITOR_USES.length,
      '[stimulate, lens]',
      'What a visitor may use on the page; the rest needs the code',
    ).default(['stimulate', 'lens', 'lesson', 'language']),
    volume: number({ low: 0, high: 1, about: 'How loud the page is; 0: silent' }).default(0.5),
    languages: list(
      choice(EXHIBIT_LANGUAGES, 'A language'),
      EXHIBIT_LANGUAGES.length,
      '[en, de]',
      'Languages that the language key goes through; it comes back to the first',
      'languages',
    ).default([...EXHIBIT_LANGUAGES]),
    trail: ownName('science-fair', 'The plan of cards that visitors may play').optional(),
    hours: hoursSchema.optional(),
    ...serviceFields,
  },
  'An exhibit: what it does where nobody looks after it',
  'exhibit: {idleS: 60}',
);

/** As its file has it. */
export type WrittenExhibit = z.output<typeof exhibitSchema>;
