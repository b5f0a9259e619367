// The map of the run: points, or the same as a table, with its tools and its legend.
import type { JSX } from 'preact';
import * as state from '../state';
import { Legend } from './legend';
import { MapStates } from './map-states';
import { Stage } from './stage';
import { MapTable } from './table';
import { Toolbar } from './toolbar';
import './map.css';

export function MapView(): JSX.Element {
  return (
    <section class="map" aria-label="Map">
      <Toolbar />
      {state.asTable.value ? (
        <MapTable />
      ) : (
        <>
          <Legend />
          <div class="map-place">
            <Stage />
            <MapStates />
          </div>
        </>
      )}
    </section>
  );
}
