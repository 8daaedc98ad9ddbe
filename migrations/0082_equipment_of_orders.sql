-- What an order needs is changed while it is open: a technician swaps or adds something before completing it.
do $$ begin
  execute format('grant update, delete on service_order_equipment to %I', current_setting('app.runtime_role'));
end $$;
