/**
 * Who may call what, written by hand beside the contracts: every operation of the API with the roles it lets through. A
 * new operation that is not here fails the suite, so that somebody decides about each role; a changed grant shows up as
 * a difference to decide about as well.
 */
export const everyone = ['owner', 'admin', 'manager', 'sales', 'warehouse', 'technician', 'viewer'] as const;

const administrators = ['owner', 'admin'] as const;
const managers = [...administrators, 'manager'] as const;
const sellers = [...managers, 'sales'] as const;
const readersOfLeads = [...sellers, 'viewer'] as const;
const readersOfRouters = [...sellers, 'technician', 'viewer'] as const;

export type Allowed = 'anybody' | readonly (typeof everyone)[number][];

export const operations: { readonly [operationId: string]: Allowed } = {
  // Before or without signing in.
  getAuthStatus: 'anybody',
  getSignupForm: 'anybody',
  login: 'anybody',
  setup: 'anybody',
  submitSignup: 'anybody',

  // One's own session, and what everybody needs to find their way.
  getMe: everyone,
  listSessions: everyone,
  logout: everyone,
  logoutEverywhere: everyone,
  search: everyone,
  streamChanges: everyone,
  getOrganization: everyone,
  getOffer: everyone,
  listOffers: everyone,
  getPipeline: everyone,
  listPipelines: everyone,
  listPipelineTemplates: everyone,
  listLeadFields: everyone,
  listLeadSources: everyone,
  getUser: everyone,
  listUsers: everyone,
  listTeams: everyone,

  // Selling.
  assignLead: managers,
  cancelConversion: sellers,
  claimLead: sellers,
  claimNextLead: sellers,
  convertLead: sellers,
  completeActivity: sellers,
  createActivity: sellers,
  createFile: sellers,
  createLead: sellers,
  createLeadCapture: managers,
  createTag: sellers,
  deleteFile: sellers,
  deleteActivity: sellers,
  deleteLead: managers,
  eraseLead: administrators,
  findDuplicates: readersOfLeads,
  getActivity: readersOfLeads,
  getBoard: readersOfLeads,
  getConversion: readersOfLeads,
  getFile: readersOfLeads,
  getFileContent: readersOfLeads,
  getFileLimits: readersOfLeads,
  getLead: readersOfLeads,
  getLeadStageTimes: readersOfLeads,
  getLeadTimeline: readersOfLeads,
  getToday: readersOfLeads,
  listFiles: readersOfLeads,
  listActivities: readersOfLeads,
  listDeletedLeads: managers,
  listLeadCaptures: readersOfLeads,
  listLeads: readersOfLeads,
  listTags: readersOfLeads,
  listTodayLeads: readersOfLeads,
  moveLead: sellers,
  planConversion: sellers,
  purgeLead: administrators,
  reopenLead: managers,
  restoreFile: sellers,
  restoreLead: managers,
  retryConversion: sellers,
  setLeadTags: sellers,
  updateFile: sellers,
  updateActivity: sellers,
  updateLead: sellers,

  // What was sold, and the network it runs on.
  checkRouter: readersOfRouters,
  getRouter: readersOfRouters,
  getSubscriber: everyone,
  getSubscriberTimeline: everyone,
  listRouters: readersOfRouters,
  listSubscribers: everyone,

  // Integrations and messages.
  createApiToken: sellers,
  deleteApiToken: sellers,
  listApiTokens: sellers,
  listEvents: managers,
  listOutbox: managers,
  listSignupWidgets: [...managers, 'viewer'],

  // Setting the organization up.
  createLeadField: administrators,
  createLeadSource: administrators,
  createOffer: administrators,
  createPipeline: administrators,
  createPipelineFromTemplate: administrators,
  createRouter: administrators,
  createStage: administrators,
  createTeam: administrators,
  createUser: administrators,
  deleteLeadField: administrators,
  deleteOffer: administrators,
  deletePipeline: administrators,
  deleteRouter: administrators,
  deleteStage: administrators,
  deleteTag: managers,
  deleteTeam: administrators,
  getLeadFieldUsage: administrators,
  orderLeadFields: administrators,
  orderPipelines: administrators,
  orderStages: administrators,
  orderTags: managers,
  removePipeline: administrators,
  updateLeadField: administrators,
  updateLeadSource: administrators,
  updateOffer: administrators,
  updateOrganization: administrators,
  updatePipeline: administrators,
  updateRouter: administrators,
  updateSignupWidget: administrators,
  updateStage: administrators,
  updateTag: managers,
  updateTeam: administrators,
  updateUser: administrators,
};
