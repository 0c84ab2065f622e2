/** From zod's issues to complaints in the words of a rig file. */
import { z } from 'zod';
import { choiceError, exampleOf, refusalOfKind } from './fields.js';
import { nearestWord } from './nearest.js';
import { type Complaint, type FilePath, MOST_PROBLEMS, pathWords } from './problem.js';
import { bare, sectionFor, sectionsOf, walk } from './schema-walk.js';
import { found, orList, quoted } from './words.js';

/** A complaint, and whether it is about the key rather than about its value. */
export interface Explained {
  readonly complaint: Complaint;
  readonly at: 'key' | 'value';
  /** Of a misspelt key: the option that was meant. */
  readonly meant?: FilePath | undefined;
}

/** What `schema` has against `value`; one complaint a place, and no more than are told. */
export function explain(schema: z.ZodType, value: unknown, issues: readonly z.core.$ZodIssue[]): Explained[] {
  const explained: Explained[] = [];
  const seen = new Set<string>();
  for (const issue of issues) {
    for (const one of explainIssue(schema, value, issue)) {
      const place = JSON.stringify(one.complaint.path);
      if (seen.has(place)) continue;
      if (explained.length > MOST_PROBLEMS) return explained;
      seen.add(place);
      explained.push(one);
    }
  }
  // That an option is missing is no second problem where it is there and misspelt.
  const meant = new Set(explained.map((one) => JSON.stringify(one.meant)));
  return explained.filter(
    ({ at, complaint: { path } }) =>
      at === 'key' || !meant.has(JSON.stringify(path)) || walk(schema, value, path)?.value !== undefined,
  );
}

function explainIssue(schema: z.ZodType, value: unknown, issue: z.core.$ZodIssue): Explained[] {
  const path = issue.path as FilePath;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, MOST_PROBLEMS + 1).map((key) => {
      const { message, meant } = unknownKey(schema, value, path, key);
      return {
        complaint: { path: [...path, key], message },
        at: 'key',
        meant: meant === undefined ? undefined : [...path, meant],
      };
    });
  }
  if (issue.code === 'invalid_union' && 'discriminator' in issue && issue.discriminator !== undefined) {
    const key = String(path.at(-1));
    const section = walk(schema, value, path.slice(0, -1))?.value;
    const glued = gluedKey(section, key);
    if (glued !== undefined) {
      const message = gluedWords(glued) ?? kindWords(schema, value, path);
      return [{ complaint: { path: [...path.slice(0, -1), glued], message }, at: 'key' }];
    }
    const misspelt = misspeltKey(section, key);
    if (misspelt !== undefined) {
      const message = `unknown key – did you mean ${key}?`;
      return [{ complaint: { path: [...path.slice(0, -1), misspelt], message }, at: 'key' }];
    }
    return [{ complaint: { path, message: kindWords(schema, value, path) }, at: 'value' }];
  }
  const here = walk(schema, value, path);
  const isSection = here !== undefined && sectionsOf(here.schema).length > 0;
  const message = isSection ? sectionWords(here.schema, here.value) : issue.message;
  return [{ complaint: { path, message }, at: 'value' }];
}

/** A section was expected and something else is there, or nothing. */
function sectionWords(schema: z.ZodType, value: unknown): string {
  const glued = typeof value === 'string' ? gluedWords(value) : undefined;
  if (glued !== undefined) return glued;
  const example = exampleOf(bare(schema));
  const advice = example === undefined ? '' : ` – write for example ${example}`;
  return `expected a section with keys, got ${found(value)}${advice}`;
}

/** The key that tells which kind of section it is, is missing or names no kind. */
function kindWords(schema: z.ZodType, value: unknown, path: FilePath): string {
  const around = walk(schema, value, path.slice(0, -1));
  const union = around && bare(around.schema);
  const key = String(path.at(-1));
  if (!(union instanceof z.ZodDiscriminatedUnion)) return 'expected another value';
  const kinds = sectionsOf(union).flatMap((option) => {
    const kind = bare(option.shape[key] as z.ZodType);
    return kind instanceof z.ZodLiteral ? [...kind.values].map(String) : [];
  });
  const given = (around?.value as Record<string, unknown> | null)?.[key];
  const refusal = refusalOfKind(union, given);
  if (refusal !== undefined) return `expected ${orList(kinds)}, got ${found(given)} – ${refusal}`;
  if (given !== undefined && given !== null) return choiceError(kinds, given);
  const example = exampleOf(union);
  return `expected ${key}: ${orList(kinds)}, got nothing – ${example ? `write for example ${example}` : 'add it'}`;
}

