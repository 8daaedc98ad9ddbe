export { signupWidgetRoutes } from './signup-widget.routes.ts';
