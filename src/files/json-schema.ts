/** The schema of a file as JSON Schema, for editors: completion, descriptions and checks while typing. */
import { z } from 'zod';
import { shorthandOf } from './fields.js';

/** Draft 7. @param title of the file: `rig file`. Where a section may be written shorter, both ways are in it. */
export function jsonSchemaOf(schema: z.ZodType, title: string): object {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
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
  return { $schema, title: `axon-rig: ${title}`, ...rest };
}
