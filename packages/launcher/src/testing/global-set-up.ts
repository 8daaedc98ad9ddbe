// Jest and Playwright ask for default exports here; nothing else in the project has one.
export { setUp as default } from './runner-setup.ts';
