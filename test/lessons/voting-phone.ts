/** A phone of a class, as the rig hears it: from an address of its own, 127.0.1.1 and on. */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { PageVotes } from '../../src/server/messages.js';

export class VotingPhone {
  readonly #port: number;
  readonly #n: number;
  #socket: WebSocket | undefined;
  #votes: PageVotes | undefined;

  constructor(port: number, n: number) {
    this.#port = port;
    this.#n = n;
  }

  /** Comes, or comes back: the same voice each time. */
  async join(): Promise<void> {
    const socket = new WebSocket(`ws://127.0.0.1:${this.#port}/v/ws`, {
      origin: `http://127.0.0.1:${this.#port}`,
      localAddress: `127.0.1.${this.#n + 1}`,
    });
    this.#socket = socket;
    socket.on('error', () => {});
    socket.on('message', (data, isBinary) => {
      const told = isBinary ? undefined : JSON.parse(String(data));
      if (told?.type === 'votes') this.#votes = told;
    });
    await once(socket, 'open');
    socket.send(JSON.stringify({ do: 'join', voice: `phone-${this.#n}`.padEnd(22, '-') }));
  }

  vote(card: string, round: string, choice: number): void {
    this.#socket!.send(JSON.stringify({ do: 'vote', card, round, choice }));
  }

  /** What it has chosen, as the rig says. */
  chosen(round: 'before' | 'after' | 'saw' | 'why'): number | undefined {
    return this.#votes?.mine[round];
  }

  /** Without a word, as where a battery is empty. */
  drop(): void {
    this.#socket?.terminate();
  }
}
