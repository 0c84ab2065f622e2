/**
 * The report of the doctor, to be pasted where others help. It is made of codes and figures alone: no path, no name of a
 * file, a rig, a person or a computer, and nothing that somebody has typed or a board has said gets into it. Pure.
 */
import type { Light, Rig } from '../../rig/index.js';
import { METERS } from '../../units.js';
import type { Finding } from './finding.js';
import type { Step } from './step.js';

/** How a step ended. `not-done`: it was not reached. */
export interface Outcome {
  readonly step: Step;
  readonly kind: 'right' | 'wrong' | 'left-out' | 'not-done';
  /** Ids of what was seen instead, in order; also of a step that is right by now. */
  readonly seen: readonly string[];
}

export interface ReportFacts {
  /** Of the program, with what it goes with. */
  readonly versions: string;
  readonly platform: string;
  /** What the system runs in, such as `wsl`; `null`: a computer of its own. */
  readonly guest: string | null;
  /** USB ids of all ports, such as `2341:0043`. */
  readonly usbIds: readonly string[];
  /** `null`: no rig file was named, or it cannot be read. */
  readonly rig: Rig | null;
}

const LABELS = {
  right: 'right',
  remark: 'remark',
  wrong: 'wrong',
  'left-out': 'left out',
  'not-done': 'not done',
};

export function reportLines(
  facts: ReportFacts,
  findings: readonly Finding[],
  outcomes: readonly Outcome[],
): string[] {
  const { versions, platform, guest, usbIds, rig } = facts;
  const row = (label: keyof typeof LABELS, id: string, more: string) =>
    `${LABELS[label].padEnd(9)}${id}${more === '' ? '' : `: ${more}`}`;
  const ids = usbIds.map((id) => (/^[0-9a-f]{4}:[0-9a-f]{4}$/i.test(id) ? id : 'other'));
  return [
    'Report of axon-rig doctor',
    versions,
    `${platform}${guest === null ? '' : `, inside ${guest}`}; ports: ${ids.join(', ') || 'none'}`,
    ...(rig === null ? [] : [rigLine(rig)]),
    ...findings.map(({ id, verdict, told }) => row(verdict, id, told)),
    ...outcomes.map(({ step, kind, seen }) => row(kind, step.id, seenWords(kind, seen))),
  ];
}

function seenWords(kind: Outcome['kind'], seen: readonly string[]): string {
  return seen.length === 0 ? '' : `${kind === 'right' ? 'before that ' : ''}${seen.join(', ')}`;
}

/** What is fitted, in figures. */
function rigLine({ device, light, needles, pins }: Rig): string {
  const numbers = (wired: object) => {
    const fitted = Object.entries(wired).flatMap(([number, pin]) => (pin === null ? [] : [number]));
    return fitted.join(' ') || 'none';
  };
  const needle = METERS.map((name) => {
    const fitted = needles[name];
    if (fitted === null) return `${name} none`;
    const { lowUs, midUs, highUs } = fitted;
    return `${name} ${[lowUs, midUs, highUs].filter((us) => us !== undefined).join(' to ')} µs`;
  });
  const high = pins.pressedHigh.length === 0 ? '' : ` (high: ${pins.pressedHigh.join(' ')})`;
  const hold = needles.holdS === null ? '' : `, held ${needles.holdS} s`;
  const baud = 'baud' in device ? ` ${device.baud} baud` : '';
  return [
    `rig: ${device.kind}${baud}, ${lightWords(light)}`,
    `needles ${needle.join(', ')} (${needles.supply})${hold}`,
    `buttons ${numbers(pins.buttons)}${high}`,
    `dials ${numbers(pins.dials)}`,
  ].join('; ');
}

function lightWords(light: Light): string {
  if (light.kind !== 'strip') return `${light.ledCount} LEDs of kind ${light.kind}`;
  const { ledCount, stripLeds, map, colourOrder, currentLimitMa, supply, brightness, reversed } = light;
  const from = `${reversed ? ', reversed' : ''}${map === null ? '' : ', mapped'}`;
  const of = ledCount === stripLeds ? '' : ` of ${stripLeds}`;
  return `${ledCount}${of} LEDs ${colourOrder}${from}, ${currentLimitMa} mA (${supply}), brightness ${brightness}`;
}
