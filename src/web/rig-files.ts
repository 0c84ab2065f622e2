/** What a rig gives away at a path, such as `cards.json?lang=en`. */
export interface RigFiles {
  /** @param signal gives up. @returns the rig's answer; rejects where there is none. */
  get(path: string, signal?: AbortSignal): Promise<Response>;
  /** From now on the link gives what is at this path: as a file where it has `download`, in a window of its own where not. */
  link(link: HTMLAnchorElement, path: string): void;
}
