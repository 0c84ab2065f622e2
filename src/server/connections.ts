/**
 * Every TCP connection from its first moment: how many there may be, and that each has an end. A peer that sends
 * half a request, reads no answer, keeps its half open or says nothing at all is cut off when its time is up; only
 * a page with its web socket has none, for that one is asked with pings.
 */
import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Clock } from '../controller/contract.js';
import { createSeats } from './seats.js';

/** From the opening of a connection, or the end of an answer, to the next request with all its headers [ms]. */
export const REQUEST_WITHIN_MS = 10_000;
/** From a request to the end of its answer [ms]; the whole page is some 100 kB. */
export const ANSWER_WITHIN_MS = 30_000;
/** How long a peer that was turned away may take to read why [ms]. */
export const TURNED_AWAY_WITHIN_MS = 1000;
/** Connections of every kind: of pages and phones one each, and three more while a page loads. */
export const MOST_CONNECTIONS = 768;
export const MOST_CONNECTIONS_PER_ADDRESS = 48;
const KEPT_FOR_THIS_COMPUTER = 32;

export interface Connections {
  /** Takes a connection that has just been made. @returns false if there was no seat: then it is destroyed. */
  admit(socket: Duplex, address: string): boolean;
  /** A request has come and is about to be answered. */
  answer(socket: Duplex, response: ServerResponse): void;
  /** The connection is cut off unless something else is said of it within `withinMs`. */
  endWithin(socket: Duplex, withinMs: number): void;
  /** The connection is a page's from now on, whatever answers to it have yet to end: it has no end of ours. */
  keep(socket: Duplex): void;
  /** Destroys all of them. */
  close(): void;
}

export function createConnections(clock: Clock): Connections {
  const seats = createSeats({
    most: MOST_CONNECTIONS,
    mostPerAddress: MOST_CONNECTIONS_PER_ADDRESS,
    keptForThisComputer: KEPT_FOR_THIS_COMPUTER,
  });
  /** What calls off the end of each, by connection; `page` for one that has no end. */
  const ends = new Map<Duplex, (() => void) | 'page'>();

  function endWithin(socket: Duplex, withinMs: number): void {
    const end = ends.get(socket);
    if (end === undefined || end === 'page') return;
    end();
    ends.set(
      socket,
      clock.after(withinMs, () => socket.destroy()),
    );
  }

  function callOff(socket: Duplex): void {
    const end = ends.get(socket);
    if (end !== 'page') end?.();
  }

  return {
    admit(socket, address) {
      // A peer that goes away in the middle is no fault of ours.
      socket.on('error', () => {});
      if (seats.ask(address) !== 'free') {
        socket.destroy();
        return false;
      }
      seats.take(address);
      ends.set(socket, () => {});
      socket.on('close', () => {
        callOff(socket);
        ends.delete(socket);
        seats.giveBack(address);
      });
      endWithin(socket, REQUEST_WITHIN_MS);
      return true;
    },
    answer(socket, response) {
      endWithin(socket, ANSWER_WITHIN_MS);
      response.on('close', () => endWithin(socket, REQUEST_WITHIN_MS));
    },
    endWithin,
    keep(socket) {
      callOff(socket);
      if (ends.has(socket)) ends.set(socket, 'page');
    },
    close() {
      for (const socket of ends.keys()) {
        callOff(socket);
        socket.destroy();
      }
    },
  };
}
