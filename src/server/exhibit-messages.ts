/** What pages are told of an exhibit, and what they tell it. Pure: the page and the server import this file. */
import type { ExhibitPhase, ExhibitTold, VisitorUse } from '../exhibit/contract.js';
import { areAll, isNumber, isOneOf, isRecord, isText } from './value-checks.js';

/** Sent when a page comes to an exhibit, and on every change. */
export interface PageExhibit extends ExhibitTold {
  readonly type: 'exhibit';
}

/** Tells the rig that somebody is there who has touched the page and wants nothing of it. */
export const EXHIBIT_COMMANDS = { touch: {} } as const;

const USES = {
  stimulate: true,
  strength: true,
  aim: true,
  lens: true,
  channels: true,
  treat: true,
  electrode: true,
  time: true,
  weakest: true,
  load: true,
  lesson: true,
  language: true,
} as const satisfies Readonly<Record<VisitorUse, true>>;

const isUse = (value: unknown) => isText(value) && Object.hasOwn(USES, value);

function isPhase(value: unknown): value is ExhibitPhase {
  if (!isRecord(value)) return false;
  if (value.kind !== 'closed') return isOneOf(['attracting', 'visited', 'settling'], value.kind);
  return (
    isOneOf(['hours', 'asleep'], value.because) && (value.opensAtMs === null || isNumber(value.opensAtMs))
  );
}

const isShare = (value: unknown) => isNumber(value) && value >= 0 && value <= 1;
const isLens = (value: unknown) => isNumber(value) && value > 0;

export function isPageExhibit(message: unknown): message is PageExhibit {
  return (
    isRecord(message) &&
    message.type === 'exhibit' &&
    isPhase(message.phase) &&
    (message.zone === null || isText(message.zone)) &&
    areAll(message.visitors, isUse) &&
    areAll(message.languages, isText) &&
    isShare(message.volume) &&
    (message.trail === null || isText(message.trail)) &&
    isRecord(message.lens) &&
    isLens(message.lens.slow) &&
    isLens(message.lens.real)
  );
}
