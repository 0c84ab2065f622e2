/**
 * YAML text → plain values, with the position of every key and value. Only the plain part of YAML 1.2 is taken:
 * sections, lists, numbers, texts, true, false and nothing. Anchors, aliases and tags are refused with a reason.
 */
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLError } from 'yaml';
import { type Complaint, type FilePath, type FileProblem, pathWords } from './problem.js';
import { syntaxWords } from './yaml-syntax.js';

/** Longest file that is read [characters]. A long rig file has some 3000. */
export const MAX_FILE_CHARS = 65_536;
/** Deepest nesting that is read; rig and experiment files need 3. */
const MAX_DEPTH = 16;
/** What `!!` stands for in a tag (YAML 1.2.2, 6.8.2.2). */
const CORE_TAG = 'tag:yaml.org,2002:';

/** Values read from a file, and where they stand in it. */
export interface YamlText {
  readonly value: unknown;
  /** What is wrong with the text itself. With `readable` false the value means nothing. */
  readonly problems: readonly FileProblem[];
  readonly readable: boolean;
  /** Gives a complaint its place: at the value, or at the key, or else at the nearest section around it. */
  place(complaint: Complaint, at?: 'key' | 'value'): FileProblem;
}

interface Place {
  readonly key: number;
  readonly value: number;
}

