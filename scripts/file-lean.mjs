// What of the packages the page in one file has no use for: it reads YAML and checks it, and neither writes YAML nor
// makes JSON Schema. Each module here becomes one whose functions do nothing; the same versions are pinned in
// package.json, and a module that is not there any more ends the build.

const LEFT_OUT = [
  'zod/v4/core/json-schema-processors.js',
  'zod/v4/core/to-json-schema.js',
  'yaml/browser/dist/schema/yaml-1.1/binary.js',
  'yaml/browser/dist/schema/yaml-1.1/omap.js',
  'yaml/browser/dist/schema/yaml-1.1/pairs.js',
  'yaml/browser/dist/schema/yaml-1.1/schema.js',
  'yaml/browser/dist/schema/yaml-1.1/set.js',
  'yaml/browser/dist/schema/yaml-1.1/timestamp.js',
  'yaml/browser/dist/stringify/stringify.js',
  'yaml/browser/dist/stringify/stringifyCollection.js',
  'yaml/browser/dist/stringify/stringifyDocument.js',
  'yaml/browser/dist/stringify/stringifyPair.js',
  'yaml/browser/dist/stringify/stringifyString.js',
];

/** Where a policy forbids to run text, it is not even tried: a browser would report it. */
const NO_EVAL = {
  module: 'zod/v4/core/util.js',
  from: 'export const allowsEval = /* @__PURE__*/ cached(() => {',
  to: 'export const allowsEval = /* @__PURE__*/ cached(() => { return false;',
};

/** Methods of its texts for addresses, dates and the like, of which no field of ours is one. */
const FORMATS = {
  module: 'zod/v4/classic/schemas.js',
  method: /^ {4}\w+\(params\) \{\n {8}return this\.check\(core\._\w+\(Zod\w+, params\)\);\n {4}\},\n/gm,
};

const ends = (id, module) => id.replaceAll('\\', '/').endsWith(`/node_modules/${module}`);

/** The names that a module exports. */
function exportsOf(code) {
  const declared = [...code.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => name);
  const listed = [...code.matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, names]) => names.split(','));
  const names = listed.map((name) => name.trim().split(' as ').at(-1)).filter(Boolean);
  return [...new Set([...declared, ...names])];
}

/** A plugin of Vite. */
export function lean() {
  const missing = new Set([...LEFT_OUT, NO_EVAL.module, FORMATS.module]);
  return {
    name: 'lean',
    transform(code, id) {
      const module = LEFT_OUT.find((one) => ends(id, one));
      if (module !== undefined) {
        missing.delete(module);
        return {
          code: exportsOf(code)
            .map((name) => `export const ${name} = () => {};`)
            .join('\n'),
          map: null,
        };
      }
      if (ends(id, FORMATS.module)) {
        const rest = code.replace(FORMATS.method, '');
        if (rest !== code) missing.delete(FORMATS.module);
        return { code: rest, map: null };
      }
      if (!ends(id, NO_EVAL.module)) return undefined;
      if (!code.includes(NO_EVAL.from)) throw new Error(`${NO_EVAL.module} has changed`);
      missing.delete(NO_EVAL.module);
      return { code: code.replace(NO_EVAL.from, NO_EVAL.to), map: null };
    },
    buildEnd(error) {
      if (!error && missing.size > 0) throw new Error(`there is no ${[...missing].join(', ')}`);
    },
  };
}
