-- What waits for a router that does not answer, and what of it somebody left out.

-- How long a conversion waits for such a router before it fails; 0 has it fail after the router's own attempts.
alter table conversion_settings add column router_patience_hours int not null default 0 check (router_patience_hours between 0 and 72);

-- When a conversion that waits is tried again; null while a worker is at it or it is over.
alter table conversions add column next_try_at timestamptz;
alter table conversions add column tries int not null default 0;
-- When it no longer waits; null where it does not wait at all.
alter table conversions add column gives_up_at timestamptz;
create index conversions_running on conversions (organization_id, next_try_at) where state = 'running';

-- Why a person left a step out, and who as they were called then. What went wrong before that stays as the step's message.
alter table conversion_steps add column skip_reason text;
alter table conversion_steps add column skipped_by text;
alter table router_operation_steps add column skip_reason text;
alter table router_operation_steps add column skipped_by text;

-- Steps that were left out on the router, with the reason, by whom and when, until the router is known to have the user as it is here.
alter table router_users add column left_out jsonb;
