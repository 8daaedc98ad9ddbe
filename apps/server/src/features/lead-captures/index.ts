/** The door to captures for other features. */
export { keepCapture } from './keep-capture.ts';
export { leadCaptureRoutes } from './lead-capture.routes.ts';
