// The config's help on documents in memory, with the engine's own library.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { engineLibrary } from '../../../src/engine/engine-library';
import type { ListedRun } from '../../../src/protocol/engine-library';
import { ConfigHelp } from '../../../src/extension/config-help/config-help';
import { Completions } from '../../../src/extension/config-help/completions';
import { Fixes } from '../../../src/extension/config-help/fixes';
import { Hovers } from '../../../src/extension/config-help/hovers';
import { Lenses } from '../../../src/extension/config-help/lenses';
import type { Services } from '../../../src/extension/services';
import * as fake from './fake-vscode';

vi.mock('vscode', () => import('./fake-vscode'));

let folder: string;
let runs: {
  current: ListedRun[];
  changed: fake.EventEmitter<ListedRun[]>;
  refreshSoon: () => void;
};
let help: ConfigHelp | undefined;
const library = vi.fn(() => engineLibrary);

beforeEach(() => {
  vi.useFakeTimers();
  folder = mkdtempSync(join(tmpdir(), 'help-'));
  runs = { current: [], changed: new fake.EventEmitter(), refreshSoon: vi.fn() };
});
afterEach(() => {
  help?.dispose();
  help = undefined;
  library.mockClear();
  fake.workspace.isTrusted = true;
  fake.workspace.textDocuments = [];
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

const services = (): Services =>
  ({ library, runs: { ...runs, onDidChange: runs.changed.event } }) as unknown as Services;

function start(): void {
  help = new ConfigHelp(services());
}

function document(text: string, name = 'a.contrast.yaml', scheme = 'file'): fake.TextDocument {
  return new fake.TextDocument(new fake.Uri(scheme, join(folder, name)), text);
}

/** Each problem as `code "what is marked"`. */
function shown(of: fake.TextDocument): string[] | undefined {
  return editorProblems(of)?.map(
    ({ code, range }) =>
      `${code} ${JSON.stringify(of.text.slice(of.offsetAt(range.start), of.offsetAt(range.end)))}`,
  );
}
const editorProblems = (of: fake.TextDocument): readonly fake.Diagnostic[] | undefined =>
  fake.editor.shown.get(of.uri.toString())?.diagnostics;

function open(text: string, name?: string, scheme?: string): fake.TextDocument {
  const opened = document(text, name, scheme);
  fake.editor.opened.fire(opened);
  return opened;
}

describe('problems', () => {
  it('of an opened config stand where they are, with source and code', () => {
    start();
    const config = open('data: { train: . }\nobjectiv: hcl');
    expect(shown(config)).toEqual(['unknown-setting "objectiv"']);
    const [problem] = editorProblems(config)!;
    expect(problem).toMatchObject({ source: 'negative-space', code: 'unknown-setting' });
    expect(problem.message).toMatch(/did you mean "objective"/);
  });

  it('are those of the text when nobody typed for a while', () => {
    start();
    const config = open('data: { train: . }');
    expect(shown(config)).toEqual([]);
    config.text = 'data: { train: . }\nx: 1';
    fake.editor.changed.fire({ document: config });
    vi.advanceTimersByTime(150);
    config.text = 'data: { train: . }\nxy: 1';
    fake.editor.changed.fire({ document: config });
    vi.advanceTimersByTime(150);
    expect(shown(config)).toEqual([]);
    vi.advanceTimersByTime(100);
    expect(shown(config)).toEqual(['unknown-setting "xy"']);
  });

  it('of a text that was never saved are found in the folder of the workspace', () => {
    fake.workspace.workspaceFolders = [{ uri: fake.Uri.file(folder) }];
    start();
    mkdirSync(join(folder, 'images'));
    const config = new fake.TextDocument(
      new fake.Uri('untitled', 'b.contrast.yaml'),
      'data: { train: ./images, test: ./nothing }',
    );
    fake.editor.opened.fire(config);
    expect(shown(config)).toEqual(['no-such-file "./nothing"']);
    fake.workspace.workspaceFolders = undefined;
  });

  it('of form are left to what reads the schema, unless it was told not to look', () => {
    start();
    const codes = (train: string): unknown => {
      const uri = fake.Uri.file(join(folder, 'b.contrast.json'));
      const config = new fake.TextDocument(uri, `{ "data": { ${train} } }`, 'json');
      fake.editor.opened.fire(config);
      return editorProblems(config)?.map(({ code }) => code);
    };
    expect(codes('"trian": "."')).toContain('unknown-setting');
    fake.installed.add('vscode.json-language-features');
    expect(codes('"trian": "."')).toEqual([]);
    expect(codes('"train": "./nothing"')).toEqual(['no-such-file']);
    fake.settings.set('json.validate.enable', false);
    expect(codes('"trian": "."')).toContain('unknown-setting');
    fake.settings.clear();
    fake.installed.clear();
  });

  it('go when the document closes, and when its file or folder is deleted', () => {
    start();
    const closed = open('x: 1', 'closed.contrast.yml');
    const deleted = open('x: 1', 'sub/deleted.contrast.json');
    const left = open('x: 1', 'submarine.contrast.yaml');
    fake.editor.closed.fire(closed);
    fake.editor.deleted.fire({ files: [fake.Uri.file(join(folder, 'sub'))] });
    expect(shown(closed)).toBeUndefined();
    expect(shown(deleted)).toBeUndefined();
    expect(shown(left)).toHaveLength(2);
  });

  it('do not come back for a document that closed while it was typed in', () => {
    start();
    const config = open('x: 1');
    fake.editor.changed.fire({ document: config });
    config.isClosed = true;
    fake.editor.closed.fire(config);
    vi.advanceTimersByTime(1000);
    expect(shown(config)).toBeUndefined();
  });

  it('of missing data end when the data is there, and come when it is gone', () => {
    start();
    const config = open('data: { train: ./images }');
    expect(shown(config)).toEqual(['no-such-file "./images"']);
    const [[pattern, watcher]] = fake.editor.watchers;
    expect([pattern.base.path, pattern.pattern]).toEqual([folder, 'images']);
    mkdirSync(join(folder, 'images'));
    watcher.created.fire();
    vi.advanceTimersByTime(300);
    expect(shown(config)).toEqual([]);
    rmSync(join(folder, 'images'), { recursive: true });
    watcher.deleted.fire();
    vi.advanceTimersByTime(300);
    expect(shown(config)).toEqual(['no-such-file "./images"']);
    fake.editor.closed.fire(config);
    expect(fake.editor.watchers.size).toBe(0);
  });

  it('of configs that are open already are found, and nothing is loaded for other files', () => {
    start();
    open('x: 1', 'other.yaml');
    open('x: 1', 'a.contrast.yaml', 'git');
    vi.advanceTimersByTime(1000);
    expect(library).not.toHaveBeenCalled();
    help?.dispose();
    const config = document('x: 1');
    fake.workspace.textDocuments = [config, document('x: 1', 'other.yaml')];
    start();
    expect(library).not.toHaveBeenCalled();
    vi.advanceTimersByTime(300);
    expect(shown(config)).toHaveLength(2);
    expect(fake.editor.shown.size).toBe(1);
  });
});

describe('quick fixes', () => {
  it('put the name that was meant where the cursor is', () => {
    const config = document('data: { train: . }\nobjectiv: hcl\nhaed: {}');
    const fixes = new Fixes(library).provideCodeActions(
      config as never,
      new fake.Range(1, 3, 1, 3) as never,
      { diagnostics: [] } as never,
    );
    expect(fixes.map(({ title }) => title)).toEqual(['Change to objective']);
    const [{ edit }] = fixes as unknown as fake.CodeAction[];
    expect(edit?.edits).toEqual([[config.uri, new fake.Range(1, 0, 1, 8), 'objective']]);
  });

  it('are none where nothing is near', () => {
    const config = document('data: { train: . }\nelephant: hcl');
    const everything = new fake.Range(0, 0, 9, 0) as never;
    expect(
      new Fixes(library).provideCodeActions(config as never, everything, {
        diagnostics: [],
      } as never),
    ).toEqual([]);
  });
});

describe('completion and hover', () => {
  it('give what the engine says at the position', () => {
    const config = document('data: { train: . }\npreset: "h"\n');
    const items = new Completions(library).provideCompletionItems(
      config as never,
      new fake.Position(1, 10) as never,
    );
    const item = items.find(({ label }) => label === 'hcl');
    expect(item).toMatchObject({
      insertText: '"hcl"',
      filterText: '"hcl"',
      range: new fake.Range(1, 8, 1, 11),
    });
    expect(items.map(({ sortText }) => sortText)).toEqual(
      items.map(({ sortText }) => sortText).sort(),
    );
  });

  it.each([
    ['json', 'vscode.json-language-features'],
    ['yaml', 'redhat.vscode-yaml'],
  ])('are left to what reads the schema of %s', (language, reader) => {
    const config = new fake.TextDocument(
      fake.Uri.file('/a.contrast.json'),
      '{"head":{}}',
      language,
    );
    const complete = () =>
      new Completions(library).provideCompletionItems(
        config as never,
        new fake.Position(0, 9) as never,
      );
    const hover = () =>
      new Hovers(library).provideHover(config as never, new fake.Position(0, 3) as never);
    expect(complete()).toHaveLength(2);
    expect(hover()).toBeDefined();
    fake.installed.add(reader);
    expect(complete()).toEqual([]);
    expect(hover()).toBeUndefined();
    fake.installed.clear();
  });

  it('lead from a setting to its words', () => {
    const items = new Completions(library).provideCompletionItems(
      document('') as never,
      new fake.Position(0, 0) as never,
    );
    const commandOf = (name: string) => items.find(({ label }) => label === name)?.command?.command;
    expect(commandOf('preset')).toBe('editor.action.triggerSuggest');
    expect(commandOf('name')).toBeUndefined();
  });

  it('say what a setting is', () => {
    const hovers = new Hovers(library);
    const config = document('head:\n  layers: [3]');
    const hover = hovers.provideHover(
      config as never,
      new fake.Position(1, 4) as never,
    ) as unknown as fake.Hover;
    expect(hover.range).toEqual(new fake.Range(1, 2, 1, 8));
    expect(hover.contents.value).toMatch(/Units of each layer/);
    expect(hovers.provideHover(config as never, new fake.Position(1, 9) as never)).toBeUndefined();
  });
});

describe('lenses', () => {
  const run = (
    id: string,
    state: ListedRun['state'],
    more: Partial<ListedRun> = {},
  ): ListedRun => ({
    id,
    path: `/runs/${id}`,
    name: id,
    state,
    created: '',
    epochsDone: 1,
    epochs: 3,
    losses: new Float32Array(),
    configFile: join(folder, 'a.contrast.yaml'),
    ...more,
  });

  function lenses(all: ListedRun[], of = document('')): string[] {
    runs.current = all;
    const provider = new Lenses(services().runs);
    const found = provider.provideCodeLenses(of as never) as unknown as fake.CodeLens[];
    provider.dispose();
    return found.map(({ command }) => {
      const [argument] = command.arguments;
      return `${command.title} ${command.command} ${String(argument)}`;
    });
  }
  const train = () => `$(play) Train negativeSpace.train file:${join(folder, 'a.contrast.yaml')}`;

  it('train where there is no run, and ask for the runs', () => {
    expect(lenses([])).toEqual([train()]);
    expect(runs.refreshSoon).toHaveBeenCalledOnce();
  });

  it('resume the newest run that can go on, and open the newest of all', () => {
    const all = [run('c', 'finished'), run('b', 'killed'), run('a', 'stopped')];
    expect(lenses(all)).toEqual([
      train(),
      '$(debug-continue) Resume negativeSpace.resumeRun /runs/b',
      'Open Last Run negativeSpace.openRun /runs/c',
    ]);
  });

  it.each([
    ['finished', run.bind(null, 'a', 'finished')],
    ['training', run.bind(null, 'a', 'training')],
    ['failed before its first epoch', run.bind(null, 'a', 'failed', { epochsDone: 0 })],
  ])('resume no run that is %s', (_, made) => {
    expect(lenses([made()])).toEqual([train(), 'Open Last Run negativeSpace.openRun /runs/a']);
  });

  it('are of the runs of this config alone', () => {
    expect(lenses([run('a', 'stopped', { configFile: '/elsewhere/a.contrast.yaml' })])).toEqual([
      train(),
    ]);
  });

  it('only open where the workspace is not trusted', () => {
    fake.workspace.isTrusted = false;
    expect(lenses([run('a', 'stopped')])).toEqual(['Open Last Run negativeSpace.openRun /runs/a']);
  });

  it('are none above a text that was never saved', () => {
    expect(lenses([], document('', 'a.contrast.yaml', 'untitled'))).toEqual([]);
  });

  it('change with the runs and with trust', () => {
    const provider = new Lenses(services().runs);
    const changed = vi.fn();
    provider.onDidChangeCodeLenses(changed);
    runs.changed.fire([]);
    fake.editor.trusted.fire();
    expect(changed).toHaveBeenCalledTimes(2);
    provider.dispose();
  });
});
