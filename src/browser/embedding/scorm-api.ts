/** Where a learning platform has put what SCORM 1.2 calls the API: in a window around this one, or in one that opened it. */

/** The functions that every platform has; a platform answers texts, and some answer truth values. */
export interface ScormApi {
  LMSInitialize(nothing: ''): unknown;
  LMSFinish(nothing: ''): unknown;
  LMSGetValue(element: string): unknown;
  LMSSetValue(element: string, value: string): unknown;
  LMSCommit(nothing: ''): unknown;
  LMSGetLastError?(): unknown;
  LMSGetErrorString?(code: string): unknown;
}

const NEEDED = ['LMSInitialize', 'LMSFinish', 'LMSGetValue', 'LMSSetValue', 'LMSCommit'] as const;

/** Of a window, what is looked at. One of another site throws. */
export interface Frame {
  readonly API?: unknown;
  readonly parent?: Frame | null;
  readonly opener?: Frame | null;
}

export type Found =
  | { readonly kind: 'found'; readonly api: ScormApi }
  /** `closed`: a window of another site was in the way, and may have one. */
  | { readonly kind: 'none'; readonly closed: boolean };

/** Windows that are looked at: some platforms put five around what they play. */
export const MOST_WINDOWS = 32;

function isApi(value: unknown): value is ScormApi {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return false;
  const functions = value as Readonly<Record<string, unknown>>;
  return NEEDED.every((name) => typeof functions[name] === 'function');
}

/** Windows around it first, from the nearest outwards; then those that opened one of them, and those around these. */
export function findApi(own: Frame): Found {
  const queue: Frame[] = [own];
  const openers: Frame[] = [];
  const seen = new Set<Frame>();
  let closed = false;
  while (seen.size < MOST_WINDOWS) {
    const frame = queue.shift() ?? openers.shift();
    if (frame === undefined) break;
    if (seen.has(frame)) continue;
    seen.add(frame);
    try {
      if (frame.parent && frame.parent !== frame) queue.push(frame.parent);
      if (frame.opener) openers.push(frame.opener);
      if (isApi(frame.API)) return { kind: 'found', api: frame.API };
    } catch {
      closed = true;
    }
  }
  return { kind: 'none', closed };
}
