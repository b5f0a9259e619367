// Moving the focus in a group that is one stop of the Tab key: arrows step, Home and End jump.

/** The element that the key leads to from the one in focus; undefined for keys that do not move. */
export function nextOf<T extends HTMLElement>(items: readonly T[], key: string): T | undefined {
  const at = items.findIndex((item) => item === document.activeElement);
  const wrap = (index: number): T | undefined => items.at(index % items.length);
  switch (key) {
    case 'ArrowDown':
    case 'ArrowRight':
      return wrap(at + 1);
    case 'ArrowUp':
    case 'ArrowLeft':
      return wrap(at < 0 ? -1 : at - 1);
    case 'Home':
      return items.at(0);
    case 'End':
      return items.at(-1);
    default:
      return undefined;
  }
}
