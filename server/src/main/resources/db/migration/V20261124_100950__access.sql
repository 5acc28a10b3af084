-- Numbers of patients who have an account: Patient ID (0010,0020) with its issuer (0010,0021). Each
-- belongs to one account. A Patient ID alone identifies nobody, so none is without an issuer.
create table patient_number (
  account_id uuid not null references account on delete cascade,
  issuer     text not null check (issuer <> ''),
  number     text not null check (number <> ''),
  primary key (issuer, number)
);
create index patient_number_account on patient_number (account_id);

-- The patient of each study as named by the archive: an index for finding candidates, like
-- study_person. Studies without an issuer have no row, unless the installation names a default issuer.
create table study_patient (
  study_uid  text primary key,
  issuer     text not null check (issuer <> ''),
  number     text not null check (number <> ''),
  study_date date,
  performed  timestamp(0) not null default '-infinity', -- as in study_index, for lists in its order
  patient_sort text not null default '',               -- the same
  seen_at    timestamptz(3) not null
);
create index study_patient_number on study_patient (issuer, number, performed, study_uid);

-- Physicians that a study names, by number or by confirmed name.
create view study_named as
  select n.account_id, p.study_uid, p.part as reason, p.issuer, p.number, '' as name,
    null::text as granted_by
  from physician_number n join study_person p on p.issuer = n.issuer and p.number = n.number
  where n.issuer <> '' and n.number <> ''
  union all
  select c.account_id, p.study_uid, p.part, '', '', p.name, c.confirmed_by
  from confirmed_name c join study_person p on p.name = c.name and p.number = '';

-- Reasons that the archive gives: an account's own, and those of the other members of its groups. Both
-- memberships must be in force. A number of a patient counts for accounts of patients only, and a group for
-- accounts of others only.
create view study_ground as
  select account_id, study_uid, reason, issuer, number, name, granted_by,
    null::uuid as group_id, null::timestamptz as valid_until
  from study_named
  union all
  select n.account_id, p.study_uid, 'patient', p.issuer, p.number, '', null, null, null
  from patient_number n
  join account a on a.id = n.account_id and a.role = 'patient'
  join study_patient p on p.issuer = n.issuer and p.number = n.number
  union all
  select m.account_id, g.study_uid, g.reason, g.issuer, g.number, g.name, a.name,
    m.group_id, least(m.confirmed_until, o.confirmed_until)
  from group_member m
  join account holder on holder.id = m.account_id and may_be_in_groups(holder.role)
  join group_member o on o.group_id = m.group_id and o.account_id <> m.account_id and o.left_at is null
  join account a on a.id = o.account_id
  join study_named g on g.account_id = o.account_id
  where m.left_at is null;

-- Shares that are in force from valid_from to valid_until: neither they nor any share they came from is
-- withdrawn or was lost, each sharer on the way still holds what they passed on, and nothing is wider or longer than what
-- it came from. At most five acts deep.
create view study_share as
  select h.id as share_id, s.study_uid, h.kind, h.sharer_id, h.shared_by, h.account_id, h.group_id, h.email,
    c.with_report, h.may_share_on, c.valid_from, c.valid_until
  from share h
  join share_study s on s.share_id = h.id
  cross join lateral (
    with recursive act as (
      select h.kind, h.sharer_id, h.valid_from, h.expires_at, h.with_report, s.parent_id,
        s.withdrawn_at is null and s.lost_at is null as alive, null::timestamptz as held_until, 1 as depth
      union all
      select p.kind, p.sharer_id, p.valid_from, p.expires_at, p.with_report, ps.parent_id,
        ps.withdrawn_at is null and ps.lost_at is null and p.may_share_on
          and (coalesce(p.account_id = act.sharer_id, false) or m.account_id is not null), m.confirmed_until, act.depth + 1
      from act
      join share p on p.id = act.parent_id
      join share_study ps on ps.share_id = p.id and ps.study_uid = s.study_uid
      left join group_member m
        on m.group_id = p.group_id and m.account_id = act.sharer_id and m.left_at is null
      where act.depth < 5
    )
    select bool_and(act.alive) and bool_or(act.parent_id is null) as alive,
      bool_and(act.with_report) as with_report,
      max(act.valid_from) as valid_from,
      least(min(act.expires_at), min(act.held_until), min(ground.valid_until)) as valid_until,
      bool_and(act.parent_id is not null or act.sharer_id is null or act.kind = 'copy_to'
        or coalesce(ground.held, false)) as held
    from act
    left join lateral (
      select true as held, nullif(max(coalesce(g.valid_until, 'infinity')), 'infinity') as valid_until
      from study_ground g
      where act.parent_id is null and act.sharer_id is not null and act.kind <> 'copy_to'
        and g.account_id = act.sharer_id and g.study_uid = s.study_uid
      having count(*) > 0
    ) ground on true
  ) c
  where c.alive and c.held;

