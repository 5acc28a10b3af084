-- A name can be given to somebody else later: what names who acted has the id of that account beside it.
-- What was stored before is bound by the session, or by the name if the account was there then.

-- Who withdrew a study is in the audit log; nothing reads it here.
update share_study set withdrawn_by = null where withdrawn_by is not null;

alter table confirmed_name add column confirmed_by_id uuid references account on delete set null;
alter table sms_brake add column released_by_id uuid references account on delete set null;
alter table directory_person add column linked_by_id uuid references account on delete set null;
alter table directory_sync add column let_through_by_id uuid references account on delete set null;
alter table federated_identity add column linked_by_id uuid references account on delete set null;
update confirmed_name n set confirmed_by_id = a.id from account a
 where n.confirmed_by in (a.username_key, a.username) and a.created_at <= n.confirmed_at;
update sms_brake b set released_by_id = a.id from account a
 where b.released_by in (a.username_key, a.username) and a.created_at <= b.released_at;
update directory_person p set linked_by_id = a.id from account a
 where p.linked_by in (a.username_key, a.username) and a.created_at <= p.linked_at;
update directory_sync s set let_through_by_id = a.id from account a
 where s.let_through_by in (a.username_key, a.username);
update federated_identity f set linked_by_id = a.id from account a
 where f.linked_by in (a.username_key, a.username) and a.created_at <= f.linked_at;
create index confirmed_name_by on confirmed_name (confirmed_by_id) where confirmed_by_id is not null;
create index directory_person_by on directory_person (linked_by_id) where linked_by_id is not null;
create index federated_identity_by on federated_identity (linked_by_id) where linked_by_id is not null;

-- The account that has the name, with which the conflict ends.
alter table directory_conflict add column account_id uuid references account on delete cascade;
update directory_conflict c set account_id = a.id from account a where lower(c.username) = a.username_key;
create index directory_conflict_account on directory_conflict (account_id);

-- Whose the names are in audit events that were recorded without ids.
create table audit_event_name (
  event_id   bigint not null references audit_event on delete cascade,
  component  text not null,                -- with the name: "by", "confirmedBy", "receiver", "members", "staff", "criteria", "about"
  account_id uuid not null references account on delete cascade,
  primary key (event_id, component, account_id)
);
create index audit_event_name_account on audit_event_name (account_id, event_id);

insert into audit_event_name (event_id, component, account_id)
select e.id, 'by', s.account_id from audit_event e
  join sign_in s on s.id = (e.details #>> '{actingSignIn,value}')::uuid
 where e.details ->> 'by' is not null;

insert into audit_event_name (event_id, component, account_id)
select e.id, 'by', a.id from account a
  join audit_event e on coalesce(e.details ->> 'by', e.run_by) in (a.username_key, a.username)
   and coalesce(e.details ->> 'by', e.run_by) is not null and e.at >= a.created_at
 where e.details ->> 'by' is not null
   and not exists (select from sign_in s where s.id = (e.details #>> '{actingSignIn,value}')::uuid)
union
select e.id, 'confirmedBy', a.id from account a
  join audit_event e on e.details ->> 'confirmedBy' in (a.username_key, a.username)
   and e.details ->> 'confirmedBy' is not null and e.at >= a.created_at
union
select e.id, 'receiver', h.account_id from audit_event e
  join share h on h.id = (e.details #>> '{share,value}')::uuid and h.account_id is not null
 where e.type = 'ShareEvent.Shared' and e.details ->> 'to' = 'account'
union
select e.id, 'members', a.id from audit_event e
  join care_group g on g.name = e.details ->> 'group'
  join group_member m on m.group_id = g.id and m.joined_at <= e.at
  join account a on a.id = m.account_id and jsonb_exists(e.details -> 'members', a.name)
 where e.type = 'GroupEvent.MembershipsEnding'
union
select e.id, 'staff', a.id from audit_event e
  cross join lateral jsonb_array_elements(e.details -> 'staff') reads
  join account a on reads ->> 'by' in (a.username_key, a.username) and e.at >= a.created_at
 where e.type = 'SystemEvent.StaffReadsCounted'
union
select e.id, 'criteria', a.id from audit_event e
  join account a on lower(e.details #>> '{criteria,actor}') = a.username_key and e.at >= a.created_at
    or a.id::text = e.details #>> '{shown,value}'
 where e.type in ('SystemEvent.AuditSearched', 'SystemEvent.AuditExported')
union
select e.id, 'about', a.id from audit_event e
  join account a on e.details ->> 'about' = a.username and e.at >= a.created_at
 where e.type = 'SystemEvent.LimitReached';

create index audit_event_by_id on audit_event ((details #>> '{ids,by,0}'), at, id)
  where details #>> '{ids,by,0}' is not null;
create index audit_event_confirmed_by_id on audit_event ((details #>> '{ids,confirmedBy,0}'), at, id)
  where details #>> '{ids,confirmedBy,0}' is not null;
