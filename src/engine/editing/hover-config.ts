// What a config means at a place: the setting whose name or value stands there.
import { isAlias, isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import type { ConfigHover } from '../../protocol/engine-library';
import { isSettings, pathText, type SettingPath, type Settings } from '../config/settings';
import { settingAt } from './setting-schema';
import { settingMarkdown } from './setting-sentences';
import { wordsAt } from './word-choices';

/** Undefined where there is no setting that the schema knows. */
export function hoverConfig(text: string, offset: number): ConfigHover | undefined {
  const document = parseDocument(text, { prettyErrors: false, logLevel: 'silent' });
  const found = find(document.contents, offset, []);
  if (!found) return undefined;
  const { node, path } = found;
  const settings = readable(() => document.toJS({ maxAliasCount: 100 }) as unknown);
  const entry = settingAt(settings, path);
  if (!entry || !node.range) return undefined;
  const word = found.role === 'value' ? wordSentence(settings, path, node) : undefined;
  const [start, end] = node.range;
  const title = `**${pathText(path)}**`;
  const parts = [title, settingMarkdown(settings, path, entry), ...(word ? [word] : [])];
  return { start, end, contents: parts.filter((part) => part !== '').join('\n\n') };
}

interface Found {
  readonly node: Node;
  readonly path: SettingPath;
  readonly role: 'name' | 'value';
}

/** The innermost name or value at an offset. */
function find(node: Node | null, offset: number, path: SettingPath): Found | undefined {
  if (isSeq<Node>(node)) {
    const i = node.items.findIndex((item) => covers(item, offset));
    return i < 0 ? undefined : find(node.items[i], offset, [...path, i]);
  }
  if (isMap<Node, Node | null>(node)) return findInSection(node.items, offset, path);
  if (!(isScalar(node) || isAlias(node)) || !covers(node, offset)) return undefined;
  return path.length === 0 ? undefined : { node, path, role: 'value' };
}

function findInSection(
  pairs: readonly { readonly key: Node; readonly value: Node | null }[],
  offset: number,
  path: SettingPath,
): Found | undefined {
  for (const { key, value } of pairs) {
    if (!isScalar(key)) continue;
    const here = [...path, String(key.value)];
    if (covers(key, offset)) return { node: key, path: here, role: 'name' };
    if (covers(value, offset)) return find(value, offset, here);
  }
  return undefined;
}

function covers(node: Node | null, offset: number): boolean {
  const [start, end] = node?.range ?? [1, 0];
  return start <= offset && offset <= end;
}

/** The sentence of the word that is written there, where the word has one of its own. */
function wordSentence(settings: Settings, path: SettingPath, node: Node): string | undefined {
  if (!isScalar(node)) return undefined;
  const words = wordsAt(settings, path);
  const written = words.find(({ word }) => word === String(node.value));
  const own = words.filter(({ sentence }) => sentence === written?.sentence).length === 1;
  return written && own ? `\`${written.word}\`: ${written.sentence}` : undefined;
}

function readable(read: () => unknown): Settings {
  try {
    const settings = read();
    return isSettings(settings) ? settings : {};
  } catch {
    // Aliases that stand for nothing.
    return {};
  }
}
