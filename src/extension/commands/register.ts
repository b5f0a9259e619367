// Every command of the extension, by its id.
import * as vscode from 'vscode';
import type { Services } from '../services';
import { telling } from '../tell';
import { checkHardware } from './check-hardware';
import { createSample } from './create-sample';
import { newConfig } from './new-config';
import { deleteRun, inspectAnchor, openRun, renameRun, resumeRun, stopRun } from './run-commands';
import { removeRuntime, setUpRuntime } from './set-up-runtime';
import { train } from './train';

type Command = (services: Services, argument: unknown) => Promise<void>;

const fileOf = (argument: unknown): vscode.Uri | undefined =>
  argument instanceof vscode.Uri ? argument : undefined;

const commands: Readonly<Record<string, Command>> = {
  train: (services, argument) => train(services, fileOf(argument)),
  newConfig: (services, argument) => newConfig(services, fileOf(argument)),
  createSample,
  openRun,
  stopRun,
  resumeRun,
  renameRun,
  deleteRun,
  inspectAnchor,
  checkHardware,
  setUpTensorFlow: (services) => setUpRuntime('tensorflow', services),
  removeTensorFlow: (services) => removeRuntime('tensorflow', services),
  setUpCuda: (services) => setUpRuntime('cuda', services),
  removeCuda: (services) => removeRuntime('cuda', services),
  showLog: ({ log }) => {
    log.show();
    return Promise.resolve();
  },
};

export function registerCommands(services: Services): vscode.Disposable[] {
  return Object.entries(commands).map(([name, command]) =>
    vscode.commands.registerCommand(
      `negativeSpace.${name}`,
      telling(services.log, (argument: unknown) => command(services, argument)),
    ),
  );
}
