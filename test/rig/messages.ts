import { formatProblem, parseRig } from '../../src/rig/index.js';

/** Every message of a rig file, as a terminal shows it. The first line of `text` is line 1. */
export function messages(text: string): string[] {
  const result = parseRig(text, 'rigs/x.yaml');
  return result.ok ? [] : result.problems.map(formatProblem);
}

/** The same for a file that begins with a good device in line 1. */
export const withDevice = (text: string) => messages(`device: {kind: virtual}\n${text}`);
