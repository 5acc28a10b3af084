-- One decision on access (the query of studies.Candidates for one account and one study), measured in the
-- database: psql -v studies=100000 -f benchmarks/access.sql DATABASE, on an empty database with the migrations.
-- 500 physicians, 50 groups of 10, one share for every tenth study, one act onward for every hundredth.
\timing off
\set QUIET on
select setseed(0.5);
insert into account (id, username, username_key, name, role, created_at)
  select md5('a' || i)::uuid, 'u' || i, 'u' || i, 'U ' || i, 'physician', now() from generate_series(1, 500) i;
insert into physician_number select md5('a' || i)::uuid, 'L', i::text from generate_series(1, 500) i;
insert into care_group select md5('g' || i)::uuid, 'G ' || i, 'g ' || i, 'practice', now() from generate_series(1, 50) i;
insert into group_member (group_id, account_id, joined_at, confirmed_until)
  select md5('g' || 1 + (i % 50))::uuid, md5('a' || i)::uuid, now(), now() + '90 days' from generate_series(1, 500) i;
insert into study_person (study_uid, part, issuer, number, seen_at)
  select '1.2.' || i, 'requesting', 'L', (1 + i % 500)::text, now() from generate_series(1, :studies) i;
insert into study_index (study_uid, modalities, institution) select '1.2.' || i, '{CT}', 'H' from generate_series(1, :studies) i;
insert into share (id, kind, sharer_id, shared_by, account_id, may_share_on, shared_at, valid_from)
  select md5('s' || i)::uuid, 'share', md5('a' || 1 + i % 500)::uuid, 'X', md5('a' || 1 + (i + 7) % 500)::uuid, true, now(), now()
  from generate_series(10, :studies, 10) i;
insert into share_study (share_id, study_uid) select md5('s' || i)::uuid, '1.2.' || i from generate_series(10, :studies, 10) i;
insert into share (id, kind, sharer_id, shared_by, account_id, shared_at, valid_from)
  select md5('t' || i)::uuid, 'share', md5('a' || 1 + (i + 7) % 500)::uuid, 'X', md5('a' || 1 + (i + 9) % 500)::uuid, now(), now()
  from generate_series(100, :studies, 100) i;
insert into share_study (share_id, study_uid, parent_id)
  select md5('t' || i)::uuid, '1.2.' || i, md5('s' || i)::uuid from generate_series(100, :studies, 100) i;
analyze;
prepare decision (uuid, text) as
  select g.*, c.name as group_name, i.study_date, o.study_uid is null as is_new
  from study_grant g left join care_group c on c.id = g.group_id
  left join study_index i on i.study_uid = g.study_uid
  left join study_opened o on o.study_uid = g.study_uid and o.account_id = $1
  where g.account_id = $1 and (g.valid_from is null or g.valid_from <= now())
    and (g.valid_until is null or g.valid_until > now()) and g.study_uid = $2;
create temp table took (what text, ms double precision);
do $$
declare
  n int := (select count(*) from study_index); s int; a int; began timestamptz; kinds text[] := array['own','colleague','shared','onward','nothing'];
begin
  for round in 1..6 loop
    for k in 1..5 loop
      for j in 1..100 loop
        s := 100 * (1 + floor(random() * (n / 100 - 1))::int);
        a := 1 + (s + case k when 1 then 0 when 2 then 50 when 3 then 7 when 4 then 9 else 3 end) % 500;
        began := clock_timestamp();
        execute format('execute decision (%L, %L)', md5('a' || a)::uuid, '1.2.' || s);
        if round > 1 then
          insert into took values (kinds[k], 1000 * extract(epoch from clock_timestamp() - began));
        end if;
      end loop;
    end loop;
  end loop;
end $$;
select :studies as studies, what, round(percentile_cont(0.5) within group (order by ms)::numeric, 3) as p50_ms,
  round(percentile_cont(0.99) within group (order by ms)::numeric, 3) as p99_ms from took group by what order by what;
explain (analyze, costs off, timing off) execute decision (md5('a1')::uuid, '1.2.500');
