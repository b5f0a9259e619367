// Whether the person asked for less motion, of the system or of the editor: things then jump.

const query = matchMedia('(prefers-reduced-motion: reduce)');

export const reducedMotion = (): boolean =>
  query.matches || document.body.classList.contains('vscode-reduce-motion');
