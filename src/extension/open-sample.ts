// Opens the file of a sample beside the panel.
import * as vscode from 'vscode';
import type { SampleTable } from '../protocol/run-view';

/** False where no file of the workspace has the sample's name. */
export async function openSample(samples: SampleTable, index: number): Promise<boolean> {
  const name = samples.names.at(index);
  if (name === undefined || samples.kind !== 'image') return false;
  const [found] = await vscode.workspace.findFiles(
    `**/${literally(name)}`,
    '**/.negative-space/**',
    1,
  );
  if (!(found as vscode.Uri | undefined)) return false;
  await vscode.commands.executeCommand('vscode.open', found, vscode.ViewColumn.Beside);
  return true;
}

/** A glob of the very name: characters that globs read stand alone in a class. */
const literally = (name: string): string => name.replace(/[[\]{}*?]/g, '[$&]');
