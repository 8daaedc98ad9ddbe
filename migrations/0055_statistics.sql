-- Work that fills tables makes them many times as large before the server looks at them by itself; until then, plans that were made for almost empty tables
-- go on. As the owner, since nobody else may look. Tells nothing of what is in the tables.
create function refresh_statistics(tables text[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  name text;
begin
  foreach name in array tables loop
    execute format('analyze public.%I', name);
  end loop;
end $$;
revoke execute on function refresh_statistics(text[]) from public;
do $$ begin
  execute format('grant execute on function refresh_statistics(text[]) to %I', current_setting('app.runtime_role'));
end $$;
