import { Type, type Static } from 'typebox';
import { endpoint } from './endpoint.ts';
import { LogoUrl } from './organization.ts';
import { ById, Changes, Email, Id, Instant, List, Nullable, PhoneInput, RequiredText, Shape, Text, Version, named } from './schemas.ts';

const widgetText = {
  title: RequiredText(80),
  introduction: Nullable(Text(300)),
  buttonText: RequiredText(40),
  thankYouMessage: RequiredText(500),
};

/** S0-10.3: a hosted form that makes leads. */
export const SignupWidget = named('SignupWidget', Shape({
  id: Id,
  ...widgetText,
  pipelineId: Id,
  stageId: Id,
  ownerId: Nullable(Id),
  source: Type.String(),
  showOffers: Type.Boolean(),
  offerRequired: Type.Boolean(),
  includeTax: Type.Boolean({ description: 'Show prices with tax (S0-10.3-l).' }),
  isActive: Type.Boolean(),
  publicUrl: Type.String({ description: 'Where prospects fill it in.' }),
  createdAt: Instant,
  version: Version,
}));
export type SignupWidget = Static<typeof SignupWidget>;

export const SignupWidgetChanges = named('SignupWidgetChanges', Changes(Shape({
  ...widgetText,
  pipelineId: Id,
  stageId: Id,
  ownerId: Nullable(Id),
  showOffers: Type.Boolean(),
  offerRequired: Type.Boolean(),
  includeTax: Type.Boolean(),
  isActive: Type.Boolean(),
})));

export const listSignupWidgets = endpoint({
  operationId: 'listSignupWidgets', tag: 'signup-widgets', summary: 'List signup forms', method: 'GET', path: '/signup-widgets',
  access: 'signup-widgets:read', response: List('SignupWidgetList', SignupWidget),
});
export const updateSignupWidget = endpoint({
  operationId: 'updateSignupWidget', tag: 'signup-widgets', summary: 'Change a signup form', method: 'PATCH', path: '/signup-widgets/:id',
  access: 'signup-widgets:write', params: ById, body: SignupWidgetChanges, response: SignupWidget, errors: [404, 412, 422],
});

export const SignupForm = named('SignupForm', Shape({
  organization: Shape({ name: Type.String(), city: Nullable(Type.String()), phone: Nullable(Type.String()), accentColor: Nullable(Type.String()), logoUrl: LogoUrl, currency: Type.String(), locale: Type.String() }),
  ...widgetText,
  offerRequired: Type.Boolean(),
  pricesIncludeTax: Type.Boolean(),
  taxName: Type.String(),
  offers: Type.Array(Shape({
    id: Id, name: Type.String(), description: Nullable(Type.String()), monthlyPrice: Type.String(), setupFee: Type.String(),
    downloadMbps: Type.Integer(), uploadMbps: Type.Integer(),
  })),
  ticket: Type.String({ description: 'Sent back with the answer; tells how long the form was open.' }),
}));

export const SignupAnswer = named('SignupAnswer', Shape({
  name: RequiredText(200),
  phone: PhoneInput,
  email: Type.Optional(Nullable(Email)),
  city: Type.Optional(Nullable(Text(120))),
  location: Type.Optional(Nullable(Text(200))),
  offerId: Type.Optional(Nullable(Id)),
  consent: Type.Optional(Type.Boolean()),
  ticket: Type.Optional(Type.String({ maxLength: 400 })),
  website: Type.Optional(Type.String({ maxLength: 200, description: 'Leave empty; people never see it.' })),
}));

export const getSignupForm = endpoint({
  operationId: 'getSignupForm', tag: 'public', summary: 'A signup form as a prospect sees it', method: 'GET', path: '/public/signup/:id', access: 'public',
  params: ById, response: SignupForm, errors: [404],
});
export const submitSignup = endpoint({
  operationId: 'submitSignup', tag: 'public', summary: 'Send a filled-in signup form', method: 'POST', path: '/public/signup/:id', access: 'public',
  description: 'The answer is the same whether the person is known or new (P11).', status: 201, params: ById, body: SignupAnswer,
  response: named('SignupThanks', Shape({ message: Type.String() })), errors: [404, 409, 422],
});
