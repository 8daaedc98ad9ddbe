export { conversionJobs, conversionRoutes } from './conversion.routes.ts';
export { resumeConversions } from './reconcile.ts';
export { eraseConversionOf, purgeConversionOf } from './forget-conversion.ts';
export { conversionOutlook, convertOneOfMany } from './convert-many.ts';
