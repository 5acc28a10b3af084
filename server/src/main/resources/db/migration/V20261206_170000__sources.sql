-- Who disabled an account: the directory, key or import that did enables only what it disabled last itself.
alter table account add column disabled_by text;  -- "directory NAME", "key ID" or "import"; null if a person did, or it is enabled

-- By the last event of those that are disabled now. directory_person.disabled_by_directory and scim_user.disabled_at are no
-- longer used; they stay for servers of the version before, which may still run.
update account a
   set disabled_by = case
         when d.by like 'directory %' then d.by
         when d.reason = 'import' and d.run_by is not null then 'import'
         else (select 'key ' || k.id from api_key k where 'key ' || k.name = d.by) end
  from (select distinct on (e.account_id) e.account_id, e.details ->> 'by' as by, e.details ->> 'reason' as reason, e.run_by
          from audit_event e where e.type = 'AccountEvent.Disabled' order by e.account_id, e.id desc) d
 where d.account_id = a.id and a.disabled_at is not null;

-- Which identity system has a user or a practice: that of a key, by its id, which stays when the key is replaced. Null if its
-- key was deleted: no identity system has it until an admin gives it to one.
alter table scim_user add column source uuid references api_key on delete set null;
create index scim_user_source on scim_user (source);
alter table scim_group add column source uuid references api_key on delete set null;
create index scim_group_source on scim_group (source);

-- If one key is valid, it is the one that has them; otherwise the one that made the account.
with scim_key as (select id, name, ended_at is null and expires_at > now() as valid from api_key where 'scim' = any (scopes))
update scim_user u
   set source = coalesce(
         (select cast(min(cast(id as text)) as uuid) from scim_key where valid having count(*) = 1),
         (select k.id from audit_event e join scim_key k on 'key ' || k.name = e.details ->> 'by'
           where e.account_id = u.account_id and e.type = 'AccountEvent.Imported' and e.details ->> 'made' = 'true'
           order by e.id desc limit 1),
         (select cast(min(cast(id as text)) as uuid) from scim_key having count(*) = 1));
with scim_key as (select id, ended_at is null and expires_at > now() as valid from api_key where 'scim' = any (scopes))
update scim_group g
   set source = coalesce(
         (select cast(min(cast(id as text)) as uuid) from scim_key where valid having count(*) = 1),
         (select u.source from group_member m join scim_user u on u.account_id = m.account_id
           where m.group_id = g.group_id and u.source is not null order by m.joined_at limit 1),
         (select cast(min(cast(id as text)) as uuid) from scim_key having count(*) = 1));
