-- The lead score (D24): rules in versions, what they came to for each lead, and which leads are to be scored again.

create table score_rules (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  -- draft: being worked on. active: leads are scored by it. retired: was, and tells what a score of then meant.
  state text not null check (state in ('draft', 'active', 'retired')),
  rules jsonb not null check (jsonb_typeof(rules) = 'array'),
  changed_by_name text not null,
  -- The job that scores all open leads by it.
  job_id uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (organization_id, id)
);
call protect('score_rules');
create unique index score_rules_one on score_rules (organization_id, state) where state <> 'retired';

alter table leads
  -- Whether `score` is a person's and not the rules'.
  add column score_overridden boolean not null default false;

create table lead_scores (
  organization_id uuid not null references organizations (id),
  lead_id uuid not null,
  -- What the rules say; leads.score is the override where there is one, else this.
  computed int,
  -- [{ ruleId, points }]
  reasons jsonb not null default '[]',
  rules_id uuid,
  scored_at timestamptz,
  -- When time alone changes it next: the first moment at which a rule about days begins or ceases to apply.
  changes_at timestamptz,
  override int check (override between 0 and 100),
  override_reason text,
  overridden_by_name text,
  overridden_at timestamptz,
  primary key (organization_id, lead_id),
  foreign key (organization_id, lead_id) references leads (organization_id, id) on delete cascade
);
call protect('lead_scores');
create index lead_scores_changes on lead_scores (organization_id, changes_at) where changes_at is not null;

-- Leads to be scored, appended by whatever changes them in its transaction and taken a second later, as counts are folded. No foreign key: a lead that is
-- gone by then is nothing to score.
create table lead_score_dues (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  lead_id uuid not null,
  -- Those of a whole organization belong to the job that works on them.
  job_id uuid,
  primary key (organization_id, id)
);
call protect('lead_score_dues');
create index lead_score_dues_job on lead_score_dues (organization_id, job_id, id);
