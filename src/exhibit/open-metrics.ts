/** Figures as text in the form of OpenMetrics 1.0, which Prometheus and others read. Pure. */

/** The type of such a text, for HTTP. */
export const OPEN_METRICS_TYPE = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

type Labels = Readonly<Record<string, string>>;

export interface Sample {
  readonly labels?: Labels;
  readonly value: number;
}

export type Family = {
  /** Without `_total`; with its unit at the end. */
  readonly name: string;
  /** The last word of the name. */
  readonly unit?: 'seconds' | 'bytes';
  readonly help: string;
} & (
  | { readonly kind: 'gauge' | 'counter'; readonly samples: readonly Sample[] }
  | { readonly kind: 'info'; readonly labels: Labels }
  | { readonly kind: 'histogram'; readonly counts: Counts }
);

/** How often values fell below bounds. */
export interface Counts {
  readonly bounds: readonly number[];
  /** One for each bound and one for all above, each value in one of them. */
  readonly counts: readonly number[];
  readonly sum: number;
}

export interface Histogram extends Counts {
  add(value: number): void;
}

/** @param bounds upper ones, rising. Values that are no number or below 0 are left out: a sum must not fall. */
export function createHistogram(bounds: readonly number[]): Histogram {
  const counts = new Array<number>(bounds.length + 1).fill(0);
  let sum = 0;
  return {
    bounds,
    counts,
    get sum() {
      return sum;
    },
    add(value) {
      if (!(value >= 0) || value === Number.POSITIVE_INFINITY) return;
      const at = bounds.findIndex((bound) => value <= bound);
      counts[at < 0 ? bounds.length : at]!++;
      sum += value;
    },
  };
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
}

function labelled(labels: Labels = {}): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function histogramLines(name: string, { bounds, counts, sum }: Counts): string[] {
  let below = 0;
  const buckets = counts.map((count, at) => {
    below += count;
    const bound = at < bounds.length ? bounds[at]!.toString() : '+Inf';
    return `${name}_bucket${labelled({ le: /^\d+$/.test(bound) ? `${bound}.0` : bound })} ${below}`;
  });
  return [...buckets, `${name}_count ${below}`, `${name}_sum ${sum}`];
}

function familyLines(family: Family): string[] {
  const { name, kind, unit, help } = family;
  const head = [
    `# TYPE ${name} ${kind}`,
    ...(unit === undefined ? [] : [`# UNIT ${name} ${unit}`]),
    `# HELP ${name} ${escaped(help)}`,
  ];
  switch (family.kind) {
    case 'histogram':
      return [...head, ...histogramLines(name, family.counts)];
    case 'info':
      return [...head, `${name}_info${labelled(family.labels)} 1`];
    default: {
      const ending = kind === 'counter' ? '_total' : '';
      return [
        ...head,
        ...family.samples.map(({ labels, value }) => `${name}${ending}${labelled(labels)} ${value}`),
      ];
    }
  }
}

export function openMetrics(families: readonly Family[]): string {
  return `${[...families.flatMap(familyLines), '# EOF'].join('\n')}\n`;
}
