// A key as it stands on the keyboard.
import type { JSX } from 'preact';
import './controls.css';

export const Key = ({ name }: { readonly name: string }): JSX.Element => (
  <kbd class="key">{name}</kbd>
);
