import { readFileSync } from 'node:fs';

const DOCUMENTS = ['firmware-protocol.md', 'docs/protocol-examples.md'];

/** The frames of all examples in the documents of the wire, closing zero included, to be changed by a fuzz. */
export function exampleFrames(paths: readonly string[] = DOCUMENTS): Uint8Array[] {
  const found = paths.flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/^wire: (.+)$/gm)]);
  return found.map(([, hex]) => Uint8Array.from(hex!.split(' '), (digits) => Number.parseInt(digits, 16)));
}

/** Programs with one line changed (firmware/host/Makefile): what catches faults must catch these. */
export const BROKEN_PROGRAMS = {
  room: 'firmware/build/host/broken-room/board',
  check: 'firmware/build/host/broken-check/board',
  resync: 'firmware/build/host/broken-resync/board',
  knots: 'firmware/build/host/broken-knots/board',
} as const;
