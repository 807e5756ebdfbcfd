/** What the bundle loads late, so that a cold instance is ready sooner. */
import { basename, join } from 'node:path';
import type { Plugin } from 'esbuild';

/** What `durable-functions` asks for while it is loaded, and uses only when a client or a polling call is made. */
const seldomUsed = /^(axios|moment|validator|lodash\/cloneDeep)$/;

/** Puts in the place of such a package what loads it when one of its properties is read, or it is called. */
export const loadedWhenUsed: Plugin = {
  name: 'loaded-when-used',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: seldomUsed }, ({ path, importer, resolveDir }) =>
      /[\\/]durable-functions[\\/]/.test(importer) ? { path, namespace: 'when-used', pluginData: resolveDir } : undefined,
    );
    onLoad({ filter: /./, namespace: 'when-used' }, ({ path, pluginData }) => ({
      contents: `let loaded;
        const load = () => loaded ??= require(${JSON.stringify(path)});
        module.exports = new Proxy(() => {}, { get: (_, name) => load()[name], apply: (_, self, given) => load().apply(self, given) });`,
      resolveDir: String(pluginData),
    }));
  },
};

/** Moves whatever is loaded by `import()` into modules of their own, in a folder beside the bundle: `modules()` are to be built there. */
export function createLater(folder: string): { readonly plugin: Plugin; modules(): readonly string[] } {
  const moved = new Set<string>();
  const plugin: Plugin = {
    name: 'later',
    setup({ onResolve }) {
      onResolve({ filter: /^\.+\/.*\.ts$/ }, ({ kind, path, resolveDir }) => {
        if (kind !== 'dynamic-import') return undefined;
        moved.add(join(resolveDir, path));
        return { path: `./${folder}/${basename(path, '.ts')}.mjs`, external: true };
      });
    },
  };
  return { plugin, modules: () => [...moved].sort() };
}
