/**
 * A browser's way to the rig from another address of this computer, such as 127.0.0.2: to the rig it is somebody else's then.
 * It speaks as much of SOCKS 5 (RFC 1928) as Chromium asks for.
 */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface AddressProxy {
  /** What a browser is told of it. */
  readonly server: string;
  close(): Promise<void>;
}

const NO_PASSWORD = [5, 0];
const CONNECTED = [5, 0, 0, 1, 0, 0, 0, 0, 0, 0];

/** @param localAddress whom all connections come from. @param port of the rig; a browser that asks for another one gets none. */
export async function startAddressProxy(localAddress: string, port: number): Promise<AddressProxy> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  };
  function lead(socket: Socket, asked: Buffer): void {
    // The port comes last, behind a name or an address.
    if (asked.readUInt16BE(asked.length - 2) !== port) {
      socket.destroy();
      return;
    }
    const rig = connect({ host: '127.0.0.1', port, localAddress }, () => {
      socket.write(Uint8Array.from(CONNECTED));
      socket.pipe(rig).pipe(socket);
    });
    keep(rig);
  }
  const listener = createServer((socket) => {
    keep(socket);
    socket.once('data', () => {
      socket.write(Uint8Array.from(NO_PASSWORD));
      socket.once('data', (asked) => lead(socket, asked));
    });
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  return {
    server: `socks5://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    async close() {
      for (const socket of sockets) socket.destroy();
      listener.close();
      await once(listener, 'close');
    },
  };
}
