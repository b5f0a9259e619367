// Lint: typed rules, and the walls between the rooms (ARCHITECTURE.md, "The house").
import js from '@eslint/js';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/** Engine rooms in the order of the data's way: a room may import those before it, never after. */
const engineRooms = [
  'random',
  'config',
  'graph',
  'runtime',
  'dataset',
  'views',
  'encoder',
  'negatives',
  'objective',
  'explain',
  'evaluate',
  'runs',
  'train',
  'compare',
  'session',
  'editing',
  'inspect',
  'project',
  'view',
  'sample',
  'setup',
  'commandline',
];

const between = (target, from, message) => ({
  target: `./src/${target}`,
  from: from.map((room) => `./src/${room}`),
  message,
});

const walls = [
  between('protocol', ['engine', 'extension', 'webview'], 'protocol imports nothing of ours.'),
  between('engine', ['extension', 'webview'], 'The engine knows no editor and no view.'),
  between('extension', ['engine', 'webview'], 'The extension talks to the engine by protocol.'),
  between('webview', ['engine', 'extension'], 'A webview talks by protocol.'),
  ...engineRooms.slice(0, -1).map((room, i) =>
    between(
      `engine/${room}`,
      engineRooms.slice(i + 1).map((later) => `engine/${later}`),
      `engine/${room} may only import rooms before it: ${engineRooms.slice(0, i).join(', ')}.`,
    ),
  ),
];

const onlyExtension = { name: 'vscode', message: 'Only src/extension imports vscode.' };
const onlyLibrary = {
  name: 'onnxruntime-node',
  message: 'Import engine/runtime/library: it switches telemetry off first.',
};

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'coverage/', 'demo/', 'artefacts/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.mts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    plugins: { 'import-x': importX },
    languageOptions: { parserOptions: { projectService: true } },
    settings: {
      'import-x/resolver-next': [
        createNodeResolver({ extensions: ['.ts', '.tsx', '.js', '.mjs'] }),
      ],
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones: walls }],
      'import-x/no-default-export': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Randomness comes from engine/random.' },
      ],
      'no-restricted-imports': ['error', { paths: [onlyExtension, onlyLibrary] }],
      'no-console': 'error',
    },
  },
  {
    files: ['src/extension/**', 'test/host/**'],
    rules: { 'no-restricted-imports': ['error', { paths: [onlyLibrary] }] },
  },
  {
    files: ['src/engine/runtime/library.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: [onlyExtension] }] },
  },
  { files: ['*.mts', '*.config.*'], rules: { 'import-x/no-default-export': 'off' } },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly' } },
  },
);
