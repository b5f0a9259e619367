#!/usr/bin/env node
// Entry of the command line `negative-space`.
import { main } from './commandline/program';

void main(process.argv.slice(2));
