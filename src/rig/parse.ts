/** Rig file → rig, or everything that is wrong with it. Takes text: reading files is the caller's. */
import { z } from 'zod';
import { shortNameComplaints } from '../experiment/index.js';
import { shorthandOf } from '../files/fields.js';
import { type FileProblem, inFileOrder, readFileText } from '../files/index.js';
import { allPressComplaints, complaintsOfRest, rigComplaints, rigNotes, wiringComplaints } from './checks.js';
import { withOwnLimits } from './own-limits.js';
import { type Rig, settleRig } from './rig.js';
import { rigSchema, SHORTEST_RIG } from './schema.js';

export type RigProblem = FileProblem;

export type RigResult =
  | {
      readonly ok: true;
      readonly rig: Rig;
      /** What works, but perhaps not as its owner expects; worth showing, nothing to stop for. */
      readonly notes: readonly RigProblem[];
    }
  | { readonly ok: false; readonly problems: readonly RigProblem[] };

/**
 * Reads a rig file. Never throws: whatever the text is, the answer is a rig or a list of problems in file order,
 * each with line, column and what to do.
 * @param file the name under which problems are reported.
 */
export function parseRig(text: string, file: string): RigResult {
  const read = readFileText(text, file, rigSchema, SHORTEST_RIG);
  if (!read.ok) {
    const { problems, rest } = read;
    if (rest === undefined) return { ok: false, problems };
    const more = complaintsOfRest(settleRig(rest.value), rest.isWrong).map(rest.place);
    return { ok: false, problems: inFileOrder([...withOwnLimits(problems, rest), ...more]) };
  }
  const rig = settleRig(read.value);
  const complaints = [
    ...shortNameComplaints(read.value.axon, read.has),
    ...allPressComplaints(read.value),
    ...wiringComplaints(read.value, rig, read.has),
    ...rigComplaints(rig),
  ];
  const problems = complaints.map(read.place);
  if (problems.length > 0) return { ok: false, problems: inFileOrder(problems) };
  return { ok: true, rig, notes: inFileOrder(rigNotes(rig).map(read.place)) };
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
