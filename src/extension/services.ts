// What the extension is made of; made once when it is activated, given to every command.
import type * as vscode from 'vscode';
import type { EngineLibrary } from '../protocol/engine-library';
import type { RunList } from './run-list';
import type { RunPanels } from './run-panels';
import type { Trainings } from './trainings';

export interface Services {
  readonly context: vscode.ExtensionContext;
  readonly dist: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  readonly library: () => EngineLibrary;
  readonly trainings: Trainings;
  readonly runs: RunList;
  readonly panels: RunPanels;
}
