// A run's config put back as it ran: never without asking, never over what was not saved.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ListedRun } from '../../../src/protocol/engine-library';

const FILE = '/folder/a.contrast.yaml';
const RAN = 'data: { train: images }\n';

class Document {
  constructor(
    public text: string,
    public isDirty = false,
  ) {}
  getText = () => this.text;
  positionAt = (offset: number) => ({ line: 0, character: offset });
  save = vi.fn(() => Promise.resolve(true));
}

let document: Document | undefined;
const asked = vi.fn<(...question: unknown[]) => Promise<string | undefined>>();
const written = new Map<string, string>();

vi.mock('vscode', async () => {
  const fake = await import('./fake-vscode');
  return {
    ...fake,
    WorkspaceEdit: class {
      text = '';
      replace(_: unknown, __: unknown, text: string): void {
        this.text = text;
      }
    },
    workspace: {
      workspaceFolders: [{ uri: fake.Uri.file('/folder') }],
      asRelativePath: ({ path }: { path: string }) => path.replace('/folder/', ''),
      openTextDocument: () => (document ? Promise.resolve(document) : Promise.reject(new Error())),
      applyEdit: ({ text }: { text: string }) => {
        document!.text = text;
        return Promise.resolve(true);
      },
      fs: {
        writeFile: ({ path }: { path: string }, bytes: Uint8Array) => {
          written.set(path, new TextDecoder().decode(bytes));
          return Promise.resolve();
        },
      },
    },
    window: { showWarningMessage: asked },
  };
});

const { restoreConfig } = await import('../../../src/extension/config-of-run');

const run = (place = FILE): ListedRun => ({
  ...{ id: 'a', path: '/folder/.negative-space/runs/a', name: 'a', state: 'finished', created: '' },
  ...{ epochsDone: 1, epochs: 1, losses: new Float32Array(), configPlace: place },
  ...(document && { configFile: place }),
});

beforeEach(() => {
  document = new Document('data: { train: other }\n');
  asked.mockReset().mockResolvedValue('Restore');
  written.clear();
});

describe('putting a config back', () => {
  it('asks, and edits the document so that it can be undone', async () => {
    expect(await restoreConfig(run(), RAN)).toBe(true);
    expect(asked).toHaveBeenCalledWith(
      'Replace a.contrast.yaml by what ran?',
      expect.anything(),
      'Restore',
    );
    expect(document!.text).toBe(RAN);
    expect(document!.save).toHaveBeenCalledOnce();
  });

  it('writes a file that is gone, where it was', async () => {
    document = undefined;
    expect(await restoreConfig(run(), RAN)).toBe(true);
    expect(asked).toHaveBeenCalledWith(
      'Write what ran to a.contrast.yaml?',
      expect.anything(),
      'Restore',
    );
    expect([...written]).toEqual([[FILE, RAN]]);
  });

  it('changes nothing where the person does not agree', async () => {
    asked.mockResolvedValue(undefined);
    expect(await restoreConfig(run(), RAN)).toBe(false);
    expect(document!.text).not.toBe(RAN);
  });

  it('asks nothing where the file is as it was', async () => {
    document = new Document(RAN);
    expect(await restoreConfig(run(), RAN)).toBe(true);
    expect(asked).not.toHaveBeenCalled();
  });

  it('is refused over changes that are not saved, also those made while it asked', async () => {
    document = new Document('typing', true);
    await expect(restoreConfig(run(), RAN)).rejects.toThrow(/not saved: save or revert/);
    expect(asked).not.toHaveBeenCalled();
    const typing = new Document('typing');
    document = typing;
    asked.mockImplementation(() => {
      typing.isDirty = true;
      return Promise.resolve('Restore');
    });
    await expect(restoreConfig(run(), RAN)).rejects.toThrow(/not saved/);
    expect(typing.text).toBe('typing');
  });

  it.each(['/folder/../etc/a.contrast.yaml', '/elsewhere/a.contrast.yaml', '/folder/.bashrc'])(
    'is refused at %s, which is no config of the workspace',
    async (place) => {
      await expect(restoreConfig(run(place), RAN)).rejects.toThrow(/not known where/);
      expect(asked).not.toHaveBeenCalled();
    },
  );
});