/** Reads `text`; never throws. */
export function readYaml(text: string, file: string): YamlText {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const lines = new LineCounter();
  const places = new Map<string, Place>();
  const problems: FileProblem[] = [];

  const at = (offset: number, path: FilePath, message: string): FileProblem => {
    const { line, col } = lines.linePos(offset);
    // An offset in a file without any line is 0:0.
    return { file, line: Math.max(1, line), column: Math.max(1, col), path: pathWords(path), message };
  };
  const place = ({ path, or = [], message }: Complaint, kind: 'key' | 'value' = 'value'): FileProblem => {
    for (const candidate of [path, ...or]) {
      const own = places.get(placeKey(candidate));
      if (own) return at(own[kind], candidate, message);
    }
    for (let length = path.length - 1; length > 0; length--) {
      const around = places.get(placeKey(path.slice(0, length)));
      if (around) return at(around.key, path, message);
    }
    return at(places.get(placeKey([]))?.value ?? 0, path, message);
  };
  const unreadable = (problem: FileProblem): YamlText => ({
    value: undefined,
    problems: [problem],
    readable: false,
    place,
  });

  if (source.length > MAX_FILE_CHARS) {
    const size = `expected at most ${MAX_FILE_CHARS} characters, got ${source.length}`;
    return unreadable(at(0, [], `${size} – is this the right file?`));
  }
  const control = firstControlCharacter(source);
  if (control >= 0) {
    for (let next = source.indexOf('\n'); next >= 0; next = source.indexOf('\n', next + 1)) {
      lines.addNewLine(next + 1);
    }
    lines.addNewLine(0);
    const code = source.charCodeAt(control).toString(16).padStart(2, '0');
    const advice = 'this is no plain text file; save it as text in UTF-8';
    return unreadable(at(control, [], `expected YAML text, got the control character 0x${code} – ${advice}`));
  }

  let document: ReturnType<typeof parseDocument>;
  try {
    document = parseDocument(source, {
      lineCounter: lines,
      prettyErrors: false,
      logLevel: 'silent',
      stringKeys: false,
    });
  } catch {
    return unreadable(
      at(0, [], 'expected a YAML file with a few sections, got one that is nested too deeply to read'),
    );
  }
  const broken = document.errors.filter(({ code }) => code !== 'DUPLICATE_KEY');
  if (broken.length > 0) {
    return { value: undefined, problems: syntaxProblems(broken, source, at), readable: false, place };
  }

  /** Plain value of a node; what cannot be one becomes `undefined` and a problem. */
  function plain(node: Node | null, path: FilePath, offset: number): unknown {
    const start = node?.range?.[0] ?? offset;
    if (path.length > MAX_DEPTH) {
      problems.push(
        at(
          start,
          path.slice(0, 4),
          `expected at most ${MAX_DEPTH} levels of sections, got more – is an indent wrong?`,
        ),
      );
      return undefined;
    }
    if (node === null) return null;
    if (isAlias(node)) {
      problems.push(
        at(start, path, `expected a value, got the alias *${node.source} – write the value out here`),
      );
      return undefined;
    }
    if (node.tag !== undefined) {
      problems.push(
        at(
          start,
          path,
          `expected a plain value, got the tag ${node.tag.replace(CORE_TAG, '!!')} – remove the tag`,
        ),
      );
      return undefined;
    }
    if (isScalar(node)) {
      if (node.anchor !== undefined) return anchored(node.anchor, start, path);
      return typeof node.value === 'bigint' ? Number(node.value) : node.value;
    }
    if (isSeq(node)) {
      if (node.anchor !== undefined) return anchored(node.anchor, start, path);
      return node.items.map((item, index) => {
        const itemPath = [...path, index];
        const itemStart = (item as Node | null)?.range?.[0] ?? start;
        places.set(placeKey(itemPath), { key: itemStart, value: itemStart });
        return plain(item as Node | null, itemPath, itemStart);
      });
    }
    if (isMap(node)) {
      if (node.anchor !== undefined) return anchored(node.anchor, start, path);
      return section(node.items as readonly { key: Node | null; value: Node | null }[], path, start);
    }
    return undefined;
  }

  function anchored(anchor: string, offset: number, path: FilePath): undefined {
    problems.push(
      at(
        offset,
        path,
        `expected a plain value, got the anchor &${anchor} – remove it, values are written out`,
      ),
    );
    return undefined;
  }

  function section(
    items: readonly { key: Node | null; value: Node | null }[],
    path: FilePath,
    offset: number,
  ): unknown {
    const value: Record<string, unknown> = Object.create(null);
    for (const { key, value: item } of items) {
      const keyStart = key?.range?.[0] ?? offset;
      if (!isScalar(key) || key.value === null || key.tag !== undefined) {
        problems.push(
          at(keyStart, path, 'expected the name of an option before the colon, got something else'),
        );
        continue;
      }
      // A number as written: the button `1:` is the key "1".
      const name = typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
      const itemPath = [...path, name];
      if (Object.hasOwn(value, name)) {
        const first = lines.linePos(places.get(placeKey(itemPath))?.key ?? offset).line;
        problems.push(
          at(
            keyStart,
            itemPath,
            `expected each key once, got it again – the first is in line ${first}; keep one of them`,
          ),
        );
        continue;
      }
      places.set(placeKey(itemPath), { key: keyStart, value: item?.range?.[0] ?? keyStart });
      value[name] = plain(item, itemPath, keyStart);
    }
    return value;
  }

  const top = document.contents as Node | null;
  const topStart = top?.range?.[0] ?? 0;
  places.set(placeKey([]), { key: topStart, value: topStart });
  const value = plain(top, [], topStart);
  return { value, problems, readable: true, place };
}

function placeKey(path: FilePath): string {
  return JSON.stringify(path.map(String));
}

function firstControlCharacter(text: string): number {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 ? code !== 0x09 && code !== 0x0a && code !== 0x0d : code === 0x7f) return i;
  }
  return -1;
}

/** The first syntax error of each line: those after it on the same line are mostly its consequences. */
function syntaxProblems(
  errors: readonly YAMLError[],
  source: string,
  at: (offset: number, path: FilePath, message: string) => FileProblem,
): FileProblem[] {
  const most = 10;
  const perLine = new Map<number, FileProblem>();
  for (const error of errors.toSorted((a, b) => a.pos[0] - b.pos[0])) {
    const problem = at(error.pos[0], [], syntaxWords(error, source));
    if (!perLine.has(problem.line)) perLine.set(problem.line, problem);
    if (perLine.size === most) break;
  }
  return [...perLine.values()];
}
