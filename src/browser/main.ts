/** The page that is one file: the rig plays in a worker beside it. */
import type { Socket } from '../web/link.js';
import { startPage } from '../web/start-page.js';
import type { FromWorker, RigAnswer, ToWorker } from './messages.js';
import { startRigThread } from './rig-thread.js';

const thread = startRigThread();
const say = (message: ToWorker, transfer: Transferable[] = []) => thread.postMessage(message, transfer);

let asked = 0;
const waiting = new Map<number, (answer: RigAnswer) => void>();
thread.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
  if (data.type !== 'answer') return;
  waiting.get(data.id)?.(data.answer);
  waiting.delete(data.id);
});

class Line extends EventTarget implements Socket {
  binaryType: BinaryType = 'arraybuffer';
  readyState: Socket['readyState'] = 1;
  readonly #port: MessagePort;

  constructor() {
    super();
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    let had = 0;
    port1.onmessage = ({ data }: MessageEvent<string | ArrayBuffer | null>) => {
      if (data === null) {
        this.readyState = 3;
        this.dispatchEvent(new CloseEvent('close', { code: 1000 }));
        return;
      }
      this.dispatchEvent(new MessageEvent('message', { data }));
      port1.postMessage(++had);
    };
    say({ type: 'line', line: port2 }, [port2]);
  }

  send(data: Parameters<Socket['send']>[0]): void {
    this.#port.postMessage(data);
  }

  close(): void {
    this.#port.postMessage(null);
  }
}

void startPage({
  dial: () => new Line(),
  get: (path) =>
    new Promise((resolve, reject) => {
      waiting.set(++asked, (answer) => {
        if (!answer.ok || !answer.body) reject(new Error(answer.lines.join('\n')));
        else
          resolve(
            new Response(new Blob([new Uint8Array(answer.body.bytes)]), { status: answer.body.status }),
          );
      });
      say({ type: 'request', id: asked, request: { do: 'get', path } });
    }),
  link() {},
});
