// The text of a config as a YAML document: its plain settings, and where each stands in the text.
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import type { Fault, FaultCode } from './fault';
import { isSettings, type SettingPath, type Settings } from './settings';

/** Lines and columns count from 1; the end is the first place after. */
export interface TextRange {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export class Source {
  private readonly lines = new LineCounter();
  private readonly document: Document.Parsed;

  constructor(text: string) {
    this.document = parseDocument(text, {
      lineCounter: this.lines,
      prettyErrors: false,
      stringKeys: true,
      resolveKnownTags: false,
      logLevel: 'error',
    });
  }

  /** What keeps the text from being one YAML document: syntax, duplicate keys, unknown tags. */
  syntaxFaults(): readonly (TextRange & { readonly message: string })[] {
    return [...this.document.errors, ...this.document.warnings].map((error) => ({
      ...this.range(...error.pos),
      message:
        error.code === 'MULTIPLE_DOCS' ? 'a config is a single YAML document' : error.message,
    }));
  }

  /** The settings, or the fault that keeps the text from being settings. */
  settings(): { readonly settings: Settings } | { readonly fault: Fault } {
    try {
      const settings: unknown = this.document.toJS({ maxAliasCount: 100 }) ?? {};
      if (isCircular(settings)) return fault('an alias stands inside what it repeats', 'syntax');
      if (isSettings(settings)) return { settings };
      return fault('a config is made of lines "name: value"', 'wrong-type');
    } catch (error) {
      // An alias that stands for nothing, or aliases of aliases that multiply without end.
      const message = error instanceof Error ? error.message : String(error);
      return fault(`aliases cannot be resolved: ${message}`, 'syntax');
    }
  }

  /** Where the value at a path stands (or its name); where it does not, its innermost section. */
  locate(path: SettingPath, part: 'name' | 'value'): TextRange {
    let node: Node | null = this.document.contents;
    let place: TextRange = { line: 1, column: 1, endLine: 1, endColumn: 1 };
    for (const [depth, key] of path.entries()) {
      const found = this.child(node, key);
      if (!found) return place;
      const wanted = depth < path.length - 1 || part === 'name' ? found.name : found.value;
      place = this.nodeRange(wanted ?? found.value) ?? place;
      node = found.value;
    }
    return place;
  }

  private child(node: Node | null, key: string | number): Child | undefined {
    const parent = isAlias(node) ? node.resolve(this.document) : node;
    if (isSeq<Node>(parent) && typeof key === 'number' && key in parent.items)
      return { value: parent.items[key] };
    if (!isMap<Node, Node | null>(parent)) return undefined;
    const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === key);
    return pair && { name: pair.key, value: pair.value };
  }

  private nodeRange(node: Node | null): TextRange | undefined {
    return node?.range ? this.range(node.range[0], node.range[1]) : undefined;
  }

  private range(start: number, end: number): TextRange {
    const from = this.lines.linePos(start);
    const to = this.lines.linePos(end);
    return {
      line: Math.max(1, from.line),
      column: Math.max(1, from.col),
      endLine: Math.max(1, to.line),
      endColumn: Math.max(1, to.col),
    };
  }
}

function isCircular(value: unknown): boolean {
  try {
    JSON.stringify(value);
    return false;
  } catch {
    return true;
  }
}

const fault = (message: string, code: FaultCode): { readonly fault: Fault } => ({
  fault: { path: [], message, code },
});

interface Child {
  readonly name?: Node;
  readonly value: Node | null;
}