-- Ends for good the shares and reference numbers of studies that their sharers no longer have at a moment: what
-- ended does not come back with a membership, a number or a name. It is called after something that a sharer may
-- lose a study by, and before something that could give it back. Null means any; without a list of studies, those
-- that the archive does not name anybody for are left alone, since they may have left the index for a while.
create function end_lost_shares(sharers uuid[], studies text[], at timestamptz) returns void
language plpgsql set plan_cache_mode = force_generic_plan as $$ begin
  update share_study s set lost_at = at from share h
   where h.id = s.share_id and s.withdrawn_at is null and s.lost_at is null
     and h.sharer_id is not null and h.kind <> 'copy_to' and (h.expires_at is null or h.expires_at > at)
     and (sharers is null or h.sharer_id = any(sharers)) and (studies is null or s.study_uid = any(studies))
     and (studies is not null or exists (select from study_person p where p.study_uid = s.study_uid)
       or exists (select from study_patient p where p.study_uid = s.study_uid))
     and not exists (select from study_share l where l.share_id = s.share_id and l.study_uid = s.study_uid
       and (l.valid_until is null or l.valid_until > at));
  update reference_number r set withdrawn_at = at
   where r.withdrawn_at is null and r.expires_at > at and r.issuer_id is not null
     and (sharers is null or r.issuer_id = any(sharers)) and (studies is null or r.study_uid = any(studies))
     and (studies is not null or exists (select from study_person p where p.study_uid = r.study_uid)
       or exists (select from study_patient p where p.study_uid = r.study_uid))
     and case when r.parent_id is null
       then not exists (select from study_ground g where g.account_id = r.issuer_id and g.study_uid = r.study_uid
         and (g.valid_until is null or g.valid_until > at))
       else not exists (select from study_share l where l.share_id = r.parent_id and l.study_uid = r.study_uid
         and (l.valid_until is null or l.valid_until > at)) end;
end $$;

-- The same for an account, and for the shares of its colleagues in groups that are of studies naming it.
create function end_lost_shares_around(who uuid, at timestamptz) returns void language plpgsql as $$
declare
  colleagues uuid[] := array(select distinct o.account_id from group_member m
    join group_member o on o.group_id = m.group_id and o.account_id <> m.account_id where m.account_id = who);
  named text[] := array(select distinct s.study_uid from share h join share_study s on s.share_id = h.id
    join study_named n on n.account_id = who and n.study_uid = s.study_uid
    where h.sharer_id = any(colleagues) and s.withdrawn_at is null and s.lost_at is null
    union select r.study_uid from reference_number r
    join study_named n on n.account_id = who and n.study_uid = r.study_uid
    where r.issuer_id = any(colleagues) and r.withdrawn_at is null);
begin
  perform end_lost_shares(array[who], null, at);
  if cardinality(named) > 0 then
    perform end_lost_shares(colleagues, named, at);
  end if;
end $$;

-- Why does an account see a study: one row for each reason, the first by rank. Reasons that have
-- begun and not ended count: valid_from and valid_until are null where there is no limit. Rows without an
-- account are shares with an e-mail address.
create view study_grant as
  select account_id, study_uid, reason,
    case reason when 'requesting' then 1 when 'referring' then 2 when 'consulting' then 3
      when 'recipient' then 4 else 5 end + case when group_id is null then 0 else 10 end as rank,
    granted_by, null::timestamptz as valid_from, valid_until, group_id, null::uuid as share_id,
    true as with_report, true as may_share_on, issuer, number, name, null::text as email
  from study_ground
  union all
  select account_id, study_uid, kind, case kind when 'copy_to' then 20 when 'share' then 21 else 22 end,
    shared_by, valid_from, valid_until, null, share_id, with_report, may_share_on, '', '', '', null
  from study_share where account_id is not null
  union all
  select m.account_id, s.study_uid, s.kind, case s.kind when 'copy_to' then 30 when 'share' then 31 else 32 end,
    s.shared_by, s.valid_from, least(s.valid_until, m.confirmed_until), s.group_id, s.share_id,
    s.with_report, s.may_share_on, '', '', '', null
  from study_share s
  join group_member m on m.group_id = s.group_id and m.left_at is null
  join account a on a.id = m.account_id and may_be_in_groups(a.role)
  union all
  select null, study_uid, kind, 41, shared_by, valid_from, valid_until, null, share_id,
    with_report, false, '', '', '', email
  from study_share where email is not null;

-- The reasons for some studies that hold at a moment. Planned once for each connection: with plans for each call,
-- which PostgreSQL chooses if they look cheaper, planning the view takes longer than reading it.
create function study_granted(who uuid, studies text[], at timestamptz) returns setof study_grant
language plpgsql stable rows 20 set plan_cache_mode = force_generic_plan as $$ begin
  return query
  select g.* from study_grant g where g.account_id = who and g.study_uid = any(studies)
    and (g.valid_from is null or g.valid_from <= at) and (g.valid_until is null or g.valid_until > at);
end $$;
