/** The door to captures for the pages that compose them. */
export { CapturesSection } from './captures-section.tsx';
