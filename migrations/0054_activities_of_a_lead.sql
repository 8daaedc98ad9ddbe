-- Over deleted activities too: where a lead is deleted for good the database looks for whatever refers to it, and a partial index does not serve that.
drop index activities_lead;
create index activities_lead on activities (organization_id, lead_id, at desc, id desc);
