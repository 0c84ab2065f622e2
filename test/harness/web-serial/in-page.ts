/**
 * Runs before a page's own programs: its `navigator.serial`, and that of the workers which it makes of blobs, are
 * fakes with one board behind them.
 */
import { FakeSerial } from './fake-serial.js';
import { PortSystem } from './over-port.js';
import type { FakeParts, FakeSerialOfPage, ToBench } from './page-fake.js';

declare global {
  var fakeSerialParts: FakeParts | undefined;
}

const { bench: benchProgram, worker: workerProgram, board } = globalThis.fakeSerialParts!;
globalThis.fakeSerialParts = undefined;

const WholeWorker = Worker;
const { createObjectURL } = URL;
const asProgram = (...parts: BlobPart[]) => new Blob(parts, { type: 'text/javascript' });
const bench = new WholeWorker(createObjectURL.call(URL, asProgram(benchProgram)));
const tell = (message: ToBench, transfer: Transferable[] = []) => bench.postMessage(message, transfer);
tell({ type: 'begin', board });

/** A way of a page or a worker to the boards. */
function way(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  tell({ type: 'page', port: port2 }, [port2]);
  return port1;
}

class SerialOfPage extends FakeSerial {
  override async requestPort() {
    if (!navigator.userActivation.isActive)
      throw new DOMException(
        'Must be handling a user gesture to show a permission request.',
        'SecurityError',
      );
    return super.requestPort();
  }
}
const serial = new SerialOfPage(new PortSystem(Promise.resolve(way())));
Object.defineProperty(navigator, 'serial', { value: serial, configurable: true });

/** Addresses of programs that were given the fake. */
const withFake = new Set<string>();
URL.createObjectURL = (blob: Blob | MediaSource): string => {
  const isProgram = blob instanceof Blob && /javascript/.test(blob.type);
  const url = createObjectURL.call(URL, isProgram ? asProgram(workerProgram, '\n', blob) : blob);
  if (isProgram) withFake.add(url);
  return url;
};
globalThis.Worker = class extends WholeWorker {
  constructor(url: string | URL, options?: WorkerOptions) {
    super(url, options);
    if (!withFake.has(String(url))) return;
    const port = way();
    this.postMessage({ fakeSerial: port }, [port]);
  }
};

const control: FakeSerialOfPage = (name, ...args) =>
  new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<{ value?: unknown; error?: string }>) => {
      port1.close();
      if (data.error === undefined) resolve(data.value);
      else reject(new Error(data.error));
    };
    tell({ type: 'control', port: port2, name, args }, [port2]);
  });
globalThis.fakeSerial = control;
