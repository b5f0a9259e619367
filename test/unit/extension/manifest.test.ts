// What the manifest promises to VS Code, and what reviewers of extensions look for in it.
import { existsSync, readFileSync } from 'node:fs';
import { decode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { manifest, words } from './manifest';

const { contributes } = manifest;
const { commands, menus } = contributes;
const items = Object.entries(menus).flatMap(([menu, entries]) =>
  entries.map((entry) => ({ menu, ...entry })),
);
/** Every word of the manifest that a person reads. */
const readable = [
  ...commands.map(({ title }) => title),
  ...Object.values(contributes.views).flatMap((views) => views.map(({ name }) => name)),
  ...contributes.walkthroughs.flatMap(({ title, steps }) => [
    title,
    ...steps.flatMap((step) => [step.title, step.description]),
  ]),
  manifest.capabilities.untrustedWorkspaces.description,
  manifest.capabilities.virtualWorkspaces.description,
];

describe('the extension', () => {
  it('is activated by what needs it, never by start-up or by any file', () => {
    for (const event of manifest.activationEvents)
      expect(event).toMatch(
        /^onWebviewPanel:negativeSpace\.(run|comparison)$|^workspaceContains:.*\.contrast\./,
      );
  });

  it('is compiled against the VS Code it asks for', () => {
    expect(manifest.engines.vscode).toBe(`^${manifest.devDependencies['@types/vscode']}`);
  });

  it('works where the data and the hardware are, and not in a browser', () => {
    expect(manifest.extensionKind).toEqual(['workspace']);
    expect(manifest.browser).toBeUndefined();
  });

  it('says what works without trust and without files', () => {
    const { untrustedWorkspaces, virtualWorkspaces } = manifest.capabilities;
    expect(untrustedWorkspaces.supported).toBe('limited');
    expect(virtualWorkspaces.supported).toBe(false);
  });

  it('has what a marketplace asks for', () => {
    expect(manifest.categories).toEqual(
      expect.arrayContaining(['Visualization', 'Machine Learning']),
    );
    expect(manifest.keywords.length).toBeGreaterThan(2);
    expect(manifest.license).toBe('MIT');
    expect(readFileSync('LICENSE', 'utf8')).toMatch(/^MIT License/);
    const { width, height } = decode(readFileSync(manifest.icon));
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(128);
  });

  it('has outline icons in one colour for its views', () => {
    for (const { icon } of contributes.viewsContainers.activitybar) {
      const svg = readFileSync(icon, 'utf8');
      const colours = [...svg.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(([, colour]) => colour);
      expect(new Set(colours.filter((colour) => colour !== 'none')).size, svg).toBeLessThan(2);
    }
  });
});

describe('words', () => {
  it.each(readable)('%s stands in package.nls.json', (text) => {
    const [, key] = /^%([\w.]+)%$/.exec(text) ?? [];
    expect(words).toHaveProperty([key]);
  });

  it('are all used', () => {
    const text = readFileSync('package.json', 'utf8');
    expect(Object.keys(words).filter((key) => !text.includes(`"%${key}%"`))).toEqual([]);
  });
});

describe.each(commands)('$command', ({ command, title, category, icon, enablement }) => {
  const label = words[title.slice(1, -1)];

  it('is called by a verb in title case, in the category of the product', () => {
    expect(category).toBe('Negative Space');
    expect(label).toMatch(
      /^(Train|New|Create|Open|Stop|Resume|Rename|Delete|Inspect|Show|Check|Set|Remove)/,
    );
    expect(label).toMatch(/^[A-Z][a-z]+( [A-Z][A-Za-z]+)*…?$/);
  });

  it('has an icon of VS Code’s own, if any', () => {
    expect(icon ?? '$(none)').toMatch(/^\$\([\w-]+\)$/);
  });

  it('is enabled only where it can work', () => {
    const needsNothing = /createSample|showLog|checkHardware|TensorFlow|Cuda/.test(command);
    if (needsNothing) return;
    expect(enablement).toContain('!virtualWorkspace');
    expect(enablement).toContain('workspaceFolderCount > 0');
    if (/train|resume/.test(command)) expect(enablement).toContain('isWorkspaceTrusted');
    if (/Run$|Anchor$/.test(command))
      expect(enablement).toMatch(/!?negativeSpace\.(training|noRun)/);
  });

  it('can be found in the palette', () => {
    const hidden = items.find((item) => item.menu === 'commandPalette' && item.command === command);
    expect(hidden?.when).not.toBe('false');
  });
});

describe('menus', () => {
  it.each(items)('$menu: $command is declared and shown only where it fits', (item) => {
    expect(commands.map(({ command }) => command)).toContain(item.command);
    expect(item.when, 'a condition').toMatch(/resource|explorerResource|view ==/);
    expect(item.group, 'a group').toBeDefined();
  });

  it('put one icon into the title of an editor, and at most three into that of the view', () => {
    const inline = (menu: string): number =>
      items.filter((item) => item.menu === menu && item.group?.startsWith('navigation')).length;
    expect(inline('editor/title')).toBeLessThanOrEqual(1);
    expect(inline('view/title')).toBeLessThanOrEqual(3);
  });

  it('bind keys only inside what is ours', () => {
    for (const { when } of contributes.keybindings) expect(when).toMatch(/negativeSpace/);
  });
});

describe('settings', () => {
  const settings = Object.entries(contributes.configuration.properties);
  it('have a name, a default, a description and a scope', () => {
    for (const [name, setting] of settings) {
      expect(name).toMatch(/^negativeSpace\.\w+\.\w+$/);
      expect(setting).toHaveProperty('default');
      expect(setting).toHaveProperty('scope');
      expect(setting.description ?? setting.markdownDescription).toMatch(/^%/);
    }
  });
});

describe('the walkthrough', () => {
  it('is one, of at most six steps, each done by a command and with a picture', () => {
    expect(contributes.walkthroughs).toHaveLength(1);
    const [{ steps }] = contributes.walkthroughs;
    expect(steps.length).toBeLessThanOrEqual(6);
    for (const { description, media, completionEvents } of steps) {
      const sentence = words[description.slice(1, -1)];
      const [, command] = /\]\(command:([\w.]+)\)/.exec(sentence) ?? [];
      expect(completionEvents).toEqual([`onCommand:${command}`]);
      expect(existsSync(String(media.svg)), String(media.svg)).toBe(true);
      expect(words[String(media.altText).slice(1, -1)]).toBeTruthy();
    }
  });
});
