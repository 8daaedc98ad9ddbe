import type { QueryClient } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import { firstQuestionsOfLeads } from './features/leads/first-questions.ts';

type PageModule = Record<string, ComponentType>;

/**
 * Which file under `features/` holds the page of a URL, and what the page is called there. A page that composes several
 * features belongs to none of them and is under `pages/`.
 */
const pages = {
  '/today': ['pages/today-page', 'TodayPage'],
  '/leads': ['leads/leads-page', 'LeadsPage'],
  '/leads/new': ['leads/new-lead-page', 'NewLeadPage'],
  '/leads/deleted': ['deleted-leads/deleted-leads-page', 'DeletedLeadsPage'],
  '/leads/duplicates': ['duplicates/duplicates-page', 'DuplicatesPage'],
  '/leads/merge': ['duplicates/merge-page', 'MergePage'],
  '/leads/import': ['imports/imports-page', 'ImportsPage'],
  '/leads/import/:id': ['imports/import-page', 'ImportPage'],
  '/leads/:id': ['pages/lead-page', 'LeadPage'],
  '/leads/:id/quotes': ['quotes/lead-quotes-page', 'LeadQuotesPage'],
  '/quotes': ['quotes/quotes-page', 'QuotesPage'],
  '/quotes/new': ['pages/new-quote-page', 'NewQuotePage'],
  '/quotes/:id': ['quotes/quote-page', 'QuotePage'],
  '/activities': ['activities/activities-page', 'ActivitiesPage'],
  '/dashboard': ['reports/dashboard-page', 'DashboardPage'],
  '/reports': ['reports/reports-page', 'ReportsPage'],
  '/jobs': ['jobs/jobs-page', 'JobsPage'],
  '/jobs/:id': ['jobs/job-page', 'JobPage'],
  '/subscribers': ['subscribers/subscribers-page', 'SubscribersPage'],
  '/subscribers/:id': ['pages/subscriber-page', 'SubscriberPage'],
  '/service-orders': ['service-orders/service-orders-page', 'ServiceOrdersPage'],
  '/service-orders/:id': ['pages/service-order-page', 'ServiceOrderPage'],
  '/invoices': ['invoices/invoices-page', 'InvoicesPage'],
  '/invoices/:id': ['invoices/invoice-page', 'InvoicePage'],
  '/inventory': ['inventory/items-page', 'ItemsPage'],
  '/inventory/items/:id': ['inventory/item-page', 'ItemPage'],
  '/inventory/import': ['imports/stock-imports-page', 'StockImportsPage'],
  '/inventory/import/:id': ['imports/stock-import-page', 'StockImportPage'],
  '/inventory/scan': ['inventory/scan-page', 'ScanPage'],
  '/inventory/movements': ['inventory/movements-page', 'MovementsPage'],
  '/inventory/locations': ['inventory/locations-page', 'LocationsPage'],
  '/inventory/stocktakes': ['inventory/stocktakes-page', 'StocktakesPage'],
  '/inventory/stocktakes/:id': ['inventory/stocktake-page', 'StocktakePage'],
  '/inventory/network-devices': ['inventory/network-devices-page', 'NetworkDevicesPage'],
  '/inventory/network-devices/:id': ['inventory/network-device-page', 'NetworkDevicePage'],
  '/inventory/categories': ['inventory/categories-page', 'CategoriesPage'],
  '/inventory/reports': ['inventory/stock-reports-page', 'StockReportsPage'],
  '/settings/organization': ['organization/organization-page', 'OrganizationPage'],
  '/settings/users': ['users/users-page', 'UsersPage'],
  '/settings/api-tokens': ['api-tokens/api-tokens-page', 'ApiTokensPage'],
  '/settings/pipelines': ['pipelines/pipelines-page', 'PipelinesPage'],
  '/settings/lead-fields': ['lead-fields/lead-fields-page', 'LeadFieldsPage'],
  '/settings/sources': ['lead-sources/lead-sources-page', 'LeadSourcesPage'],
  '/settings/lead-score': ['score-rules/score-rules-page', 'ScoreRulesPage'],
  '/settings/tags': ['tags/tags-page', 'TagsPage'],
  '/settings/packages': ['offers/offers-page', 'OffersPage'],
  '/settings/quotes': ['quotes/quote-settings-page', 'QuoteSettingsPage'],
  '/settings/signup-forms': ['signup-widgets/signup-widgets-page', 'SignupWidgetsPage'],
  '/settings/conversion': ['conversion-settings/conversion-settings-page', 'ConversionSettingsPage'],
  '/settings/routers': ['routers/routers-page', 'RoutersPage'],
  '/settings/messages': ['message-templates/message-templates-page', 'MessageTemplatesPage'],
  '/settings/notifications': ['notification-settings/notifications-page', 'NotificationsPage'],
  '/settings/inventory': ['inventory-settings/inventory-settings-page', 'InventorySettingsPage'],
  '/settings/outbox': ['outbox/outbox-page', 'OutboxPage'],
} as const satisfies Record<string, readonly [file: string, component: string]>;

export type PagePath = keyof typeof pages;
export const pagePaths = Object.keys(pages) as PagePath[];

const modules = import.meta.glob<PageModule>(['./features/*/*-page.tsx', './pages/*-page.tsx']);
const fileOf = (path: PagePath) => {
  const [file] = pages[path];
  return file.startsWith('pages/') ? `./${file}.tsx` : `./features/${file}.tsx`;
};
const moduleAt = (path: PagePath) => modules[fileOf(path)];

/**
 * What a page asks first, while its script is still on its way. Only for pages that a day is spent on: what is written
 * here is part of the script that is loaded before any page.
 */
const firstQuestions: Partial<Record<PagePath, (queries: QueryClient, address: URL) => Promise<unknown>>> = {
  '/leads': firstQuestionsOfLeads,
};

/** Whether it is known what the page asks first. */
export function asksFirst(path: PagePath): boolean {
  return path in firstQuestions;
}

/** Asks what the page of a URL asks first; done when it is answered, or has failed for the page to show. */
export async function askFirst(path: PagePath, queries: QueryClient, address: URL): Promise<void> {
  await firstQuestions[path]?.(queries, address);
}

/** Whether the page is part of this build; the navigation shows no other. */
export function hasPage(path: PagePath): boolean {
  return moduleAt(path) !== undefined;
}

/** Fetches a page when its URL is first opened. Throws where its file does not export it under its name. */
export async function loadPage(path: PagePath): Promise<{ Component: ComponentType }> {
  const [, name] = pages[path];
  const Component = (await moduleAt(path)!())[name];
  if (!Component) throw new Error(`${fileOf(path)} has to export ${name}, the page of ${path}.`);
  return { Component };
}
