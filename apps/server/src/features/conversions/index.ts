export { conversionJobs, conversionRoutes, resumeConversions } from './conversion.routes.ts';
