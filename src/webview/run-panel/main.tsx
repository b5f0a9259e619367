// Entry of the run panel's bundle.
import { render } from 'preact';
import '../shared/theme.css';
import { App } from './app';
import { askForColours } from './colour-requests';
import { begin } from './requests';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');
render(<App />, root);
void begin().then(askForColours);
