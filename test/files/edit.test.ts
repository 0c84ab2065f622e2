import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Edit, editedText, valueAt } from '../../src/files/edit.js';

const RIG = `# Mine.
device: {kind: serial}   # an Uno

strip:
  leds: 60                  # so many
  currentLimitMa: 200       # what a USB port has left
  # reversed: true

needles:                    # servos
  blue: {lowUs: 1000, highUs: 2000}   # pin 9
  yellow:                   # pin 10
    lowUs: 1000             # left
    highUs: 2000            # right

buttons:
  1: {do: stimulate}        # pin 2
# The end.
`;

describe('an edit of a YAML text', () => {
  it('replaces a value, and keeps comments in their columns', () => {
    const after = editedText(RIG, [
      { path: ['strip', 'leds'], value: 144 },
      { path: ['needles', 'yellow', 'lowUs'], value: 940 },
      { path: ['needles', 'blue', 'highUs'], value: 2130 },
    ]);
    expect(after).toBe(
      RIG.replace('leds: 60                  #', 'leds: 144                 #')
        .replace('lowUs: 1000             # left', 'lowUs: 940              # left')
        .replace('highUs: 2000}', 'highUs: 2130}'),
    );
  });

  it('adds what is not there yet, behind the last line of its section or inside its brackets', () => {
    const after = editedText(RIG, [
      { path: ['strip', 'reversed'], value: true },
      { path: ['needles', 'blue', 'midUs'], value: 1490 },
      { path: ['needles', 'yellow', 'midUs'], value: 1510 },
      { path: ['buttons', 1, 'pressed'], value: 'high' },
      { path: ['silence', 'darkAfterMs'], value: 2000 },
    ]);
    expect(after).toBe(
      RIG.replace('port has left\n', 'port has left\n  reversed: true\n')
        .replace('highUs: 2000}', 'highUs: 2000, midUs: 1490}')
        .replace('# right\n', '# right\n    midUs: 1510\n')
        .replace(
          '{do: stimulate}        # pin 2\n',
          '{do: stimulate, pressed: high}        # pin 2\nsilence:\n  darkAfterMs: 2000\n',
        ),
    );
  });

  it('keeps a byte order mark and the line ends of Windows, also where a value takes several lines', () => {
    const windows = (text: string) => `\uFEFF${text.replaceAll('\n', '\r\n')}`;
    expect(
      editedText(windows(RIG), [
        { path: ['strip', 'leds'], value: 144 },
        { path: ['needles', 'blue', 'midUs'], value: 1490 },
      ]),
    ).toBe(windows(RIG.replace('60 ', '144').replace('highUs: 2000}', 'highUs: 2000, midUs: 1490}')));
    const map = windows('strip:   # long\n  map:\n    - 1 # one\n  leds: 8 # so many\n');
    expect(editedText(map, [{ path: ['strip', 'map'], value: [2, 3] }])).toBe(
      windows('strip:\n  # long\n  map:\n    - 2\n    - 3\n  leds: 8 # so many\n'),
    );
  });

  it('adds to a section that has only comments, to empty brackets, and to a text without an end of line', () => {
    expect(editedText('strip:\n  # leds: 60\n', [{ path: ['strip', 'leds'], value: 8 }])).toBe(
      'strip:\n  leds: 8\n  # leds: 60\n',
    );
    expect(editedText('strip: {}', [{ path: ['strip', 'leds'], value: 8 }])).toBe('strip: {leds: 8}');
    expect(editedText('a: 1', [{ path: ['strip', 'map'], value: [2, 1, 0] }])).toBe(
      'a: 1\nstrip:\n  map: [2, 1, 0]',
    );
    expect(
      editedText('strip:\n  reversed:\n  leds: 3\n', [{ path: ['strip', 'reversed'], value: true }]),
    ).toBe('strip:\n  reversed: true\n  leds: 3\n');
  });

  it('keeps the line ends of Windows', () => {
    const windows = RIG.replaceAll('\n', '\r\n');
    const edits: Edit[] = [
      { path: ['strip', 'leds'], value: 59 },
      { path: ['strip', 'reversed'], value: true },
    ];
    expect(editedText(windows, edits)).toBe(editedText(RIG, edits)!.replaceAll('\n', '\r\n'));
  });

  it('writes a list over several lines on one, with all comments', () => {
    const text = 'strip:\n  map:   # the fold\n    - 1\n    - 0\n  leds: 2 # two\n';
    const after = editedText(text, [{ path: ['strip', 'map'], value: [0, 1] }])!;
    expect(valueAt(after, ['strip', 'map'])).toEqual([0, 1]);
    expect(after).toContain('# two');
  });

  it('puts a text in quotes that would be read as something else', () => {
    expect(editedText('a: 1\n', [{ path: ['b'], value: 'no: #' }])).toBe('a: 1\nb: "no: #"\n');
  });

  it.each([
    ['no YAML', 'strip: {leds: 60\n', ['strip', 'leds']],
    ['a value where a section would have to be', 'strip: 60\n', ['strip', 'leds']],
    ['a list where a section would have to be', 'strip: [60]\n', ['strip', 'leds']],
    ['an alias', 'a: &x 1\nstrip: *x\n', ['strip', 'leds']],
  ])('says null of %s', (_, text, path) => {
    expect(editedText(text, [{ path, value: 8 }])).toBeNull();
  });

  it('changes nothing else in any shipped rig, whatever is edited: no comment, no other value, no other line', () => {
    const rigs = readdirSync('rigs').filter((name) => name.endsWith('.yaml'));
    const texts = rigs.map((name) => readFileSync(`rigs/${name}`, 'utf8'));
    const paths = [
      ['strip', 'leds'],
      ['strip', 'colourOrder'],
      ['strip', 'reversed'],
      ['needles', 'blue', 'lowUs'],
      ['needles', 'yellow', 'midUs'],
      ['buttons', 1, 'pressed'],
      ['dials', 0, 'do'],
    ];
    const edit = fc.record({
      path: fc.constantFrom(...paths),
      value: fc.oneof(fc.nat(3000), fc.boolean(), fc.constantFrom('grb', 'high')),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(edit, { minLength: 1, maxLength: 4 }),
        (text, edits) => {
          const after = editedText(text, edits);
          expect(after).not.toBeNull();
          const comments = (of: string) =>
            of.split('\n').flatMap((line) => /(?:^|\s)(#.*)$/.exec(line)?.[1] ?? []);
          expect(comments(after!)).toEqual(comments(text));
          const [old, now] = [text.split('\n'), after!.split('\n')];
          expect(old.filter((line) => !now.includes(line)).length).toBeLessThanOrEqual(edits.length);
          expect(now.filter((line) => !old.includes(line)).length).toBeLessThanOrEqual(3 * edits.length);
          for (const { path } of edits) {
            const last = edits.findLast((one) => one.path === path)!;
            expect(valueAt(after!, path)).toBe(last.value);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
