// Whether an element is in sight or about to be: long lists draw only those pictures.
import { useEffect, useState } from 'preact/hooks';

const MARGIN = '300px 0px';

export function useInSight(element: { readonly current: HTMLElement | null }): boolean {
  const [inSight, setInSight] = useState(false);
  useEffect(() => {
    const { current } = element;
    if (!current) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        setInSight(entries.at(-1)?.isIntersecting ?? false);
      },
      { root: current.closest('.inspector-scroll'), rootMargin: MARGIN },
    );
    observer.observe(current);
    return () => {
      observer.disconnect();
    };
  }, []);
  return inSight;
}
