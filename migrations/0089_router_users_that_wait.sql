-- Every minute it is looked for users that wait though their installation is done.
create index router_users_waiting on router_users (organization_id, id) where state = 'waiting';
