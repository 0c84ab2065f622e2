/** Whether what comes in as JSON tells of presses. Pure. */
import { SIGNAL_ENDS } from '../controller/contract.js';
import { areAll, isCount, isNumber, isOfBoth, isOneOf, isPlace, isRecord } from './value-checks.js';

export function isPressReport(value: unknown): boolean {
  return isRecord(value) && isCount(value.press) && isRecord(value.outcome) && isOutcome(value.outcome);
}

function isOutcome(outcome: Record<string, unknown>): boolean {
  switch (outcome.kind) {
    case 'overlapped':
      return true;
    case 'refractory':
    case 'too-weak':
    case 'cannot-fire':
      return isPlace(outcome.place);
    case 'spread':
      return isOfBoth(outcome.riseMv, (rise) => rise === null || isNumber(rise));
    case 'signal':
      return (
        isOneOf(SIGNAL_ENDS, outcome.end) &&
        isPlace(outcome.lastPlace) &&
        isOfBoth(outcome.reached, (reached) => reached === null || typeof reached === 'boolean')
      );
    default:
      return false;
  }
}

export function isPressMark(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { untilMs, fired, outcome } = value;
  return (
    isCount(value.press) &&
    isCount(value.sweep) &&
    isPlace(value.atMs) &&
    (untilMs === null || isPlace(untilMs)) &&
    areAll(value.places, isPlace) &&
    isNumber(value.strength) &&
    isCount(value.run) &&
    isCount(value.picture) &&
    (fired === null || typeof fired === 'boolean') &&
    (outcome === null || (isRecord(outcome) && isOutcome(outcome)))
  );
}
