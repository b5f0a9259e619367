// Names of runs where there is little room: without the words that all of them begin with.

/** `fashion-hcl`, `fashion-simclr` → `hcl`, `simclr`. No name becomes empty. */
export function shortNames(names: readonly string[]): readonly string[] {
  const words = names.map((name) => name.split(/(?<=[-_ .])/));
  const most = Math.min(...words.map((each) => each.length)) - 1;
  let common = 0;
  while (common < most && words.every((each) => each[common] === words[0][common])) common++;
  return names.length < 2 ? names : words.map((each) => each.slice(common).join(''));
}
