-- What the study list shows, filters, searches and sorts by, as the archive said last. It holds
-- patient data (ADR 0043).
create table study_index (
  study_uid        text primary key,
  performed        timestamp(0) not null default '-infinity', -- date and time; without a date, before all others
  study_date       date,
  study_time       time(0),
  modalities       text[] not null,
  institution      text not null,
  patient_name     text not null default '',           -- as in the archive, all groups
  patient_sort     text not null default '',           -- folded, for sorting
  patient_issuer   text not null default '',
  patient_id       text not null default '',
  born             date,
  sex              text not null default '',
  description      text not null default '',
  accession_number text not null default '',
  series           int not null default 0,
  objects          int not null default 0,
  has_report       boolean not null default false,
  words            tsvector not null default '',       -- folded words, and the marks of filters and keys
  first_seen       timestamptz(3) not null default now()
);
-- Half the time of the primary key; a page of the list looks hundreds of studies up.
create index study_index_uid on study_index using hash (study_uid);
create index study_index_date on study_index (study_date);
create index study_index_words on study_index using gin (words) with (fastupdate = off);
create index study_index_first_seen on study_index (first_seen);
create index study_index_patient on study_index (patient_issuer, patient_id, performed) where patient_id <> '';

-- A lexeme as text search syntax; nothing in it is an operator.
create function lexeme_literal(lexeme text) returns text language sql immutable
return '''' || replace(replace(lexeme, '\', '\\'), '''', '''''') || '''';

-- What the archive must name so that an account sees a study: its own numbers and confirmed names, those
-- of the other members of its groups, and a patient's numbers. The mark is the lexeme in
-- study_index.words of the studies that the key leads to. The same studies as in the view
-- study_ground, but each key can be read in the order of the list, and no further than needed. PL/pgSQL, so
-- that its plan is kept.
create function study_key(who uuid, at timestamptz)
returns table (kind text, issuer text, number text, name text, mark text)
language plpgsql stable rows 10 set plan_cache_mode = force_generic_plan as $$ begin return query
  with holder as (
    select who as account_id
    union
    select o.account_id
    from group_member m
    join account a on a.id = m.account_id and may_be_in_groups(a.role)
    join group_member o on o.group_id = m.group_id and o.left_at is null
    where m.account_id = who and m.left_at is null and m.confirmed_until > at and o.confirmed_until > at
  )
  select 'number', n.issuer, n.number, ''::text, 'n=' || n.issuer || '|' || n.number
  from holder join physician_number n using (account_id)
  where n.issuer <> '' and n.number <> ''
  union all
  select 'name', '', '', c.name, 'p=' || c.name
  from holder join confirmed_name c using (account_id)
  union all
  select 'patient', n.issuer, n.number, '', 't=' || n.issuer || '|' || n.number
  from patient_number n join account a on a.id = n.account_id and a.role = 'patient'
  where n.account_id = who;
end $$;

-- The studies that are shared with an account, itself or by a group, at that time, and whether with their
-- reports.
create function study_shared(who uuid, at timestamptz)
returns table (study_uid text, with_report boolean)
language plpgsql stable rows 100 set plan_cache_mode = force_generic_plan as $$ begin
  -- Most accounts: quicker than to find out why none of the shares below is theirs.
  if not exists (select from share h where h.account_id = who)
    and not exists (select from group_member m join share h on h.group_id = m.group_id where m.account_id = who)
  then
    return;
  end if;
  return query
  select g.study_uid, bool_or(g.with_report) from study_grant g
  where g.account_id = who and g.share_id is not null
    and (g.valid_from is null or g.valid_from <= at) and (g.valid_until is null or g.valid_until > at)
  group by g.study_uid;
end $$;

-- How far the archive's feed of changes was read, and which node reads it.
create table archive_feed (
  id         int primary key check (id = 1),
  last       bigint not null,                          -- the last change that is in the index
  studies    bigint not null,                          -- how many studies the archive had then
  reader     uuid,
  read_until timestamptz(3)                            -- after this, another node may read
);

-- Accounts whose owners want a mail about new studies. A study counts once: those that came
-- into the index until told_until have been told of, or were there before.
create table study_mail (
  account_id uuid primary key references account on delete cascade,
  told_until timestamptz(3) not null,
  mailed_at  timestamptz(3)
);
