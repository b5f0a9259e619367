// Opens windows whose extension host runs the checks of this folder, and says what came of them.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sampleFolder } from '../workbench/sample-folder';
import { noWindow, openSession, type SessionOptions } from '../workbench/session';
import { until } from '../workbench/until';
import type { Workbench } from '../workbench/window';
import type { CheckResult } from './result';

describe.skipIf(noWindow)(`inside the extension host${noWindow ? ` (${noWindow})` : ''}`, () => {
  it('activates lightly and registers what it declares', () =>
    check('activation', { folder: (scratch) => Promise.resolve(scratch) }));

  it('does not train where the workspace is not trusted, and says why', () =>
    check('untrusted', {
      folder: sampleFolder,
      server: { asksForTrust: true },
      look: async (window, folder) => {
        await window.command('Notifications: Show Notifications');
        const sentence = window.page.getByText('trust this workspace first').first();
        await sentence.waitFor();
        expect(existsSync(join(folder, '.negative-space', 'runs'))).toBe(false);
      },
    }));
});

interface Circumstances {
  /** Makes what is opened. */
  readonly folder: (scratch: string) => Promise<string>;
  readonly server?: SessionOptions;
  /** At the window, once the checks are through. */
  readonly look?: (window: Workbench, folder: string) => Promise<void>;
}

async function check(group: string, { folder, server, look }: Circumstances): Promise<void> {
  const session = await openSession({
    ...server,
    extension: 'none',
    development: true,
    environment: (own) => ({
      NEGATIVE_SPACE_CHECKS: group,
      NEGATIVE_SPACE_REPORT: join(own, 'report.json'),
    }),
  });
  try {
    const here = `vscode-remote://${new URL(session.server.url).host}${resolve('.')}`;
    const opened = await folder(session.scratch);
    const window = await session.open({
      folder: opened,
      payload: [
        ['extensionDevelopmentPath', here],
        ['extensionTestsPath', `${here}/dist/host-tests.js`],
      ],
    });
    const report = join(session.scratch, 'server', 'report.json');
    await until('the checks in the extension host', () => existsSync(report));
    const results = JSON.parse(readFileSync(report, 'utf8')) as CheckResult[];
    for (const { name, note } of results) if (note) process.stdout.write(`  ${name}: ${note}\n`);
    expect(results.filter(({ failure }) => failure !== undefined)).toEqual([]);
    expect(results.length).toBeGreaterThan(0);
    await look?.(window, opened);
  } finally {
    await session.close();
  }
}
