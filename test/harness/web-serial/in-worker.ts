/** Runs before a worker's own program, and gives it a `navigator.serial`. */
import { FakeSerial } from './fake-serial.js';
import { PortSystem } from './over-port.js';

const port = new Promise<MessagePort>((resolve) => {
  const hear = (event: MessageEvent) => {
    const { fakeSerial } = (event.data ?? {}) as { fakeSerial?: MessagePort };
    if (fakeSerial === undefined) return;
    event.stopImmediatePropagation();
    self.removeEventListener('message', hear);
    resolve(fakeSerial);
  };
  self.addEventListener('message', hear);
});
const serial = new FakeSerial(new PortSystem(port));
Object.defineProperty(navigator, 'serial', { value: serial, configurable: true });
