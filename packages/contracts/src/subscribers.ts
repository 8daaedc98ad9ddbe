import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { NetworkDeviceType } from './item-categories.ts';
import { TimelineEntry } from './leads.ts';
import { ById, Changes, Email, Id, Instant, Money, Nullable, OneOf, Page, PhoneInput, RequiredText, Search, Shape, Text, Version, named, paging } from './schemas.ts';

export const SubscriberStatus = OneOf(['new', 'active', 'suspended', 'ended'] as const);

export const SubscriberRow = named('SubscriberRow', Shape({
  id: Id,
  number: Type.String({ description: 'For example S-000232.' }),
  name: Type.String(),
  phone: Nullable(Type.String()),
  email: Nullable(Type.String()),
  place: Nullable(Type.String()),
  status: SubscriberStatus,
  offerName: Nullable(Type.String()),
  monthlyPrice: Nullable(Type.String()),
  createdAt: Instant,
}));
export type SubscriberRow = Static<typeof SubscriberRow>;

export const Subscription = named('Subscription', Shape({
  id: Id, offerId: Id, offerName: Type.String(), monthlyPrice: Type.String(), setupFee: Type.String(), taxRate: Type.String(),
  downloadMbps: Type.Integer(), uploadMbps: Type.Integer(), status: OneOf(['pending', 'active', 'suspended', 'ended'] as const), startsOn: Type.String({ format: 'date' }),
  version: Version,
}));
export type Subscription = Static<typeof Subscription>;

export const RouterUserState = OneOf(['creating', 'waiting', 'active', 'suspended', 'removing', 'removed'] as const,
  'waiting: on the router, disabled until the installation is done.');

export const RouterUser = named('RouterUser', Shape({
  id: Id, routerId: Id, routerName: Type.String(), service: OneOf(['pppoe', 'hotspot', 'user_manager'] as const), username: Type.String(),
  profile: Type.String(), ipAddress: Nullable(Type.String()), state: RouterUserState,
  subscriptionId: Nullable(Type.String({ format: 'uuid', description: 'What the user gives access to; null where several could be meant.' })),
  leftOut: Nullable(Shape({ steps: Type.Array(Type.String()), reason: Type.String(), by: Type.String(), at: Instant }, {
    description: 'What somebody left out on the router, until the router is known to have the user as it is here.',
  })),
}));

export const Subscriber = named('Subscriber', Shape({
  id: Id,
  number: Type.String(),
  name: Type.String(),
  companyName: Nullable(Type.String()),
  phone: Nullable(Type.String()),
  email: Nullable(Type.String()),
  billingEmail: Nullable(Type.String()),
  street: Nullable(Type.String()),
  unitNumber: Nullable(Type.String()),
  city: Nullable(Type.String()),
  zipCode: Nullable(Type.String()),
  location: Nullable(Type.String()),
  installationAddress: Nullable(Type.String()),
  latitude: Nullable(Type.Number()),
  longitude: Nullable(Type.Number()),
  status: SubscriberStatus,
  leadId: Nullable(Id),
  leadNumber: Nullable(Type.String()),
  doNotContact: Nullable(Type.String({ description: 'Why nothing is written to them; kept on the lead they come from.' })),
  conversionId: Nullable(Id),
  subscriptions: Type.Array(Subscription),
  routerUsers: Type.Array(RouterUser),
  createdAt: Instant,
  version: Version,
}));
export type Subscriber = Static<typeof Subscriber>;

