/** What a program was started with, without its own name. Where the app's path follows it, nothing reads that. */
export function programArguments(argv: readonly string[]): readonly string[] {
  return argv.slice(1);
}
