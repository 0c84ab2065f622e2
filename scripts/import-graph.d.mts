export interface ImportGraph {
  /** The file and all that it imports as far as `through` lets it, each with its distance: 0, 1 for a direct import. */
  reach(file: string, through?: (file: string) => boolean): Map<string, number>;
  /** No board, no emulator, no browser, no other process, no tool of the system, nothing built before. */
  readonly unitTests: string[];
  /** A board, mocked or emulated, or a browser: the firmware is built before. */
  readonly boardTests: string[];
  /** Memory of a whole process: each file has one to itself. */
  readonly benchTests: string[];
  /** Processes: the whole rig is built before. */
  readonly programTests: string[];
}

export function importGraph(top: string): ImportGraph;
