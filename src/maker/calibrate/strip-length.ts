/** How many LEDs a strip has, and which of them are dead: those are left out by a map. */
import type { Rig } from '../../rig/index.js';
import type { Hands } from '../hands.js';
import type { Finding, StepEnd } from './finding.js';
import { DIM, FAINT, painted, SPOT } from './paint.js';
import type { Person } from './person.js';

/** More dead ones than this are no single LEDs. */
const MOST_DEAD = 20;

/** @param beginning what was found of the strip before. @returns that, and what follows from here. */
export async function findLength(
  strip: Rig['strip'],
  beginning: readonly Finding[],
  hands: Hands,
  person: Person,
): Promise<StepEnd> {
  const most = hands.board.mostLeds;
  const leds = await person.turn(
    'Turn the light to the last LED of the strip, at its far end.',
    { low: 1, high: most, step: 1, bigStep: 10, start: Math.min(strip.leds, most), unit: 'LEDs' },
    (count) => hands.light(SPOT, count - 1),
  );
  if (leds === null) return null;
  const findings = [...beginning, { path: ['strip', 'leds'], value: leds, before: strip.leds }];
  hands.light(painted(leds, [FAINT, FAINT, FAINT]));
  const all = await person.choose(
    'All LEDs shine faintly now. Do they?',
    [
      { value: 'yes', label: 'yes, all' },
      { value: 'dead', label: 'no: single ones stay dark' },
      { value: 'end', label: 'no: from one on to the end all are dark' },
    ],
    'yes',
  );
  if (all === null) return null;
  if (all === 'end')
    person.tell(
      'A broken LED has taken those behind it with it: cut it out and join the strip, or solder the data wire to the next one. Then calibrate again.',
    );
  if (all !== 'dead') return findings;
  if (strip.map !== undefined) {
    person.tell('The strip has a map: take the dead LEDs out of it by hand.');
    return findings;
  }
  const dead = await findDead(leds, hands, person);
  return dead && withMap(findings, strip, leds, dead);
}

async function findDead(leds: number, hands: Hands, person: Person): Promise<readonly number[] | null> {
  const dead: number[] = [];
  while (dead.length < MOST_DEAD) {
    const found = await person.turn(
      'Turn the two bright LEDs until the dark one is between them.',
      { low: 1, high: leds, step: 1, bigStep: 10, start: (dead.at(-1) ?? 0) + 1, unit: '' },
      (count) => hands.light(around(leds, count - 1)),
    );
    if (found === null) return null;
    dead.push(found - 1);
    hands.light(painted(leds, [FAINT, FAINT, FAINT]));
    const more = await person.choose(
      'Is another single one dark?',
      [
        { value: 'no', label: 'no' },
        { value: 'yes', label: 'yes' },
      ],
      'no',
    );
    if (more === null) return null;
    if (more === 'no') break;
  }
  return dead;
}

/** All faint, the two beside an LED bright, and itself dark. */
function around(leds: number, led: number): Uint8Array {
  const rgb = painted(leds, [FAINT, FAINT, FAINT]);
  for (const [at, light] of [
    [led - 1, DIM],
    [led, 0],
    [led + 1, DIM],
  ] as const)
    if (at >= 0 && at < leds) rgb.fill(light, 3 * at, 3 * at + 3);
  return rgb;
}

/** A map says in its own order what else `skip` and `reversed` say. */
function withMap(
  findings: readonly Finding[],
  strip: Rig['strip'],
  leds: number,
  dead: readonly number[],
): Finding[] {
  const valueOfKey = (key: string) => findings.find(({ path }) => path[1] === key)?.value;
  const map = mapWithout(Number(valueOfKey('skip') ?? 0), leds, dead);
  const isReversed = valueOfKey('reversed') === true;
  return [
    ...findings.filter(({ path }) => path[1] === 'leds'),
    { path: ['strip', 'map'], value: isReversed ? turnedRound(map) : map, before: [] },
    { path: ['strip', 'skip'], value: 0, before: strip.skip },
    { path: ['strip', 'reversed'], value: false, before: strip.reversed },
  ];
}

type Run = readonly [number, number];

/** The runs of LEDs from `first` to the last that are not dead. */
export function mapWithout(first: number, leds: number, dead: readonly number[]): readonly Run[] {
  const runs: Run[] = [];
  let from = first;
  for (let led = first; led <= leds; led++) {
    if (led < leds && !dead.includes(led)) continue;
    if (led > from) runs.push([from, led - 1]);
    from = led + 1;
  }
  return runs;
}

export function turnedRound(map: readonly Run[]): readonly Run[] {
  return map.toReversed().map(([from, to]) => [to, from] as const);
}
