// The page of a view: what its policy allows, and that no text becomes markup.
import { describe, expect, it, vi } from 'vitest';
import { webviewHtml } from '../../../src/extension/webview-html';

vi.mock('vscode', () => ({
  Uri: { joinPath: (base: string, ...parts: readonly string[]) => [base, ...parts].join('/') },
}));

type Given = Parameters<typeof webviewHtml>;

const SOURCE = 'https://views.test';
const webview = {
  cspSource: SOURCE,
  asWebviewUri: (file: string) => `${SOURCE}/${file}`,
} as unknown as Given[0];

const page = (title = 'leaves'): string =>
  webviewHtml(webview, 'dist' as unknown as Given[1], { name: 'run-panel', title });

function policyOf(html: string): ReadonlyMap<string, string> {
  const [, policy] = /Content-Security-Policy" content="([^"]+)"/.exec(html)!;
  const parts = policy.split('; ').map((part) => part.split(' '));
  return new Map(parts.map(([name, ...values]) => [name, values.join(' ')]));
}

describe('the page of a view', () => {
  it('allows its own script by a nonce, its own styles, and pictures as data: nothing else', () => {
    const html = page();
    const [, nonce] = /<script nonce="([^"]+)"/.exec(html)!;
    expect(Object.fromEntries(policyOf(html))).toEqual({
      'default-src': "'none'",
      'script-src': `'nonce-${nonce}'`,
      'style-src': SOURCE,
      'font-src': SOURCE,
      'img-src': `${SOURCE} blob: data:`,
      'base-uri': "'none'",
      'form-action': "'none'",
    });
    expect(html.match(/<script/g)).toHaveLength(1);
  });

  it('has another nonce each time', () => {
    expect(policyOf(page()).get('script-src')).not.toBe(policyOf(page()).get('script-src'));
  });

  it('shows a name that looks like markup as the text that it is', () => {
    const html = page(`</title><base href="https://else.test"><b id='b'>R&D`);
    expect(html).not.toMatch(/<base|<b /);
    expect(html.match(/<\/title>/g)).toHaveLength(1);
    expect(html).toContain('R&#38;D');
  });
});
