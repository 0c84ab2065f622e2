export interface ImportGraph {
  reach(file: string, through?: (file: string) => boolean): Map<string, number>;
  /** No board, no emulator, no browser, no program of the whole rig, no tool of the system, nothing built before. */
  readonly unitTests: string[];
  readonly rigTests: string[];
  /** Of these, the ones that may start a program that was built. */
  readonly builtTests: string[];
}

export function importGraph(top: string): ImportGraph;
