-- Up to where the event feed may be read: every transaction of this database that still runs began later. PostgreSQL's own horizon also waits for
-- transactions of other databases of the same server, which can write no event here; a neighbour's long one would hold the feed and live screens back.
create function event_horizon() returns xid8 language sql stable as $$
  select coalesce(min(running.id), pg_snapshot_xmax(pg_current_snapshot()))
    from pg_snapshot_xip(pg_current_snapshot()) as running (id)
   -- What has ended since the snapshot holds no lock any more and counts as running here: the horizon is then too low for a moment, never too high.
   where not exists (
     select from pg_locks k
       join pg_stat_activity a on a.pid = k.pid
       join pg_database d on d.oid = a.datid
      where k.locktype = 'transactionid' and k.mode = 'ExclusiveLock' and k.granted and k.transactionid = running.id::xid
        and d.datname <> current_database())
$$;

-- “Most valuable first” over all leads, which would otherwise be sorted each time; the score likewise, where there is one.
create index leads_value on leads (organization_id, value desc, id desc) where deleted_at is null;
create index leads_score on leads (organization_id, score desc, id desc) where deleted_at is null and score is not null;
