/** What both Node and a browser have, and all that a rig file's reader knows of either. */
declare class URL {
  static canParse(text: string): boolean;
  constructor(text: string);
  readonly username: string;
  readonly password: string;
}
