-- Leads that are likely the same person, kept as pairs so that the queue of them is one index range.

create table duplicate_pairs (
  organization_id uuid not null references organizations (id),
  -- The smaller id first: a pair is one row, whichever of the two is looked at.
  first_id uuid not null,
  second_id uuid not null,
  score int not null check (score between 1 and 100),
  reasons text[] not null,
  -- Somebody said that they are different: kept, so that the pair does not come back.
  dismissed_at timestamptz,
  dismissed_by_id uuid,
  found_at timestamptz not null,
  primary key (organization_id, first_id, second_id),
  check (first_id < second_id),
  foreign key (organization_id, first_id) references leads (organization_id, id) on delete cascade,
  foreign key (organization_id, second_id) references leads (organization_id, id) on delete cascade,
  foreign key (organization_id, dismissed_by_id) references users (organization_id, id)
);
create index duplicate_pairs_second on duplicate_pairs (organization_id, second_id);
create index duplicate_pairs_likely on duplicate_pairs (organization_id, score desc, first_id, second_id) where dismissed_at is null;
call protect('duplicate_pairs');

create table duplicate_searches (
  organization_id uuid primary key references organizations (id),
  -- First all leads are gone through in the order of their ids, up to here; then what events say has changed.
  scanned_to uuid,
  scanned_at timestamptz,
  event_transaction_id xid8 not null,
  event_id uuid not null
);
comment on table duplicate_searches is 'How far the search for duplicate pairs has come.';
call protect('duplicate_searches', 'select, insert, update');

-- Leads with a similar name at the same address or place, the most similar first. As search_leads it runs as the owner, because row-level security keeps the
-- trigram index from being used, and takes the organization from the setting. The index finds whose words are similar, the rest is compared on those rows.
-- A common name in a big city is no evidence where both have phones and these differ; at the same address it is.
create function similar_leads(lead_name text, lead_phone text, lead_street text, lead_property text, lead_location text, lead_city text, row_limit int)
  returns setof uuid
  language plpgsql stable security definer
  set search_path = public, pg_temp
  set plan_cache_mode = force_custom_plan
  set pg_trgm.word_similarity_threshold = 0.7
as $$
declare
  organization constant uuid := nullif(current_setting('app.organization_id', true), '')::uuid;
  called constant text := company_key(lead_name);
begin
  if organization is null or called is null then return; end if;
  return query select l.id from leads l
    where l.organization_id = organization and l.deleted_at is null and l.search_text %> called
      and (company_key(l.street) = company_key(lead_street) or company_key(l.property_address) = company_key(lead_property)
        or ((company_key(l.location) = company_key(lead_location) or company_key(l.city) = company_key(lead_city))
          and (l.phone = lead_phone) is not false))
      and similarity(company_key(coalesce(l.name, l.company_name, l.contact_name)), called) >= 0.6
    order by similarity(company_key(coalesce(l.name, l.company_name, l.contact_name)), called) desc, l.id limit row_limit;
end $$;
