export { tearDown as default } from './runner-setup.ts';
