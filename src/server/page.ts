/**
 * The built page, read once and served from memory: a request opens no file, and a build that goes on meanwhile
 * cannot mix two pages.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import type { Clock } from '../controller/contract.js';
import { PHONE_PATH } from './join.js';

export interface PageFile {
  readonly bytes: Buffer;
  readonly contentType: string;
  /** Differs if the bytes differ, with its quotation marks. */
  readonly etag: string;
  /** What it may do in a browser, where that is less than what a page may. */
  readonly policy?: string;
}

/** By the path of the request, from the slash on. */
export type PageFiles = ReadonlyMap<string, PageFile>;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** Files that the page cannot do without, as the build names them in it; other addresses are the rig's answers. */
const ITS_OWN_FILES = /\b(?:src|href)="\.(\/assets\/[^"?#]+)/g;

export function pageFile(bytes: Buffer, contentType: string): PageFile {
  return {
    bytes,
    contentType,
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
  };
}

function readPageFile(path: string): PageFile {
  return pageFile(readFileSync(path), CONTENT_TYPES[extname(path)] ?? 'application/octet-stream');
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/**
 * All files of the page but hidden ones.
 * @returns undefined if it is not built, or not to its end.
 * @throws what the file system says of a folder that cannot be read.
 */
export function readPage(folder: string): PageFiles | undefined {
  const files = new Map<string, PageFile>();
  for (const name of namesIn(folder)) {
    const path = `/${name.split(sep).join('/')}`;
    if (!path.includes('/.') && statSync(join(folder, name), { throwIfNoEntry: false })?.isFile())
      files.set(path, readPageFile(join(folder, name)));
  }
  const index = files.get('/index.html');
  if (!index) return undefined;
  files.set('/', index);
  const phone = files.get('/v.html');
  if (phone) files.set(PHONE_PATH, phone);
  const ask = files.get('/ask.html');
  for (const page of [index, ...(phone ? [phone] : []), ...(ask ? [ask] : [])])
    for (const [, path] of page.bytes.toString().matchAll(ITS_OWN_FILES))
      if (!files.has(path!)) return undefined;
  return files;
}

/** How often a page that is not built is looked for again, at most [ms]. */
const LOOK_AGAIN_MS = 1000;

/** The page as it was at the start; one that is not built by then is looked for again as people ask for it. */
export function createPageStore(folder: string, clock: Clock): () => PageFiles | undefined {
  let files = readPage(folder);
  let lookedMs = clock.nowMs();
  return () => {
    if (files || clock.nowMs() < lookedMs + LOOK_AGAIN_MS) return files;
    lookedMs = clock.nowMs();
    files = readPage(folder);
    return files;
  };
}
