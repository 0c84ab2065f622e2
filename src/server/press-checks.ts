/** Whether what comes in as JSON tells of presses. Pure. */
import { SIGNAL_ENDS } from '../controller/contract.js';
import { areAll, isCount, isNumber, isOfBoth, isOn, isOneOf, isPlace, isRecord } from './value-checks.js';

export function isPressReport(value: unknown): boolean {
  return isRecord(value) && isCount(value.press) && isRecord(value.outcome) && isOutcome(value.outcome);
}

function isOutcome(outcome: Record<string, unknown>): boolean {
  switch (outcome.kind) {
    case 'overlapped':
    case 'cut-off':
      return true;
    case 'refractory':
    case 'cannot-fire':
      return isPlace(outcome.place);
    case 'too-weak':
      return isPlace(outcome.place) && isNumber(outcome.highestMv);
    case 'spread':
      return isOfBoth(outcome.riseMv, (rise) => rise === null || isNumber(rise));
    case 'signal':
      return (
        isOneOf(SIGNAL_ENDS, outcome.end) &&
        isPlace(outcome.lastPlace) &&
        (outcome.reachedMs === undefined || isPlace(outcome.reachedMs)) &&
        isOfBoth(outcome.reached, (reached) => reached === null || typeof reached === 'boolean')
      );
    default:
      return false;
  }
}

const MOST_MARKS = 64;

export function arePressMarks(value: unknown, lastPlace: number): boolean {
  return areAll(value, (mark) => isPressMark(mark, lastPlace)) && value.length <= MOST_MARKS;
}

function isPressMark(value: unknown, lastPlace: number): boolean {
  if (!isRecord(value)) return false;
  const { untilMs, fired, outcome } = value;
  return (
    isCount(value.press) &&
    isCount(value.sweep) &&
    isPlace(value.atMs) &&
    (untilMs === null || isPlace(untilMs)) &&
    areAll(value.places, isOn(lastPlace)) &&
    isNumber(value.strength) &&
    isCount(value.run) &&
    isCount(value.picture) &&
    (fired === null || typeof fired === 'boolean') &&
    (outcome === null || (isRecord(outcome) && isOutcome(outcome)))
  );
}
