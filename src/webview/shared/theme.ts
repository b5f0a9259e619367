// The editor's theme as canvases need it: colours by value, read again whenever the editor changes
// a class of the body or a `--vscode-*` variable. Elements of the page use the variables instead.
import { signal } from '@preact/signals';
import { parseColour, type Rgb } from './colour';

export type ThemeKind = 'dark' | 'light' | 'high-contrast' | 'high-contrast-light';

/** Classes that are told apart by colour. */
export const CLASS_COLOURS = 12;

export interface Theme {
  readonly kind: ThemeKind;
  readonly text: Rgb;
  readonly background: Rgb;
  /** Second voice. */
  readonly dim: Rgb;
  /** Quiet marks. */
  readonly bar: Rgb;
  readonly track: Rgb;
  readonly grid: Rgb;
  /** Anchor, focus, playhead. */
  readonly accent: Rgb;
  /** Probable false negative, nothing else. */
  readonly flag: Rgb;
  readonly classes: readonly Rgb[];
  /** Font families, as a style sheet writes them. */
  readonly font: string;
}

export const theme = signal(readTheme());

watchTheme();

function readTheme(): Theme {
  const probe = document.createElement('i');
  document.body.append(probe);
  const colour = (variable: string): Rgb => {
    probe.style.color = `var(${variable})`;
    return parseColour(getComputedStyle(probe).color);
  };
  const read: Theme = {
    kind: themeKind(),
    text: colour('--ns-fg'),
    background: colour('--ns-bg'),
    dim: colour('--ns-dim'),
    bar: colour('--ns-bar'),
    track: colour('--ns-track'),
    grid: colour('--ns-grid'),
    accent: colour('--ns-accent'),
    flag: colour('--ns-flag'),
    classes: Array.from({ length: CLASS_COLOURS }, (_, i) => colour(`--ns-class-${i + 1}`)),
    font: getComputedStyle(document.body).fontFamily,
  };
  probe.remove();
  return read;
}

function themeKind(): ThemeKind {
  const { classList } = document.body;
  if (classList.contains('vscode-high-contrast-light')) return 'high-contrast-light';
  if (classList.contains('vscode-high-contrast')) return 'high-contrast';
  return classList.contains('vscode-light') ? 'light' : 'dark';
}

function watchTheme(): void {
  let waiting = false;
  // The editor changes many attributes at once: they are read together, before the next frame.
  const observer = new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      theme.value = readTheme();
    });
  });
  const watched = { attributes: true, attributeFilter: ['class', 'style'] };
  observer.observe(document.body, watched);
  observer.observe(document.documentElement, watched);
}