export const listSubscribers = endpoint({
  operationId: 'listSubscribers', tag: 'subscribers', summary: 'List subscribers, newest first', method: 'GET', path: '/subscribers', access: 'subscribers:read',
  query: Shape({ ...paging, q: Type.Optional(Search), status: Type.Optional(SubscriberStatus), count: Type.Optional(Type.Boolean()) }),
  response: Page('SubscriberPage', SubscriberRow),
});
export const getSubscriber = endpoint({
  operationId: 'getSubscriber', tag: 'subscribers', summary: 'One subscriber: services, router users, origin', method: 'GET', path: '/subscribers/:id',
  access: 'subscribers:read', params: ById, response: Subscriber, errors: [404],
});
export const SubscriberChanges = named('SubscriberChanges', Changes(Shape({
  name: RequiredText(200),
  companyName: Nullable(Text(200)),
  phone: Nullable(PhoneInput),
  email: Nullable(Email),
  billingEmail: Nullable(Email),
  street: Nullable(Text(200)),
  unitNumber: Nullable(Text(60)),
  city: Nullable(Text(120)),
  zipCode: Nullable(Text(20)),
  location: Nullable(Text(200)),
  installationAddress: Nullable(Text(300, 'Where the service is. Service orders that are not over and go to the old one go to this one.')),
  latitude: Nullable(Type.Number({ minimum: -90, maximum: 90 })),
  longitude: Nullable(Type.Number({ minimum: -180, maximum: 180 })),
})));
export const updateSubscriber = endpoint({
  operationId: 'updateSubscriber', tag: 'subscribers', summary: 'Change how a subscriber is reached and where the service is', method: 'PATCH', path: '/subscribers/:id',
  description: 'Nothing of it is asked of a router; a bill that was issued stays as it is.',
  access: 'subscribers:write', params: ById, body: SubscriberChanges, response: Subscriber, errors: [404, 412, 422],
});
export const SubscriptionChanges = named('SubscriptionChanges', Changes(Shape({
  offerId: Type.String({ format: 'uuid', description: 'Another package, at its price of now where no price is named.' }),
  monthlyPrice: Money,
  reason: RequiredText(500, 'For the subscriber’s timeline.'),
})));
export const updateSubscription = endpoint({
  operationId: 'updateSubscription', tag: 'subscribers', summary: 'Change the price or the package of what a subscriber has', method: 'PATCH', path: '/subscriptions/:id',
  description: 'Nothing of it is asked of a router and no session ends. A package goes with the profile of its router user: where there is one, it is changed by '
    + '`POST /router-users/{id}/change` (409 `package_is_on_router` here). A bill that was issued stays as it is.',
  access: 'subscribers:write', params: ById, body: SubscriptionChanges, response: Subscription, errors: [404, 409, 412, 422],
});
export const SubscriberEquipment = named('SubscriberEquipment', Shape({
  units: Type.Array(Shape({
    id: Id, itemId: Id, itemName: Type.String(), sku: Type.String(), serial: Type.String(), mac: Nullable(Type.String()), since: Instant,
    serviceOrderId: Nullable(Id), serviceOrderNumber: Nullable(Type.String()), deviceId: Nullable(Id), deviceType: Nullable(NetworkDeviceType),
  }), { description: 'By serial, at most 500.' }),
  counted: Type.Array(Shape({ itemId: Id, itemName: Type.String(), sku: Type.String(), unit: Type.String(), quantity: Type.Integer() }), {
    description: 'Of counted items, what was issued less what came back.',
  }),
}));
export type SubscriberEquipment = Static<typeof SubscriberEquipment>;
export const getSubscriberEquipment = endpoint({
  operationId: 'getSubscriberEquipment', tag: 'subscribers', summary: 'What a subscriber has of the stock, by serial', method: 'GET', path: '/subscribers/:id/equipment',
  access: 'subscribers:read', params: ById, response: SubscriberEquipment, errors: [404],
});
export const getSubscriberTimeline = endpoint({
  operationId: 'getSubscriberTimeline', tag: 'subscribers', summary: 'Everything that happened to a subscriber, newest first', method: 'GET',
  path: '/subscribers/:id/timeline', access: 'subscribers:read', params: ById, query: Shape(paging), response: Page('SubscriberTimelinePage', TimelineEntry),
  errors: [404],
});
