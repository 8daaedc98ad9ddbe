/**
 * What speaks for two leads being the same person, in SQL and in one place: the hint in a form, a lead's duplicates and the queue of pairs judge alike.
 * Each reason leaves some doubt; what is left when all of them are taken together is the score (phone 90, phone and similar name 95, name and city 55).
 */
const doubt = { phone: 0.1, email: 0.2, name: 0.5, address: 0.6, place: 0.9 } as const;

/** What is compared: a lead's own columns, or what somebody types. */
export const comparedColumns = (lead: string): string => `
  ${lead}.id, ${lead}.phone, ${lead}.email, coalesce(${lead}.name, ${lead}.company_name, ${lead}.contact_name) as called, ${lead}.street,
  ${lead}.unit_number, ${lead}.property_address, ${lead}.location, ${lead}.city`;

const same = (column: string): string => `coalesce(company_key(l.${column}) = company_key(s.${column}), false)`;

/** No more of one kind are looked at: a phone that a hundred closed leads have is one reason, not a hundred. */
const most = 20;

/** Those that are open, then the newest, in the order of an index: of an address that thousands have the one that matters is among the few that are looked at. */
const withTheSame = (column: 'phone' | 'email'): string => `
  select l.id from leads l
   where l.organization_id = $1 and l.${column} = s.${column} and l.deleted_at is null
   order by (l.status in ('new', 'in_progress', 'dormant')) desc, l.created_at desc, l.id desc limit ${most}`;

const arraysOf = (...columns: string[]): string => columns.map((column) => `array_agg(s.${column}) as ${column}`).join(', ');

/** Leads of a scope that may be one with those of `subject`, a relation of {@link comparedColumns}: `subject_id` and `id`, each by its own index. */
export const candidatesSql = (subject: string): string => `
  select c.subject_id, c.id from (
    select s.id as subject_id, m.id from ${subject} s
     cross join lateral (${withTheSame('phone')}) m
    union select s.id, m.id from ${subject} s
     cross join lateral (${withTheSame('email')}) m
    union select f.subject_id, f.id
      from (select ${arraysOf('id', 'called', 'phone', 'street', 'property_address', 'location', 'city')}
              from ${subject} s where coalesce(s.street, s.property_address, s.location, s.city) is not null) a,
           similar_leads(a.id, a.called, a.phone, a.street, a.property_address, a.location, a.city, ${most}) f
  ) c where c.id is distinct from c.subject_id`;

/** The reasons and the score of the lead `l` and the subject `s`; join it laterally and keep those that are `likely`. */
export const evidenceSql = `
  select e.phone or e.email or (e.name > 0 and (e.address or (e.place and (l.phone = s.phone) is not false))) as likely,
         array_remove(array[case when e.phone then 'phone' end, case when e.email then 'email' end, case when e.name > 0 then 'name' end,
           case when e.address then 'address' end, case when e.place then 'place' end], null) as reasons,
         round(100 * (1 - case when e.phone then ${doubt.phone} else 1 end * case when e.email then ${doubt.email} else 1 end
           * (1 - ${1 - doubt.name} * e.name) * case when e.address then ${doubt.address} else 1 end
           * case when e.place then ${doubt.place} else 1 end))::int as score
    from (select coalesce(l.phone = s.phone, false) as phone, coalesce(l.email = s.email, false) as email,
                 coalesce(case when n.alike >= 0.6 then n.alike end, 0)::numeric as name,
                 ${same('street')} and (l.unit_number is null or s.unit_number is null or lower(l.unit_number) = lower(s.unit_number))
                   or ${same('property_address')} as address,
                 ${same('location')} or ${same('city')} as place
            from (select similarity(company_key(coalesce(l.name, l.company_name, l.contact_name)), company_key(s.called)) as alike) n) e`;
