export { conversionJobs, conversionRoutes, resumeConversions } from './conversion.routes.ts';
export { eraseConversionOf, purgeConversionOf } from './forget-conversion.ts';
export { conversionOutlook, convertOneOfMany } from './convert-many.ts';
