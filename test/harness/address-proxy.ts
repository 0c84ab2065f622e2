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
/** Where an IPv4 address ends in what asks for a connection, and its port after it. */
const PORT_AT = 8;

/** @param localAddress whom all connections come from; they go to 127.0.0.1, whatever was asked for. */
export async function startAddressProxy(localAddress: string): Promise<AddressProxy> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  };
  const listener = createServer(async (socket) => {
    keep(socket);
    await once(socket, 'data');
    socket.write(Uint8Array.from(NO_PASSWORD));
    const [asked] = (await once(socket, 'data')) as [Buffer];
    const rig = connect({ host: '127.0.0.1', port: asked.readUInt16BE(PORT_AT), localAddress });
    keep(rig);
    await once(rig, 'connect');
    socket.write(Uint8Array.from(CONNECTED));
    socket.pipe(rig).pipe(socket);
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
