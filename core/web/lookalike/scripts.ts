/** Scripts with letters that pass for those of another. Mixed in one label they are there to deceive. */
const ALIKE = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
  /\p{Script=Coptic}/u,
];

/** UTS #39 §5.1, kept to the scripts that matter: Latin beside Han, kana or Hangul is how people write there. */
export function isMixedScript(label: string): boolean {
  return ALIKE.filter((script) => script.test(label)).length > 1;
}
