// Data outside the workspace is read only where the person agrees, once for each path.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Services } from '../../../src/extension/services';

const asked =
  vi.fn<
    (text: string, options: { detail: string }, button: string) => Promise<string | undefined>
  >();

vi.mock('vscode', async () => {
  const fake = await import('./fake-vscode');
  return {
    ...fake,
    workspace: {
      workspaceFolders: [{ uri: fake.Uri.file('/folder') }],
      openTextDocument: () => Promise.resolve({ getText: () => '' }),
    },
    window: { showWarningMessage: asked },
  };
});

const { confirmPathsOutside } = await import('../../../src/extension/paths-outside');
const { Uri } = await import('./fake-vscode');

const config = Uri.file('/folder/configs/a.contrast.yaml') as never;

/** Services of a workspace whose config names these paths. */
function naming(...paths: string[]): Services {
  const kept = new Map<string, unknown>();
  return {
    library: () => ({ dataPaths: () => paths }),
    context: {
      workspaceState: {
        get: (key: string, otherwise: unknown) => kept.get(key) ?? otherwise,
        update: (key: string, value: unknown) => Promise.resolve(kept.set(key, value)),
      },
    },
  } as unknown as Services;
}

beforeEach(() => {
  asked.mockReset();
});

describe('the paths of a config', () => {
  it.each([['images'], ['../images'], ['/folder/images']])(
    'that stay in the workspace are no question: %s',
    async (path) => {
      expect(await confirmPathsOutside(naming(path), config)).toBe(true);
      expect(asked).not.toHaveBeenCalled();
    },
  );

  it.each([
    ['../../images', '/images'],
    ['/elsewhere/images', '/elsewhere/images'],
    ['../../folder-too/images', '/folder-too/images'],
  ])('that lead out of it are asked for by their place: %s', async (path, place) => {
    asked.mockResolvedValue(undefined);
    expect(await confirmPathsOutside(naming('images', path), config)).toBe(false);
    expect(asked.mock.calls[0][1]).toEqual({ modal: true, detail: place });
  });

  it('are asked for again where the person did not agree, and never again where they did', async () => {
    const services = naming('/elsewhere/images');
    asked.mockResolvedValueOnce(undefined).mockResolvedValueOnce('Read');
    const answers = [];
    for (let i = 0; i < 3; i++) answers.push(await confirmPathsOutside(services, config));
    expect(answers).toEqual([false, true, true]);
    expect(asked).toHaveBeenCalledTimes(2);
  });
});
