-- The group that a name in the settings, or of an application, means: the one that had the name when it was first asked for,
-- whatever it and others are called later (rule 61).
create table named_group (
  scope    text not null,                              -- the setting, or the application
  name_key text not null,
  group_id uuid not null,                              -- no reference: what named a deleted group names nobody
  bound_at timestamptz(3) not null,
  primary key (scope, name_key)
);

insert into named_group (scope, name_key, group_id, bound_at)
select distinct 'application ' || c.id, g.name_key, g.id, now()
  from oidc_client c cross join unnest(c.groups) as named(name) join care_group g on g.name_key = lower(btrim(named.name));
