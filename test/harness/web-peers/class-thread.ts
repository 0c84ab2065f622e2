/**
 * A class of phones in a thread of its own: each from an address of its own, 127.0.1.1 and on. They join, choose and
 * choose again every two seconds a reason of the card `spread`, and now and then one is lost and comes back. Asked with any
 * message, it answers with how many pictures came to them since; asked with null, it ends.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { WebSocket } from 'ws';

const VOTE_EVERY_MS = 2000;
const LOST_EVERY_MS = 1000;

const { port, count } = workerData as { port: number; count: number };
const phones: (WebSocket | undefined)[] = [];
let pictures = 0;
let turns = 0;
let ended = false;

function open(n: number): void {
  const phone = new WebSocket(`ws://127.0.0.1:${port}/v/ws`, {
    origin: `http://127.0.0.1:${port}`,
    localAddress: `127.0.1.${n + 1}`,
  });
  phones[n] = phone;
  phone.on('open', () => phone.send(JSON.stringify({ do: 'join', voice: `phone-${n}`.padEnd(22, '-') })));
  phone.on('message', (_data, isBinary) => {
    if (isBinary) pictures++;
  });
  phone.on('error', () => {});
  phone.on('close', () => {
    setTimeout(() => ended || open(n), 200);
  });
}

for (let n = 0; n < count; n++) open(n);
// One phone after the other, as hands do it.
const voting = setInterval(() => {
  const n = turns++ % count;
  const phone = phones[n];
  if (phone?.readyState === WebSocket.OPEN)
    phone.send(JSON.stringify({ do: 'vote', card: 'spread', round: 'why', choice: turns % 3 }));
}, VOTE_EVERY_MS / count);
const losing = setInterval(() => phones[turns % count]?.terminate(), LOST_EVERY_MS);

parentPort!.on('message', (message) => {
  if (message !== null) {
    parentPort!.postMessage(pictures);
    pictures = 0;
    return;
  }
  ended = true;
  clearInterval(voting);
  clearInterval(losing);
  for (const phone of phones) phone?.terminate();
  parentPort!.close();
});
