/**
 * The page is a list of parts. Each is one module with its own section of index.html and its own styles, and is told of
 * everything; what it does not care for it leaves out.
 */
import type {
  LessonState,
  PageCommand,
  PageExhibit,
  PageLine,
  PagePicture,
  PageRole,
  PageState,
  PageVotes,
} from '../server/messages.js';
import type { KeyAction } from './keys.js';
import type { LinkState } from './link.js';
import type { RigFiles } from './rig-files.js';

/** What a part can ask for. */
export interface Rig {
  /** Asks the rig for something; without a rig nothing happens. */
  send(command: PageCommand): void;
  /** Tells the person in one sentence why something cannot be. */
  refuse(words: string): void;
  /** Tells the person who presses that no rig hears it. */
  unheard(): void;
  /** Asks for a drawing, where something is new without a new picture. */
  wake(): void;
  readonly files: RigFiles;
}

export interface Part {
  /** The connection is another. Without an open one what is shown is old. */
  link?(link: LinkState): void;
  state?(state: PageState): void;
  /** Each picture as it comes, also while the page is hidden and draws nothing. The picture stays as it is. */
  picture?(picture: PagePicture): void;
  line?(line: PageLine): void;
  refusal?(words: string): void;
  /** Who controls the rig, how votes stand, and which card is played. */
  role?(role: PageRole): void;
  votes?(votes: PageVotes): void;
  lesson?(lesson: LessonState): void;
  /** Only where the rig is an exhibit. */
  exhibit?(exhibit: PageExhibit): void;
  /** It lies over all of the page: nobody else need draw. */
  readonly covers?: boolean;
  /**
   * Draws with the latest picture: every part in the same frame, so all show the same moment.
   * @returns whether something still moves without a new picture.
   */
  draw?(picture: PagePicture, wallMs: number): boolean;
  /** Sizes have changed, or whether less motion is wanted (`calm`). Called once before everything else. */
  layOut?(calm: boolean): void;
  /** Somebody asks for this by a key. @returns whether it is done here, and nobody else need be asked. */
  key?(action: KeyAction): boolean;
}
