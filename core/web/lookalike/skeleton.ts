/**
 * Letters that look like a Latin one, from the scripts that domain names are forged with. The idea is that of UTS #39 ("skeleton");
 * the table is ours, and holds only what a person takes for the other at a glance.
 */
const LOOKS_LIKE: Readonly<Record<string, string>> = {
  a: 'аɑαａ',
  b: 'ьЬƅв',
  c: 'сϲᴄ',
  d: 'ԁɗԀ',
  e: 'еєҽɛ',
  f: 'ƒẝſ',
  g: 'ɡցǥ',
  h: 'һհн',
  i: 'іıɩιӏ1l|!ǀ',
  j: 'јϳ',
  k: 'кκĸк',
  m: 'мｍ',
  n: 'пոռη',
  o: 'оοօ0०০ഠ௦',
  p: 'рρҏ',
  q: 'ԛգզ',
  r: 'гᴦя',
  s: 'ѕꜱ5',
  t: 'тτᴛ',
  u: 'υսս',
  v: 'νѵᴠ',
  w: 'ԝѡաɯω',
  x: 'хχ×',
  y: 'уүγʏ',
  z: 'ᴢʐ2',
};

/** Several letters that together look like another. Applied after the single ones, so that `vv` may come from anywhere. */
const TOGETHER: readonly (readonly [string, string])[] = [
  ['rn', 'm'],
  ['nn', 'm'],
  ['vv', 'w'],
  ['cl', 'd'],
  ['ci', 'd'],
];

const PROTOTYPE: ReadonlyMap<string, string> = new Map(
  Object.entries(LOOKS_LIKE).flatMap(([latin, others]) => Array.from(others, (other) => [other, latin] as const)),
);

/** What a label looks like: two labels with the same skeleton are easily taken for each other. Takes the label as people see it. */
export function skeletonOf(label: string): string {
  const plain = label
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase();
  let skeleton = Array.from(plain, (char) => PROTOTYPE.get(char) ?? char).join('');
  for (const [letters, looksLike] of TOGETHER) skeleton = skeleton.replaceAll(letters, looksLike);
  return skeleton;
}
