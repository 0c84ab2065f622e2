/** The file's page on a rig that does what a test says: its line goes on to the web socket of a FakeServer. Runs in a browser. */
import type { FromWorker, RigAnswer, RigRequest, ToWorker } from '../../../src/browser/messages.js';
import { pageWay } from '../../../src/browser/page/page-way.js';
import type { RigThread } from '../../../src/browser/page/rig-worker.js';
import { startPage } from '../../../src/web/start-page.js';

export interface FakeRig {
  readonly requests: RigRequest[];
  /** By what is asked for; ok without a word where nothing is said. */
  readonly answers: Partial<Record<RigRequest['do'], RigAnswer>>;
  tell(message: FromWorker): void;
  /** From now on it says nothing of its own. */
  hush(): void;
}

const listeners: ((event: { readonly data: unknown }) => void)[] = [];
const requests: RigRequest[] = [];
const kept = sessionStorage.getItem('fake-answers');
const answers = (kept === null ? {} : JSON.parse(kept)) as FakeRig['answers'];

function tell(message: FromWorker): void {
  for (const listen of listeners) listen({ data: message });
}

function pipe(line: MessagePort): void {
  const socket = new WebSocket(new URL('ws', location.href.replace('http', 'ws')));
  socket.binaryType = 'arraybuffer';
  socket.addEventListener('message', ({ data }) => line.postMessage(data));
  socket.addEventListener('close', () => line.postMessage(null));
  line.addEventListener('message', ({ data }) => {
    if (data === null) socket.close();
    // A number says how many messages the page has had.
    else if (typeof data === 'string') socket.send(data);
  });
  line.start();
}

const thread: RigThread = {
  postMessage(message: ToWorker) {
    if (message.type === 'program') return;
    if (message.type === 'line') {
      pipe(message.line);
      return;
    }
    const { id, request } = message;
    requests.push(request);
    const answer = answers[request.do] ?? { ok: true, lines: [] };
    setTimeout(() => {
      tell({ type: 'answer', id, answer });
      if (request.do === 'play' && answer.ok)
        tell({ type: 'plays', rigFile: request.file, rigText: request.text });
    });
  },
  addEventListener(type: string, listen: (event: never) => void) {
    if (type === 'message') listeners.push(listen as (event: { readonly data: unknown }) => void);
  },
};

Object.assign(window, {
  fakeRig: { requests, answers, tell, hush: () => clearInterval(beat) } satisfies FakeRig,
});
const beat = setInterval(() => tell({ type: 'alive' }), 500);
await startPage(pageWay(thread));
tell({ type: 'begun', rigFile: 'virtual.yaml', rigText: 'device: {kind: virtual}\n' });
