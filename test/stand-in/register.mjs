import { registerHooks } from 'node:module';

const standIn = new URL('./electron.ts', import.meta.url).href;

/** `node --import <this file> main.js`: the module `electron` is the stand-in, for `import` and `require` alike. */
registerHooks({
  resolve(specifier, context, nextResolve) {
    if (specifier === 'electron') return nextResolve(standIn, context);
    if (specifier.startsWith('electron/')) {
      throw new Error(`The stand-in offers the module "electron" alone, not "${specifier}"`);
    }
    return nextResolve(specifier, context);
  },
});
