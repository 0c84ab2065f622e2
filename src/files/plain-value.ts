/**
 * Nodes of a YAML document → plain values. Only the plain part of YAML is taken: sections, lists, numbers, texts,
 * true, false and nothing. Anchors, aliases and tags are refused, so that no file can unfold into a huge one.
 */
import { isAlias, isMap, isScalar, isSeq, type Node } from 'yaml';
import type { Positions } from './positions.js';
import type { FilePath, FileProblem, Wrong } from './problem.js';

/** What `!!` stands for in a tag (YAML 1.2.2, 6.8.2.2). */
const CORE_TAG = 'tag:yaml.org,2002:';

interface Reading {
  readonly positions: Positions;
  readonly problems: FileProblem[];
}

type Item = { readonly key: Node | null; readonly value: Node | null };

/**
 * The value of a document; what cannot be one is `undefined` and has its problem added to `problems`. Every key
 * and value is noted in `positions`.
 */
export function plainValue(top: Node | null, positions: Positions, problems: FileProblem[]): unknown {
  const start = top?.range?.[0] ?? 0;
  positions.note([], { key: start, value: start });
  return nodeValue(top, [], start, { positions, problems });
}

function nodeValue(node: Node | null, path: FilePath, around: number, reading: Reading): unknown {
  const start = node?.range?.[0] ?? around;
  const wrong = wrongWith(node);
  if (wrong !== undefined) {
    reading.problems.push(reading.positions.at(start, { path, ...wrong }));
    return undefined;
  }
  if (isScalar(node)) return typeof node.value === 'bigint' ? Number(node.value) : node.value;
  if (isMap(node)) return sectionOf(node.items as unknown as readonly Item[], path, start, reading);
  if (!isSeq(node)) return null;
  return (node.items as readonly (Node | null)[]).map((item, index) => {
    const itemStart = item?.range?.[0] ?? start;
    reading.positions.note([...path, index], { key: itemStart, value: itemStart });
    return nodeValue(item, [...path, index], itemStart, reading);
  });
}

function wrongWith(node: Node | null): Wrong | undefined {
  if (node === null) return undefined;
  if (isAlias(node))
    return { expected: 'a value', got: `the alias *${node.source}`, advice: 'write the value out here' };
  const { tag, anchor } = node as { tag?: string; anchor?: string };
  const expected = 'a plain value';
  if (tag !== undefined)
    return { expected, got: `the tag ${tag.replace(CORE_TAG, '!!')}`, advice: 'remove the tag' };
  if (anchor === undefined) return undefined;
  return { expected, got: `the anchor &${anchor}`, advice: 'remove it, values are written out' };
}

function sectionOf(items: readonly Item[], path: FilePath, around: number, reading: Reading): unknown {
  const { positions, problems } = reading;
  // Without a prototype, `constructor` and `__proto__` are keys like any other.
  const section: Record<string, unknown> = Object.create(null);
  for (const { key, value } of items) {
    const start = key?.range?.[0] ?? around;
    if (!isScalar(key) || key.value === null || key.tag !== undefined) {
      const expected = 'the name of an option before the colon';
      const advice = 'write it as a plain word';
      problems.push(positions.at(start, { path, expected, got: 'something else', advice }));
      continue;
    }
    // As written: the button `1:` is the key "1".
    const name = typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
    const itemPath = [...path, name];
    if (Object.hasOwn(section, name)) {
      const advice = `the first is in line ${positions.lineOf(itemPath)}; keep one of them`;
      problems.push(
        positions.at(start, { path: itemPath, expected: 'each key once', got: 'it again', advice }),
      );
      continue;
    }
    positions.note(itemPath, { key: start, value: value?.range?.[0] ?? start });
    section[name] = nodeValue(value, itemPath, start, reading);
  }
  return section;
}
