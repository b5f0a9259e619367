// What only the extension host can see. Runs inside it: `vscode` is the window's own.
import { strict as assert } from 'node:assert';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { openSample } from '../../src/extension/open-sample';
import type { SampleTable } from '../../src/protocol/run-view';

export interface Check {
  readonly name: string;
  /** Returns a sentence worth printing, or nothing. @throws where it does not hold. */
  run(): Promise<string | undefined> | string | undefined;
}

const ID = 'negative-space.negative-space';

function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension(ID);
  assert.ok(found, 'the extension is not installed');
  return found;
}

/** Commands that VS Code makes for every view. */
const ofViews = /\.(focus|open|removeView|resetViewLocation|toggleVisibility)$/;

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

const isLoaded = (bundle: string): boolean =>
  Object.keys(require.cache).some((path) => path.endsWith(join('dist', bundle)));

export const checksOfActivation: readonly Check[] = [
  {
    name: 'activation loads one bundle and nothing of the engine',
    run: async () => {
      const start = performance.now();
      await extension().activate();
      const milliseconds = performance.now() - start;
      assert.ok(isLoaded('extension.js'), 'the extension is not active');
      assert.ok(!isLoaded('engine-library.js'), 'the library was loaded by activation');
      return `activated in ${milliseconds.toFixed(1)} ms, with the way to the window and back`;
    },
  },
  {
    name: 'every command that is declared is registered, and no other',
    run: async () => {
      const { contributes } = extension().packageJSON as Manifest;
      const declared = contributes.commands.map(({ command }) => command);
      const all = await vscode.commands.getCommands(true);
      const registered = all.filter((id) => id.startsWith('negativeSpace.') && !ofViews.test(id));
      assert.deepEqual(registered.sort(), declared.sort());
      return undefined;
    },
  },
];

const namedAsGlobs = ['leaf [1].png', '{a,b}.png', 'is it?.png', '*.png'];

/** In a workspace that is not trusted and has a config: commands called directly, past all menus. */
export const checksWithoutTrust: readonly Check[] = [
  {
    name: 'the extension is active although the workspace is not trusted',
    run: async () => {
      assert.equal(vscode.workspace.isTrusted, false);
      await extension().activate();
      return undefined;
    },
  },
  {
    name: 'training is called directly',
    run: async () => {
      const [config] = await vscode.workspace.findFiles('*.contrast.yaml');
      // It tells why and waits for the person: what came of it is looked at from outside.
      void vscode.commands.executeCommand('negativeSpace.train', config);
      return undefined;
    },
  },
  {
    name: 'pictures are found by names that could be read as globs',
    run: async () => {
      const folder = vscode.workspace.workspaceFolders![0].uri;
      const samples = { kind: 'image', names: namedAsGlobs } as unknown as SampleTable;
      for (const [index, name] of namedAsGlobs.entries()) {
        await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, name), new Uint8Array());
        assert.equal(await openSample(samples, index), true, name);
        const { input } = vscode.window.tabGroups.activeTabGroup.activeTab!;
        assert.equal((input as { uri: vscode.Uri }).uri.path, `${folder.path}/${name}`);
      }
      return undefined;
    },
  },
];
