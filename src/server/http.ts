/** The files of the page over HTTP: read only, for this server's own name only, with strict headers. */
import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';
import { type Doors, hostAllowed } from './guard.js';

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void;

export const PAGE_MISSING = 'the page is not built yet: run "npm run build", then load this address again';

/** Whether the built page is there. */
export function pageExists(pageFolder: string): boolean {
  return existsSync(join(pageFolder, 'index.html'));
}

function plain(response: ServerResponse, status: number, words: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`axon-rig: ${words}\n`);
}

/** `doors` is asked at each request, because the port is only known once the server listens. */
export function createPageHandler(pageFolder: string, doors: () => Doors): RequestHandler {
  // `dev`: files are looked up at each request, so a page that is built while the rig runs is served whole.
  const files = sirv(pageFolder, { dev: true });
  return (request, response) => {
    const { host } = request.headers;
    if (!hostAllowed(host, doors())) {
      plain(response, 403, 'this address is not the rig’s own; open the one that it printed when it started');
      return;
    }
    response.setHeader(
      'Content-Security-Policy',
      `default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self' ws://${host}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      plain(response, 405, 'this server only shows its page; commands go over the web socket');
      return;
    }
    // The page's own files have plain names: no hidden ones, nothing encoded, no way up.
    const plainName = !/\/\.|%/.test(request.url ?? '');
    const serve = plainName ? files : (_request: unknown, _response: unknown, next: () => void) => next();
    serve(request, response, () => {
      if (pageExists(pageFolder)) plain(response, 404, 'there is nothing at this address');
      else plain(response, 503, PAGE_MISSING);
    });
  };
}
