/**
 * What every answer tells a browser that it may not do. There is no exception: no script and no style in an element of
 * a document, none made from text, nothing as a `data:` or `blob:` address, nothing from another server, no frame.
 */
import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';

/** What a page has no use for; full screen and clipboard it has. */
const NO_USE_FOR = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'screen-wake-lock',
  'serial',
  'usb',
] as const;

/** Of every document that the rig sends: what it may not be or do, whatever it loads. */
const CLOSED = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** Texts become no markup and no program, also in the page's own hands, where a browser knows of that. */
const NO_TEXT_RUNS = "require-trusted-types-for 'script'; trusted-types 'none'";

/** @param sockets where else than to its own server a page may connect, with a blank before it. */
export function pagePolicy(sockets: string): string {
  return `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'${sockets}; ${CLOSED}; ${NO_TEXT_RUNS}`;
}

/**
 * Of a document that has its own style in its head and needs nothing else: that very text is allowed, by its hash.
 * @param html with one `<style>`, or none.
 */
export function sheetPolicy(html: string): string {
  const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1];
  const allowed =
    style === undefined ? "'none'" : `'sha256-${createHash('sha256').update(style).digest('base64')}'`;
  return `default-src 'none'; style-src ${allowed}; ${CLOSED}; ${NO_TEXT_RUNS}`;
}

/** @param home the name that was asked for, if it is one of the rig's own. */
export function setStrictHeaders(response: ServerResponse, home: string | undefined): void {
  response.setHeader('Content-Security-Policy', pagePolicy(home === undefined ? '' : ` ws://${home}`));
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  response.setHeader('Permissions-Policy', NO_USE_FOR.map((what) => `${what}=()`).join(', '));
}
