import type { RunningProgram } from './match.ts';

/** They run something else, whose name is their first argument. */
const RUNNERS =
  /^(?:python[\d.]*|perl[\d.]*|ruby[\d.]*|(?:ba|da|z|k|fi)?sh|node|nodejs|env|wine(?:64)?(?:-preloader)?|sudo|nohup)$/;
/** A macOS bundle's executable: the folders before it may have spaces, and so may its name. */
const BUNDLE = /^(\/(?:(?! [-/.~]).)*?\.app\/Contents\/(?:(?! [-/.~]).)*\/)([^/]+)$/;

/** The executable in a command line as `ps` or Windows print it, never anything from its arguments. */
export function programOf(commandLine: string): RunningProgram | null {
  const line = commandLine.replace(/^[\s|\\_]*(?=\S)/, stripTree).trim();
  if (line === '' || /<defunct>\s*$/.test(line)) return null;
  const quoted = /^"([^"]+)"(.*)$/s.exec(line);
  if (quoted !== null) return ofPath(quoted[1] ?? '', quoted[2]);
  const windows = /^((?:\\\\\?\\|\\\?\?\\)?[A-Za-z]:\\.*?\.(?:exe|com|scr))(?=\s|$)(.*)$/is.exec(line);
  if (windows !== null) return ofPath(windows[1] ?? '', windows[2]);
  const bundle = BUNDLE.exec(line.split(/ (?=-)/, 1)[0] ?? '');
  if (bundle !== null) return ofBundle(bundle[1] ?? '', bundle[2] ?? '', line);
  // `[name]` is a program that shows no arguments; a name without any folder may have spaces in it.
  const bare = line.replace(/^\[(.*)\]$/, '$1');
  const [first = '', ...rest] = bare.split(/\s+/);
  const own = baseName(first.replace(/^-/, '').replace(/:$/, ''));
  const names = [own, ...(bare.includes('/') ? [] : [bare])];
  const next = rest[0];
  if (RUNNERS.test(own) && next !== undefined && !next.startsWith('-')) names.push(baseName(next));
  return { names, path: first, arguments: rest.join(' ') };
}

/** A whole path without arguments, spaces and all. */
export function ofPath(path: string, args?: string | null): RunningProgram {
  return { names: [baseName(path), ...bundleNames(path)], path, arguments: args ?? null };
}

export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).trim();
}

/** Where the name ends and an argument begins can't be seen, so each word more could be the name's. */
function ofBundle(folder: string, tail: string, line: string): RunningProgram {
  const words = tail.split(' ');
  const names = words.map((_, index) => words.slice(0, index + 1).join(' '));
  return { names: [...names, ...bundleNames(folder)], path: folder + tail, arguments: line.slice(folder.length) };
}

function bundleNames(path: string): readonly string[] {
  return [...path.matchAll(/([^/]+)\.app\/Contents\//g)].map((match) => match[1] ?? '');
}

/** The branches that `ps f` and `ps -H` draw. */
function stripTree(branches: string): string {
  return branches.endsWith('\\\\') ? '\\\\' : '';
}
