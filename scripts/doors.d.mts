export function doorsOf(folder: string, hasInstallScript: boolean | undefined): string[];
export function runtimeDoors(top: string, lock: unknown): ReadonlyMap<string, readonly string[]>;
