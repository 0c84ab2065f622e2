/** The QR code of the address where phones vote. A library draws it. */
import { renderSVG } from 'uqr';
import { type PageFile, pageFile } from './page.js';

/** A QR code, black on white with the white edge that readers need. */
export function qrSvg(text: string): string {
  return renderSVG(text, { ecc: 'M', border: 4 });
}

/** Draws a QR code once, and keeps it until another address is asked for: a drawing costs more than a picture's time. */
export function createCodeDrawing(): (address: string) => PageFile {
  let drawn: { readonly address: string; readonly file: PageFile } | undefined;
  return (address) => {
    if (drawn?.address !== address)
      drawn = { address, file: pageFile(Buffer.from(qrSvg(address)), 'image/svg+xml') };
    return drawn.file;
  };
}
