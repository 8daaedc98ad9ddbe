-- The search for likely duplicates asked for each lead anew who is called alike, and went through all of them: 2 to 10 ms for each lead of an import at a hundred
-- thousand leads, and ten times that at a million. Almost all of them were thrown away again, as a name in a place is evidence only where one of the two has no
-- phone. So the leads of a step are asked about together, an address is looked up as such, and who has a phone is compared with the leads without one.
create index leads_street on leads (organization_id, company_key(street)) where street is not null and deleted_at is null;
create index leads_property_address on leads (organization_id, company_key(property_address)) where property_address is not null and deleted_at is null;
create index leads_search_without_phone on leads using gin (organization_id, search_text gin_trgm_ops) where phone is null and deleted_at is null;

drop function similar_leads(text, text, text, text, text, text, int);

-- For each subject the leads with a similar name at the same address or place, the most similar first. As search_leads it runs as the owner, because row-level
-- security keeps the trigram index from being used, and takes the organization from the setting. The index finds whose words are similar, the rest is compared on
-- those rows. A common name in a big city is no evidence where both have phones and these differ; at the same address it is. What more than two hundred leads have
-- for an address is a road or an estate, and says no more than a place does.
create function similar_leads(
    subject_ids uuid[], names text[], phones text[], streets text[], property_addresses text[], locations text[], cities text[], row_limit int)
  returns table (subject_id uuid, id uuid)
  language plpgsql stable security definer
  set search_path = public, pg_temp
  set plan_cache_mode = force_custom_plan
  set pg_trgm.word_similarity_threshold = 0.7
as $$
declare
  organization constant uuid := nullif(current_setting('app.organization_id', true), '')::uuid;
begin
  if organization is null then return; end if;
  return query
    with subject as materialized (
      select s.id, company_key(s.called) as called, s.phone, company_key(s.street) as street, company_key(s.property_address) as property_address,
             company_key(s.location) as location, company_key(s.city) as city
        from unnest(subject_ids, names, phones, streets, property_addresses, locations, cities) s (id, called, phone, street, property_address, location, city)
    )
    select s.id, m.id from subject s cross join lateral (
      (select x.id from (
          select w.*, count(*) over () as there from (
            select l.id, l.name, l.company_name, l.contact_name from leads l
             where s.street is not null and l.organization_id = organization and l.deleted_at is null and l.street is not null and company_key(l.street) = s.street limit 201) w
          union all
          select w.*, count(*) over () from (
            select l.id, l.name, l.company_name, l.contact_name from leads l
             where s.property_address is not null and l.organization_id = organization and l.deleted_at is null
               and l.property_address is not null and company_key(l.property_address) = s.property_address limit 201) w) x
        cross join lateral (select similarity(company_key(coalesce(x.name, x.company_name, x.contact_name)), s.called) as alike) a
        where x.there <= 200 and a.alike >= 0.6
        order by a.alike desc, x.id limit row_limit)
      union all
      (select l.id from leads l
        cross join lateral (select similarity(company_key(coalesce(l.name, l.company_name, l.contact_name)), s.called) as alike) a
        where s.phone is not null and (s.location is not null or s.city is not null)
          and l.organization_id = organization and l.deleted_at is null and l.phone is null and l.search_text %> s.called
          and (company_key(l.location) = s.location or company_key(l.city) = s.city) and a.alike >= 0.6
        order by a.alike desc, l.id limit row_limit)
      union all
      (select l.id from leads l
        cross join lateral (select similarity(company_key(coalesce(l.name, l.company_name, l.contact_name)), s.called) as alike) a
        where s.phone is null and (s.location is not null or s.city is not null)
          and l.organization_id = organization and l.deleted_at is null and l.search_text %> s.called
          and (company_key(l.location) = s.location or company_key(l.city) = s.city) and a.alike >= 0.6
        order by a.alike desc, l.id limit row_limit)
    ) m;
end $$;
