// What the config's help uses of the editor's API, in memory: documents, events, collections.
import { vi } from 'vitest';

export class Position {
  constructor(
    readonly line: number,
    readonly character: number,
  ) {}
}

const before = (a: Position, b: Position): boolean =>
  a.line < b.line || (a.line === b.line && a.character < b.character);

export class Range {
  readonly start: Position;
  readonly end: Position;
  constructor(...at: [Position, Position] | [number, number, number, number]) {
    if (at.length === 2) [this.start, this.end] = at;
    else {
      this.start = new Position(at[0], at[1]);
      this.end = new Position(at[2], at[3]);
    }
  }
  intersection(other: Range): Range | undefined {
    return before(this.end, other.start) || before(other.end, this.start) ? undefined : this;
  }
  isEqual(other: Range): boolean {
    return JSON.stringify(this) === JSON.stringify(other);
  }
}

export class EventEmitter<T> {
  private readonly listeners = new Set<(event: T) => void>();
  readonly event = (listener: (event: T) => void): { dispose(): void } => {
    this.listeners.add(listener);
    return {
      dispose: () => {
        this.listeners.delete(listener);
      },
    };
  };
  fire(event: T): void {
    for (const listener of this.listeners) listener(event);
  }
  dispose(): void {
    this.listeners.clear();
  }
}

export class Uri {
  constructor(
    readonly scheme: string,
    readonly path: string,
  ) {}
  static file = (path: string): Uri => new Uri('file', path);
  get fsPath(): string {
    return this.path;
  }
  toString(): string {
    return `${this.scheme}:${this.path}`;
  }
}

export const DiagnosticSeverity = { Error: 0, Warning: 1 };
export const DiagnosticTag = { Unnecessary: 1 };

export class Diagnostic {
  source?: string;
  code?: string;
  tags?: number[];
  constructor(
    readonly range: Range,
    readonly message: string,
    readonly severity = DiagnosticSeverity.Error,
  ) {}
}

export class CodeAction {
  edit?: WorkspaceEdit;
  constructor(
    readonly title: string,
    readonly kind: string,
  ) {}
}
export const CodeActionKind = { QuickFix: 'quickfix' };

export class WorkspaceEdit {
  readonly edits: [Uri, Range, string][] = [];
  replace(uri: Uri, range: Range, text: string): void {
    this.edits.push([uri, range, text]);
  }
}

export class CompletionItem {
  constructor(
    readonly label: string,
    readonly kind: number,
  ) {}
}
export const CompletionItemKind = { Property: 9, EnumMember: 19 };

export class MarkdownString {
  constructor(readonly value: string) {}
}
export class Hover {
  constructor(
    readonly contents: MarkdownString,
    readonly range: Range,
  ) {}
}
export class CodeLens {
  constructor(
    readonly range: Range,
    readonly command: { readonly title: string; readonly command: string; arguments: unknown[] },
  ) {}
}
export class RelativePattern {
  constructor(
    readonly base: Uri,
    readonly pattern: string,
  ) {}
}

export class TextDocument {
  isClosed = false;
  constructor(
    readonly uri: Uri,
    public text: string,
    readonly languageId = 'yaml',
  ) {}
  getText(): string {
    return this.text;
  }
  positionAt(offset: number): Position {
    const lines = this.text.slice(0, offset).split('\n');
    return new Position(lines.length - 1, lines.at(-1)!.length);
  }
  offsetAt({ line, character }: Position): number {
    const above = this.text.split('\n').slice(0, line);
    return above.reduce((sum, each) => sum + each.length + 1, 0) + character;
  }
}

/** What a test fires and looks at. */
export const editor = {
  opened: new EventEmitter<TextDocument>(),
  changed: new EventEmitter<{ document: TextDocument }>(),
  closed: new EventEmitter<TextDocument>(),
  deleted: new EventEmitter<{ files: Uri[] }>(),
  trusted: new EventEmitter<void>(),
  shown: new Map<string, { readonly uri: Uri; readonly diagnostics: readonly Diagnostic[] }>(),
  watchers: new Map<
    RelativePattern,
    { created: EventEmitter<void>; deleted: EventEmitter<void> }
  >(),
};

const collection = {
  set: (uri: Uri, diagnostics: readonly Diagnostic[]) =>
    editor.shown.set(uri.toString(), { uri, diagnostics }),
  delete: (uri: Uri) => editor.shown.delete(uri.toString()),
  forEach: (visit: (uri: Uri) => void) => {
    for (const { uri } of [...editor.shown.values()]) visit(uri);
  },
  dispose: () => {
    editor.shown.clear();
  },
};

export const languages = {
  createDiagnosticCollection: () => collection,
  match: (_: unknown, { uri }: TextDocument) =>
    /\.contrast\.(ya?ml|json)$/.test(uri.path) && uri.scheme !== 'git' ? 10 : 0,
  registerCodeActionsProvider: vi.fn(() => ({ dispose: vi.fn() })),
  registerCompletionItemProvider: vi.fn(() => ({ dispose: vi.fn() })),
  registerHoverProvider: vi.fn(() => ({ dispose: vi.fn() })),
  registerCodeLensProvider: vi.fn(() => ({ dispose: vi.fn() })),
};

/** Settings that a person changed. */
export const settings = new Map<string, unknown>();

export const workspace = {
  getConfiguration: () => ({
    get: (name: string, otherwise: unknown) =>
      settings.has(name) ? settings.get(name) : otherwise,
  }),
  isTrusted: true,
  textDocuments: [] as TextDocument[],
  workspaceFolders: undefined as { readonly uri: Uri }[] | undefined,
  onDidOpenTextDocument: editor.opened.event,
  onDidChangeTextDocument: editor.changed.event,
  onDidCloseTextDocument: editor.closed.event,
  onDidDeleteFiles: editor.deleted.event,
  onDidGrantWorkspaceTrust: editor.trusted.event,
  createFileSystemWatcher: (pattern: RelativePattern) => {
    const own = { created: new EventEmitter<void>(), deleted: new EventEmitter<void>() };
    editor.watchers.set(pattern, own);
    return {
      onDidCreate: own.created.event,
      onDidDelete: own.deleted.event,
      dispose: () => editor.watchers.delete(pattern),
    };
  },
};

/** Ids of the extensions that are there. */
export const installed = new Set<string>();

export const extensions = {
  getExtension: (id: string) => (installed.has(id) ? { id } : undefined),
};

export const l10n = {
  t: (text: string, ...values: unknown[]) =>
    text.replace(/\{(\d)\}/g, (_, i: string) => String(values[Number(i)])),
};
