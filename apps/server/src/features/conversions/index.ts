export { conversionJobs, conversionRoutes, resumeConversions } from './conversion.routes.ts';
export { markerOf } from './provisioning.ts';
