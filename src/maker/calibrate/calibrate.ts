/** Calibrating a rig: part after part, with what it has. Nothing is written here. */

import type { Rig } from '../../rig/index.js';
import { METERS } from '../../units.js';
import type { Hands } from '../hands.js';
import { type Finding, newsOf, type StepEnd } from './finding.js';
import { Heard } from './heard.js';
import { calibrateButtons, calibrateDials } from './inputs.js';
import { calibrateNeedles } from './needles.js';
import type { Person } from './person.js';
import { calibrateStrip } from './strip.js';

export const PARTS = ['strip', 'needles', 'buttons', 'dials'] as const;
export type Part = (typeof PARTS)[number];

export interface CalibrateOptions {
  /** Parts to be calibrated; those that the rig does not have are left out. */
  readonly parts: readonly Part[];
  /** Of what the rig plays first: where a needle rests [mV]. */
  readonly restMv: number;
}

/** Which of the parts a rig has. */
export function partsOf({ light, needles, buttons, dials }: Rig): Part[] {
  const has: Readonly<Record<Part, boolean>> = {
    strip: light.kind === 'strip',
    needles: METERS.some((name) => needles[name] !== null),
    buttons: Object.values(buttons).some((action) => action !== null),
    dials: Object.values(dials).some((action) => action !== null),
  };
  return PARTS.filter((part) => has[part]);
}

/** How it came to its end. Strip and needles are left dark and let go. */
export type Calibrated =
  /** What differs from the file. */
  | { readonly kind: 'found'; readonly findings: readonly Finding[] }
  | { readonly kind: 'stopped' }
  /** The board is gone. */
  | { readonly kind: 'lost'; readonly words: string };

/** @param lost is told why the board is gone: no answer is waited for any more. */
export async function calibrate(
  rig: Rig,
  hands: Hands,
  person: Person,
  { parts, restMv }: CalibrateOptions,
  lost: (words: string) => void,
): Promise<Calibrated> {
  const heard = new Heard(hands, (words) => person.tell(words), lost);
  const steps: Readonly<Record<Part, () => Promise<StepEnd>>> = {
    strip: () => calibrateStrip(rig, hands, person),
    needles: () => calibrateNeedles(rig, hands, person, restMv),
    buttons: () => calibrateButtons(rig, heard, person),
    dials: () => calibrateDials(rig, heard, person),
  };
  const findings: Finding[] = [];
  for (const part of partsOf(rig).filter((one) => parts.includes(one))) {
    const found = await steps[part]();
    if (heard.lost !== null) return { kind: 'lost', words: heard.lost };
    if (found === null) return { kind: 'stopped' };
    findings.push(...found);
  }
  return { kind: 'found', findings: newsOf(findings) };
}
