/**
 * Pages that watch, in a thread of their own: each from an address of its own, 127.0.2.1 and on. Asked with any message,
 * it answers with how many pictures came to them since; asked with null, it ends.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { WebSocket } from 'ws';

const { port, count } = workerData as { port: number; count: number };
let pictures = 0;

const pages = Array.from({ length: count }, (_, n) => {
  const page = new WebSocket(`ws://127.0.0.1:${port}/ws`, {
    origin: `http://127.0.0.1:${port}`,
    localAddress: `127.0.2.${n + 1}`,
  });
  page.on('message', (_data, isBinary) => {
    if (isBinary) pictures++;
  });
  page.on('error', (error) => {
    throw error;
  });
  page.on('close', (code, reason) => {
    if (code !== 1006) throw new Error(`a page that watches was closed: ${code} ${reason}`);
  });
  return page;
});

parentPort!.on('message', (message) => {
  if (message !== null) {
    parentPort!.postMessage(pictures);
    pictures = 0;
    return;
  }
  for (const page of pages) page.terminate();
  parentPort!.close();
});
