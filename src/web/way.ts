/** How a page reaches its rig: one that serves it over HTTP, or one that plays beside it in the browser. */
import type { PageRole } from '../server/messages.js';
import type { Socket } from './link.js';
import type { Part, Rig } from './part.js';
import type { RigFiles } from './rig-files.js';

export interface Way extends RigFiles {
  /** A new line to the rig. */
  dial(): Socket;
  /** Parts that a page has on this way alone. They are asked before all others: what they take, nobody else gets. */
  parts?(rig: Rig, page: PageHands): readonly Part[];
  /** The role of a page as this way has it. */
  roleOf?(told: PageRole): PageRole;
}

/** What a part that comes with the way can do to the page. */
export interface PageHands {
  /** Sizes have changed. */
  layOut(): void;
}
