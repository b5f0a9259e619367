// Entry of `npm run workbench`: sets up the VS Code window that tests and `npm start` use.
import { installWorkbench } from '../test/workbench/install';

installWorkbench((line) => process.stdout.write(`${line}\n`)).then(
  ({ folder }) => {
    process.stdout.write(`The workbench is in ${folder}.\n`);
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
