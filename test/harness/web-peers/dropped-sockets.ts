/** Peers that drop their connection, at every stage of its life and in every way; everything bounded in count and time. */
import { connect } from 'node:net';
import { Dice } from '../host-firmware/dice.js';
import { clientFrame, handshake } from './frames.js';

const [TEXT, CLOSE, PING] = [1, 8, 9];
/** No peer stays longer, whatever comes [ms]: however busy the computer is, what is awaited has come by then. */
const LONGEST_VISIT_MS = 150_000;

interface Stage {
  readonly name: string;
  says(authority: string): string;
  /** It waits for so much [bytes]; then it says the rest, and drops. */
  readonly hears?: number;
  readonly rest?: Buffer;
}

const request = (authority: string) => `GET / HTTP/1.1\r\nHost: ${authority}\r\n\r\n`;
const half = (text: string) => text.slice(0, text.length / 2);
const text = (command: object) => clientFrame(TEXT, Buffer.from(JSON.stringify(command)));
const page = (authority: string) => handshake(authority);
const phone = (authority: string) => handshake(authority).replace('/ws', '/v/ws');

/** The first 130 bytes are the answer to the handshake; what greets a page has some kB, and pictures come after it. */
const ANSWER = 130;
const GREETING = 4000;
const PICTURES = 20_000;

const STAGES: readonly Stage[] = [
  { name: 'nothing said', says: () => '' },
  { name: 'half a request', says: (authority) => half(request(authority)) },
  { name: 'a request, its answer unread', says: request },
  { name: 'a request, in its answer', says: request, hears: 1 },
  { name: 'half a handshake', says: (authority) => half(page(authority)) },
  { name: 'a handshake, its answer unread', says: page },
  { name: 'a page that has just come', says: page, hears: 1 },
  { name: 'a page that was greeted', says: page, hears: GREETING },
  { name: 'a page with pictures', says: page, hears: PICTURES },
  {
    name: 'half a command',
    says: page,
    hears: ANSWER,
    rest: text({ do: 'stimulate' }).subarray(0, 9),
  },
  {
    name: 'a press that is held',
    says: page,
    hears: ANSWER,
    rest: text({ do: 'stimulate', held: true }),
  },
  { name: 'a ping', says: page, hears: ANSWER, rest: clientFrame(PING, Buffer.from('x')) },
  { name: 'a goodbye', says: page, hears: ANSWER, rest: clientFrame(CLOSE, Buffer.of(3, 232)) },
  {
    name: 'a phone that has joined',
    says: phone,
    hears: ANSWER,
    rest: text({ do: 'join', voice: 'dropped'.padEnd(22, '-') }),
  },
];

const LEAVINGS = ['reset', 'destroy', 'half-closed'] as const;
/** How long a peer that has closed its half stays [ms]. */
const HALF_CLOSED_MS = 20;

/** @returns whether the peer came as far as it meant to. */
function drop(port: number, { says, hears = 0, rest }: Stage, leaving: (typeof LEAVINGS)[number]) {
  return new Promise<boolean>((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    let heard = 0;
    let isDone = false;
    const longest = setTimeout(() => socket.destroy(), LONGEST_VISIT_MS);
    const leave = (): void => {
      if (isDone) return;
      isDone = true;
      if (rest) socket.write(rest);
      if (leaving === 'reset') socket.resetAndDestroy();
      else if (leaving === 'destroy') socket.destroySoon();
      else {
        socket.end();
        setTimeout(() => socket.destroy(), HALF_CLOSED_MS);
      }
    };
    socket.on('connect', () => {
      socket.write(says(`127.0.0.1:${port}`));
      if (hears === 0) leave();
    });
    socket.on('data', (data) => {
      heard += data.length;
      if (hears > 0 && heard >= hears) leave();
    });
    socket.on('end', () => socket.destroy());
    socket.on('error', () => {});
    socket.on('close', () => {
      clearTimeout(longest);
      resolve(isDone);
    });
  });
}

/** @returns how many came as far as they meant to, by stage. */
export async function droppedSockets(
  port: number,
  count: number,
  atOnce: number,
  seed: number,
): Promise<ReadonlyMap<string, number>> {
  const dice = new Dice(seed);
  const dropped = new Map(STAGES.map(({ name }) => [name, 0]));
  let opened = 0;
  async function peer(): Promise<void> {
    while (opened < count) {
      const stage = STAGES[opened++ % STAGES.length]!;
      if (await drop(port, stage, dice.oneOf([...LEAVINGS])))
        dropped.set(stage.name, dropped.get(stage.name)! + 1);
    }
  }
  await Promise.all(Array.from({ length: atOnce }, peer));
  return dropped;
}
