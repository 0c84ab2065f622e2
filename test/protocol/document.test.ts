import { describe, expect, it } from 'vitest';
import {
  BOARD_LINES,
  type BoardLineEntry,
  HOST_MESSAGES,
  type HostMessageEntry,
  REFUSAL_CODES,
} from '../../src/protocol/index.js';
import { documentText, wireVectors } from '../contract/vectors.js';
import { lineProblems, messageProblems } from './document.js';

const DOCUMENT = documentText('firmware-protocol.md');

/** A message that no board knows: how long a light is to blink. */
const blink: HostMessageEntry<{ readonly type: 'blink'; readonly seq: number; readonly periodMs: number }> = {
  type: 'blink',
  code: 0x20,
  encode({ periodMs }, body) {
    body.u16(periodMs);
  },
  decode: (body, seq) => ({ type: 'blink', seq, periodMs: body[0]! | (body[1]! << 8) }),
  example: { message: { type: 'blink', seq: 9, periodMs: 500 }, wire: '09 20 09 f4 01 33 5e 76 53 00' },
};
const BLINK_SECTION = `
#### 20 BLINK

\`periodMs u16\`.

\`\`\`axon-wire
name: BLINK: twice a second
host: {"type":"blink","seq":9,"periodMs":500}
wire: ${blink.example.wire}
\`\`\`
`;

/** A line that no board says: how warm it is. */
const warmth: BoardLineEntry<{ readonly verb: 'W'; readonly celsius: number }> = {
  verb: 'W',
  format: ({ celsius }) => `${celsius}`,
  parse: (text) => (/^\d+$/.test(text) ? { verb: 'W', celsius: Number(text) } : undefined),
  example: { line: { verb: 'W', celsius: 31 }, text: 'W 31*ea66cbed' },
};
const WARMTH_ROW = `
| W | \`W celsius\` | once a minute |

\`\`\`axon-line
name: a warm board
value: {"verb":"W","celsius":31}
line: ${warmth.example.text}
\`\`\`
`;

describe('firmware-protocol.md', () => {
  it('has a section and one example of every message, the one that its entry in the code has', () => {
    expect(messageProblems(DOCUMENT, HOST_MESSAGES)).toEqual([]);
  });

  it('has a row and one example of every line, the one that its entry in the code has', () => {
    expect(lineProblems(DOCUMENT, BOARD_LINES)).toEqual([]);
  });

  it('has, with docs/protocol-examples.md, an example of every refusal that a board says', () => {
    const answers = wireVectors.flatMap(({ board }) => board.map(({ source }) => source));
    for (const code of REFUSAL_CODES)
      expect(answers.some((answer) => /^\^N /.test(answer) && answer.includes(code))).toBe(true);
  });

  it('may have one message more: one entry and its section are enough', () => {
    const entries = [...HOST_MESSAGES, blink];
    expect(messageProblems(`${DOCUMENT}${BLINK_SECTION}`, entries)).toEqual([]);
  });

  it('may have one line more: one entry, its row and its example are enough', () => {
    expect(lineProblems(`${DOCUMENT}${WARMTH_ROW}`, [...BOARD_LINES, warmth])).toEqual([]);
  });

  it('would be found to lack a section, an example, or to have an example that differs', () => {
    const entries = [...HOST_MESSAGES, blink];
    expect(messageProblems(DOCUMENT, entries)).toEqual([
      'no heading "#### 20 BLINK"',
      'blink: 0 examples, expected 1',
    ]);
    const slow = BLINK_SECTION.replace('"periodMs":500', '"periodMs":900');
    expect(messageProblems(`${DOCUMENT}${slow}`, entries)).toEqual([
      'blink: its example is not that of the list',
    ]);
    const twice = `${DOCUMENT}${BLINK_SECTION}${BLINK_SECTION}`;
    expect(messageProblems(twice, entries)).toContain('blink: 2 examples, expected 1');
    expect(messageProblems(`${DOCUMENT}${BLINK_SECTION}`, HOST_MESSAGES)).toEqual([
      '1 examples more than messages',
    ]);
    expect(lineProblems(DOCUMENT, [...BOARD_LINES, warmth])).toEqual([
      'no row for W',
      'W: 0 examples, expected 1',
    ]);
  });
});
