/** A web site of a few pages, at a port of its own: another port is another site to a browser. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** By path, without a query. */
export type Pages = Readonly<Record<string, string | Uint8Array>>;

export interface Site {
  readonly origin: string;
  /** Paths that were asked for, with their queries. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

const typeOf = (path: string) =>
  path.endsWith('.js') ? 'text/javascript' : path.endsWith('.xml') ? 'text/xml' : 'text/html; charset=utf-8';

/** @param pages may be changed while it is served. */
export async function serveSite(pages: Pages): Promise<Site> {
  const asked: string[] = [];
  const server: Server = createServer(({ url = '/' }, response) => {
    asked.push(url);
    const path = decodeURIComponent(url.split('?')[0]!);
    const page = pages[path];
    response.writeHead(page === undefined ? 404 : 200, { 'Content-Type': typeOf(path) });
    response.end(page ?? 'There is nothing here.');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
