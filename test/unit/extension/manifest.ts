// The manifest as the tests read it: only the parts they ask about.
import { readFileSync } from 'node:fs';
import * as v from 'valibot';

const strings = v.array(v.string());
const menuItem = v.object({
  command: v.string(),
  when: v.optional(v.string()),
  group: v.optional(v.string()),
});
const step = v.object({
  id: v.string(),
  title: v.string(),
  description: v.string(),
  media: v.record(v.string(), v.unknown()),
  completionEvents: strings,
});

const schema = v.object({
  name: v.string(),
  version: v.string(),
  publisher: v.string(),
  license: v.string(),
  main: v.string(),
  icon: v.string(),
  browser: v.optional(v.string()),
  categories: strings,
  keywords: strings,
  extensionKind: strings,
  engines: v.object({ vscode: v.string() }),
  devDependencies: v.record(v.string(), v.string()),
  activationEvents: strings,
  capabilities: v.object({
    untrustedWorkspaces: v.object({ supported: v.unknown(), description: v.string() }),
    virtualWorkspaces: v.object({ supported: v.unknown(), description: v.string() }),
  }),
  contributes: v.object({
    commands: v.array(
      v.object({
        command: v.string(),
        title: v.string(),
        category: v.string(),
        icon: v.optional(v.string()),
        enablement: v.optional(v.string()),
      }),
    ),
    menus: v.record(v.string(), v.array(menuItem)),
    keybindings: v.optional(v.array(v.object({ command: v.string(), when: v.string() })), []),
    viewsContainers: v.object({ activitybar: v.array(v.object({ icon: v.string() })) }),
    views: v.record(v.string(), v.array(v.object({ name: v.string(), type: v.string() }))),
    walkthroughs: v.array(v.object({ title: v.string(), steps: v.array(step) })),
    configuration: v.optional(
      v.object({ properties: v.record(v.string(), v.record(v.string(), v.unknown())) }),
      { properties: {} },
    ),
  }),
});

export const manifest = v.parse(schema, JSON.parse(readFileSync('package.json', 'utf8')));

/** The words that `%key%` in the manifest stands for. */
export const words = v.parse(
  v.record(v.string(), v.string()),
  JSON.parse(readFileSync('package.nls.json', 'utf8')),
);
