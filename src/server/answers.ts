/** How the server answers a request: a sentence, a file, a text of now. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PageFile } from './page.js';

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** One sentence for a person. */
export function sendWords(response: ServerResponse, status: number, words: string): void {
  const body = `axon-rig: ${words}\n`;
  response
    .writeHead(status, {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Length': Buffer.byteLength(body),
    })
    .end(body);
}

/** Whether the browser says that it has this very file. */
function isKnown({ etag }: PageFile, ifNoneMatch: string | undefined): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((known) => ['*', etag, `W/${etag}`].includes(known.trim()));
}

export function sendFile(file: PageFile, request: IncomingMessage, response: ServerResponse): void {
  if (file.policy !== undefined) response.setHeader('Content-Security-Policy', file.policy);
  response.setHeader('ETag', file.etag);
  // The browser keeps it and asks each time whether it is still the one.
  response.setHeader('Cache-Control', 'no-cache');
  if (isKnown(file, request.headers['if-none-match'])) {
    response.writeHead(304).end();
    return;
  }
  // A range is ignored, as HTTP allows: the files are small.
  response
    .writeHead(200, { 'Content-Type': file.contentType, 'Content-Length': file.bytes.length })
    .end(request.method === 'HEAD' ? undefined : file.bytes);
}

/** Sends a text of now, to be saved under a name, or to be shown. */
export function sendText(
  text: string,
  type: string,
  saveAs: string | undefined,
  response: ServerResponse,
): void {
  response
    .writeHead(200, {
      'Content-Type': type,
      ...(saveAs !== undefined && { 'Content-Disposition': `attachment; filename="${saveAs}"` }),
      'Content-Length': Buffer.byteLength(text),
      'Cache-Control': 'no-store',
    })
    .end(text);
}
