/** What the rig says of itself to who looks after it, over HTTP. */
import type { ServerResponse } from 'node:http';

/** A text of now, with its type and the status of its answer. */
interface Report {
  readonly text: string;
  readonly type: string;
  readonly status: number;
}

export interface RigReports {
  /** How the rig is, as JSON. */
  health(): { readonly isWell: boolean; readonly json: string };
  /** Its figures, in a form of that type. */
  metrics(): Omit<Report, 'status'>;
}

/** By path. A rig that is ill is unavailable, to a program that only looks at the status. */
export const REPORTS: Readonly<Record<string, (reports: RigReports) => Report>> = {
  __proto__: null as never,
  '/healthz'(reports) {
    const { isWell, json } = reports.health();
    return { text: json, type: 'application/json', status: isWell ? 200 : 503 };
  },
  '/metrics': (reports) => ({ ...reports.metrics(), status: 200 }),
};

export function sendReport({ text, type, status }: Report, response: ServerResponse): void {
  response
    .writeHead(status, {
      'Content-Type': type,
      'Content-Length': Buffer.byteLength(text),
      'Cache-Control': 'no-store',
    })
    .end(text);
}