function unknownKey(
  schema: z.ZodType,
  value: unknown,
  path: FilePath,
  key: string,
): { readonly message: string; readonly meant?: string } {
  const here = walk(schema, value, path);
  const own = here && sectionFor(here.schema, here.value);
  const known = own ? Object.keys(own.shape) : [];
  const glued = gluedWords(key);
  if (glued !== undefined) return { message: glued };
  const isFigure = /^\d+(\.\d*)?$/.test(key);
  // What a comma cuts off has no value of its own; `5: usb` is a key that somebody made up.
  const isCutOff = (here?.value as Record<string, unknown> | null)?.[key] === null;
  if (isFigure && isCutOff && !known.some((name) => /^\d+$/.test(name))) {
    return { message: commaWords(key, here?.value) };
  }
  const sibling = here && otherKindWith(here.schema, own, key);
  if (sibling) return { message: `unknown key here – it goes with ${sibling}; remove it` };
  if (/^\d+$/.test(key) && known.some((name) => /^\d+$/.test(name)))
    return { message: `unknown key – expected ${orList(known)}` };
  const one = known.find((name) => `${name}s` === key || `${key}s` === name);
  if (one !== undefined) return { message: `unknown key – did you mean ${one}?`, meant: one };
  const elsewhere = placesOf(schema, key).map(pathWords);
  if (elsewhere.length > 0)
    return { message: `unknown key here – did you mean ${orList(elsewhere.slice(0, 3))}?` };
  const meant = nearestWord(key, known);
  if (meant !== undefined) return { message: `unknown key – did you mean ${meant}?`, meant };
  return { message: `unknown key – expected ${orList(known)}` };
}

/** Inside { } a comma ends a figure: `{currentNa: 5,354.1}` has the keys `currentNa` and `354.1`. */
function commaWords(rest: string, section: unknown): string {
  const keys = Object.entries((section ?? {}) as Record<string, unknown>);
  const at = keys.findIndex(([name]) => name === rest);
  const [name, before] = keys[at - 1] ?? [];
  // Three digits may be thousands; a whole number as a key comes first, whatever stood before it.
  const thousands = /^\d{3}(\.|$)/.test(rest);
  if (thousands && rest.includes('.') && typeof before === 'number')
    return `unknown key – a comma ends a figure here; write it without: ${name}: ${before}${rest}`;
  const point = `unknown key – if this is the rest of a decimal figure, write it with a point: 0.${rest}`;
  if (rest.includes('.')) return 'unknown key – a comma ends a figure here; write thousands without a comma';
  return thousands ? `${point}; thousands are written without a comma` : point;
}

/** `leds:60` is one word to YAML; `undefined` if the text is nothing of the kind. */
function gluedWords(text: string): string | undefined {
  const glued = /^([A-Za-z]\w*):(\S*)$/.exec(text);
  if (!glued) return undefined;
  return `expected a space after the colon, got ${quoted(text)} – write ${glued[1]}: ${glued[2] || '…'}`;
}

/** `kind:serial`, if a section has that instead of the key `kind`. */
function gluedKey(section: unknown, key: string): string | undefined {
  if (typeof section !== 'object' || section === null || Object.hasOwn(section, key)) return undefined;
  return Object.keys(section).find((name) => name.startsWith(`${key}:`) && gluedWords(name) !== undefined);
}

/** `knid`, if a section has that instead of the key `kind`. */
function misspeltKey(section: unknown, key: string): string | undefined {
  if (typeof section !== 'object' || section === null || Object.hasOwn(section, key)) return undefined;
  return Object.keys(section).find((name) => nearestWord(name, [key]) !== undefined);
}

/** `kind: serial`, if another kind of this section has the key. */
function otherKindWith(schema: z.ZodType, own: z.ZodObject | undefined, key: string): string | undefined {
  const union = bare(schema);
  if (!(union instanceof z.ZodDiscriminatedUnion)) return undefined;
  const discriminator = union.def.discriminator;
  const kinds = sectionsOf(union).flatMap((option) => {
    if (option === own || !Object.hasOwn(option.shape, key)) return [];
    const kind = bare(option.shape[discriminator] as z.ZodType);
    return kind instanceof z.ZodLiteral ? [...kind.values].map(String) : [];
  });
  return kinds.length === 0 ? undefined : `${discriminator}: ${orList(kinds)}`;
}

/** Every place of the schema that has this very key. */
function placesOf(schema: z.ZodType, key: string, above: FilePath = []): FilePath[] {
  const places = sectionsOf(schema).flatMap(({ shape }) =>
    Object.entries(shape).flatMap(([name, inner]) => [
      ...(name === key ? [[...above, name]] : []),
      ...placesOf(inner as z.ZodType, key, [...above, name]),
    ]),
  );
  return [...new Map(places.map((place) => [pathWords(place), place])).values()];
}
