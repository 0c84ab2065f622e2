/** How many may come in at once: in all, from one address, and with some seats kept for this computer. Pure. */
import { isThisComputer } from './guard.js';

export interface SeatLimits {
  readonly most: number;
  /** From one address; this computer's own has no such limit, for a proxy may stand there. */
  readonly mostPerAddress: number;
  /** Seats that nobody but this computer gets. */
  readonly keptForThisComputer: number;
}

export type Seat = 'free' | 'all-taken' | 'too-many-from-there';

export interface Seats {
  /** Whether a peer at `address` would get a seat, and leave so many more to those that come after it. */
  ask(address: string, left?: number): Seat;
  take(address: string): void;
  /** Gives one back that was taken. */
  giveBack(address: string): void;
}

export function createSeats({ most, mostPerAddress, keptForThisComputer }: SeatLimits): Seats {
  const byAddress = new Map<string, number>();
  let taken = 0;
  /** Of these by this computer: so many fewer are kept for it. */
  let takenHere = 0;
  const count = (address: string) => byAddress.get(address) ?? 0;
  return {
    ask(address, left = 0) {
      const stillKept = isThisComputer(address) ? 0 : Math.max(0, keptForThisComputer - takenHere);
      const kept = left + stillKept;
      if (!isThisComputer(address) && count(address) >= mostPerAddress) return 'too-many-from-there';
      return taken < most - kept ? 'free' : 'all-taken';
    },
    take(address) {
      taken++;
      if (isThisComputer(address)) takenHere++;
      byAddress.set(address, count(address) + 1);
    },
    giveBack(address) {
      taken--;
      if (isThisComputer(address)) takenHere--;
      if (count(address) > 1) byAddress.set(address, count(address) - 1);
      else byAddress.delete(address);
    },
  };
}
