import type { LeadChanges } from '@lastmile/contracts';

/** What people call the fields of a lead. */
export const leadLabels: Readonly<Record<keyof LeadChanges & string, string>> = {
  name: 'Name', contactName: 'Contact person', companyName: 'Company', jobTitle: 'Job title', phone: 'Phone',
  email: 'Email', billingEmail: 'Billing email', location: 'Place', street: 'Street', unitNumber: 'Unit',
  city: 'City', zipCode: 'Postal code', propertyAddress: 'Address of the property', latitude: 'Latitude',
  longitude: 'Longitude', source: 'Source', partner: 'Partner or reseller', broughtInBy: 'Brought in by',
  broughtInByContact: 'Their phone', howFoundUs: 'How they found us', offerId: 'Package',
  serviceType: 'Kind of service', currentIsp: 'Current provider', interestReason: 'Why they are interested',
  agreedInstallationFee: 'Agreed installation fee', agreedMonthlySubscription: 'Agreed subscription',
  hasRouter: 'They have a router', routerType: 'Router type', estimatedValue: 'Estimated value', priority: 'Priority',
  rating: 'Rating', urgency: 'Urgency', score: 'Score', probability: 'Probability', followUpAt: 'Next step on',
  followUpNote: 'What is to be done', notes: 'Notes', totalJobsReferred: 'Jobs referred',
  doNotContact: 'Do not contact', customFields: 'Your own fields',
};
