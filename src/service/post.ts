/** One question to another server, with a bound for all that it may cost. */

export interface PostOptions {
  /** From the first byte to the last of the answer [ms]. */
  readonly withinMs: number;
  /** Longest answer [bytes]; a longer one is no answer. */
  readonly mostBytes: number;
  /** Ends it early. */
  readonly signal?: AbortSignal;
}

/** @returns the answer's text. Rejects with an Error whose message says in a few words why there is none. */
export type Post = (url: string, json: string, options: PostOptions) => Promise<string>;

/** Why there is no answer. */
function faultWords(error: unknown): string {
  const { name, cause, message } = error as Error & { cause?: NodeJS.ErrnoException };
  if (name === 'TimeoutError') return 'no answer in time';
  if (cause?.code === 'ECONNREFUSED') return 'nothing listens at this address';
  if (cause?.code === 'ENOTFOUND' || cause?.code === 'EAI_AGAIN')
    return 'its name is not known in this network';
  return cause?.message ?? message;
}

async function bounded(response: Response, mostBytes: number): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of response.body ?? []) {
    bytes += piece.length;
    if (bytes > mostBytes) throw new Error(`an answer of more than ${mostBytes} bytes`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

async function asked(
  url: string,
  request: RequestInit,
  { withinMs, mostBytes, signal }: PostOptions,
  isAnswer: (response: Response) => boolean,
): Promise<string> {
  const ended = new AbortController();
  const late = setTimeout(() => ended.abort(new DOMException('', 'TimeoutError')), withinMs);
  try {
    const response = await fetch(url, {
      ...request,
      // Who is asked is who the file names, and nobody else.
      redirect: 'error',
      signal: signal === undefined ? ended.signal : AbortSignal.any([ended.signal, signal]),
    });
    if (!isAnswer(response)) throw new Error(`status ${response.status}`);
    return await bounded(response, mostBytes);
  } catch (error) {
    throw new Error(faultWords(error));
  } finally {
    clearTimeout(late);
    // What is left of an answer is not waited for.
    ended.abort();
  }
}

export const post: Post = (url, json, options) => {
  const request = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: json };
  return asked(url, request, options, ({ ok }) => ok);
};

/** Reads what is at an address, whatever its status: a rig that is ill says so with 503. */
export const read = (url: string, options: PostOptions): Promise<string> =>
  asked(url, {}, options, () => true);
