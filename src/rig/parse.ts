/** Rig file → rig, or everything that is wrong with it. Takes text: reading files is the caller's. */
import { z } from 'zod';
import { shortNameProblems } from '../experiment/index.js';
import { shorthandOf } from '../files/fields.js';
import { type FileProblem, inFileOrder, readFileText } from '../files/index.js';
import { allPressProblems, problemsOfRest, rigNotes, rigProblems, wiringProblems } from './checks.js';
import { ownRefusals } from './own-fields.js';
import { type Rig, settleRig } from './rig.js';
import { rigSchema, SHORTEST_RIG } from './schema.js';

export type RigResult =
  | {
      readonly ok: true;
      readonly rig: Rig;
      /** What works, but perhaps not as its owner expects; worth showing, nothing to stop for. */
      readonly notes: readonly FileProblem[];
    }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

/**
 * Reads a rig file. Never throws: whatever the text is, the answer is a rig or a list of problems in file order,
 * each with line, column and what to do.
 * @param file the name under which problems are reported.
 */
export function parseRig(text: string, file: string): RigResult {
  const read = readFileText(text, file, rigSchema, SHORTEST_RIG, ownRefusals);
  if (!read.ok) {
    const { problems, rest } = read;
    if (rest === undefined) return { ok: false, problems };
    const more = problemsOfRest(settleRig(rest.value), rest.isWrong).map(rest.locate);
    return { ok: false, problems: inFileOrder([...problems, ...more]) };
  }
  const rig = settleRig(read.value);
  const problems = [
    ...shortNameProblems(read.value.axon, read.has),
    ...allPressProblems(read.value),
    ...wiringProblems(read.value, rig, read.has),
    ...rigProblems(rig),
  ];
  if (problems.length > 0) return { ok: false, problems: inFileOrder(problems.map(read.locate)) };
  return { ok: true, rig, notes: inFileOrder(rigNotes(rig).map(read.locate)) };
}

/** JSON Schema (draft 7) of a rig file, for editors: completion, descriptions and checks while typing. */
export function rigJsonSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(rigSchema, {
    io: 'input',
    target: 'draft-7',
    override({ zodSchema, jsonSchema }) {
      const short = shorthandOf(zodSchema);
      if (short === undefined) return;
      const { description, ...long } = jsonSchema;
      for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
      Object.assign(jsonSchema, { description, anyOf: [short.schema, long] });
    },
  });
  return { $schema, title: 'axon-rig: rig file', ...schema };
}
