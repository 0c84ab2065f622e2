import { Duplex } from 'node:stream';
import { expect, it } from 'vitest';
import { BoardPort } from '../../../src/devices/firmata/board-port.js';
import { type PortStream, streamPort } from '../../../src/devices/system/stream-port.js';
import { VirtualTimers } from '../../harness/virtual-timers.js';

/** A port whose driver takes its time to close. */
class SlowPort extends Duplex implements PortStream {
  isOpen = false;
  readonly opening = true;
  letGo: (error: Error | null) => void = () => {};

  close(done: (error: Error | null) => void = () => {}): void {
    this.letGo = (error) => {
      this.isOpen = false;
      done(error);
    };
  }
}

it('the port of a board with Firmata ends when it is closed, not when that is asked for', async () => {
  const port = new SlowPort();
  const said: string[] = [];
  const board = new BoardPort(
    { path: '/dev/ttyACM0', baud: 57_600 },
    { openPort: (_path, _baud, listener) => streamPort(() => port, listener), timers: new VirtualTimers() },
    {
      opened: () => said.push('opened'),
      data: () => {},
      release: () => {},
      ended: ({ type }) => said.push(type),
    },
  );
  port.isOpen = true;
  port.emit('open');
  board.finish({ type: 'closed', answered: true });
  await Promise.resolve();
  expect(said).toEqual(['opened']);
  port.letGo(null);
  expect(said).toEqual(['opened', 'closed']);
});
