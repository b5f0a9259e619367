// A number from the style sheet that drawing needs: sizes of pictures differ between the forms of
// the layout, and only the style sheet knows which form it is.
import { useLayoutEffect, useState } from 'preact/hooks';

/** The value of a custom property on the element, read again whenever its size changes. */
export function useStyleNumber(
  element: { readonly current: HTMLElement | null },
  property: `--${string}`,
  otherwise: number,
): number {
  const [value, setValue] = useState(otherwise);
  useLayoutEffect(() => {
    const { current } = element;
    if (!current) return undefined;
    const read = (): void => {
      setValue(Number(getComputedStyle(current).getPropertyValue(property)) || otherwise);
    };
    const observer = new ResizeObserver(read);
    observer.observe(current);
    read();
    return () => {
      observer.disconnect();
    };
  }, [property, otherwise]);
  return value;
}
