/**
 * The one key that zod drops without a word where names are a file's own, or where other keys may stand: no object that
 * it makes can have it. A section with keys of its own refuses it like any other that it does not know.
 */
import { z } from 'zod';
import type { Explained } from './explain.js';
import { ownNameRefusal } from './fields.js';
import type { FilePath } from './problem.js';
import { keyRefusalOf } from './refusals.js';
import { bare, sectionFor, walk } from './schema-walk.js';

export const LOST_KEY = '__proto__';

/** @param paths every place in the file where that key stands. */
export function explainLost(schema: z.ZodType, value: unknown, paths: readonly FilePath[]): Explained[] {
  return paths.flatMap((path): Explained[] => {
    const around = walk(schema, value, path.slice(0, -1));
    if (around === undefined) return [];
    const inner = bare(around.schema);
    if (inner instanceof z.ZodRecord) {
      const refuse = keyRefusalOf(inner) ?? ownNameRefusal;
      return [{ at: 'key', problem: { path, ...refuse(LOST_KEY) } }];
    }
    const section = sectionFor(around.schema, around.value);
    if (section === undefined || section.def.catchall instanceof z.ZodNever) return [];
    return [{ at: 'key', problem: { path, said: 'unknown key', advice: 'remove it' } }];
  });
}
