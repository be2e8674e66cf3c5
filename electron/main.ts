import { programArguments } from './app/program-arguments.ts';
import { startApp } from './app/start-app.ts';

startApp({ argv: programArguments(process.argv) });
