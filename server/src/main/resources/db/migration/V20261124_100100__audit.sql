-- The audit log. Rows are inserted in the transaction of the operation and never changed except for
-- the chain hash; they are deleted only up to a checkpoint. Only when a key is retired
-- (sallyport.rechaining) are the chain hashes and the seals recomputed, and only when an account is
-- erased (sallyport.erasing) are texts about its owner replaced. The chain is over the commitment of
-- each event: the hash of its salt and its content. An event with replaced texts keeps its commitment
-- and loses its salt, so that nobody can try which texts it had.
create table audit_event (
  id         bigint generated always as identity primary key,
  at         timestamptz(3) not null,
  type       text not null,
  account_id uuid,
  sign_in_id uuid,
  address    text not null,
  browser    text not null,
  run_by     text,  -- who ran the command; null for events outside a command
  details    jsonb not null,
  salt       uuid default gen_random_uuid(),
  commitment bytea,   -- of the event as it was recorded; null unless texts were replaced
  new_seal   bytea,   -- keyed hash over the commitment and the content after that
  chain_no   bigint unique,
  chain_hash bytea,
  check (num_nulls(commitment, new_seal) in (0, 2)),
  check ((salt is null) = (commitment is not null))
);
-- For searches, newest first. The actor is the admin or system user who acted on somebody's behalf.
create index audit_event_at on audit_event (at, id);
create index audit_event_account on audit_event (account_id, at, id);
create index audit_event_type on audit_event (type, at, id);
create index audit_event_actor on audit_event ((coalesce(details ->> 'by', run_by)), at, id)
  where coalesce(details ->> 'by', run_by) is not null;
create index audit_event_confirmed_by on audit_event ((details ->> 'confirmedBy'), at, id)
  where details ->> 'confirmedBy' is not null;
create index audit_event_shown
  on audit_event ((coalesce(details #>> '{shown,value}', details #>> '{examined,value}')), at, id)
  where coalesce(details #>> '{shown,value}', details #>> '{examined,value}') is not null;
create index audit_event_study on audit_event ((details #>> '{study,value}'), at, id)
  where details #>> '{study,value}' is not null;
create index audit_event_studies on audit_event using gin ((details -> 'studies') jsonb_path_ops)
  where details -> 'studies' is not null;
create index audit_event_unchained on audit_event (id) where chain_no is null;

-- The points where the log was cut after its older events were exported to a file; the chain
-- continues from that hash. One row per file.
create table audit_checkpoint (
  chain_no   bigint primary key,  -- of the last event that was removed
  chain_hash bytea not null,
  cut_at     timestamptz(3) not null,
  file       text not null,
  length     bigint not null,     -- size of the file in bytes up to that event
  seal       bytea not null       -- keyed hash over the other columns; checked by audit-verify
);

create function audit_event_is_final() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and current_setting('sallyport.erasing', true) = 'on'
     and (new.id, new.at, new.type, new.chain_no, new.chain_hash)
         = (old.id, old.at, old.type, old.chain_no, old.chain_hash)
     and new.account_id is not distinct from old.account_id
     and new.sign_in_id is not distinct from old.sign_in_id
     and new.commitment is not null
     and (old.commitment is null or new.commitment = old.commitment) then
    return new;
  end if;
  if tg_op = 'UPDATE'
     and (old.chain_no is null
          or (new.chain_no = old.chain_no and current_setting('sallyport.rechaining', true) = 'on'))
     and new.salt is not distinct from old.salt
     and new.commitment is not distinct from old.commitment
     and (new.id, new.at, new.type, new.address, new.browser, new.details)
         = (old.id, old.at, old.type, old.address, old.browser, old.details)
     and new.run_by is not distinct from old.run_by
     and new.account_id is not distinct from old.account_id
     and new.sign_in_id is not distinct from old.sign_in_id then
    return new;
  end if;
  if tg_op = 'DELETE' and old.chain_no <= (select max(chain_no) from audit_checkpoint) then
    return old;
  end if;
  raise exception 'audit events are never changed or removed';
end
$$;
create trigger audit_event_is_final before update or delete on audit_event
  for each row execute function audit_event_is_final();
create trigger audit_event_is_not_emptied before truncate on audit_event
  for each statement execute function audit_event_is_final();

create function audit_checkpoint_is_final() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE'
     and exists (select from audit_checkpoint c where c.file = old.file and c.chain_no > old.chain_no) then
    return old;
  end if;
  if tg_op = 'UPDATE' and current_setting('sallyport.rechaining', true) = 'on'
     and (new.chain_no, new.chain_hash, new.cut_at, new.file, new.length)
         = (old.chain_no, old.chain_hash, old.cut_at, old.file, old.length) then
    return new;
  end if;
  raise exception 'audit checkpoints are never changed or removed';
end
$$;
create trigger audit_checkpoint_is_final before update or delete on audit_checkpoint
  for each row execute function audit_checkpoint_is_final();
create trigger audit_checkpoint_is_not_emptied before truncate on audit_checkpoint
  for each statement execute function audit_checkpoint_is_final();

-- Seals of the end of the chain: made from time to time, and by audit-verify where it ended. Removed
-- with the events before them.
create table audit_seal (
  chain_no   bigint not null,
  verified   boolean not null,    -- whether all links up to here were verified then
  chain_hash bytea not null,
  sealed_at  timestamptz(3) not null,
  seal       bytea not null,      -- keyed hash over the other columns
  primary key (chain_no, verified)
);

create function audit_seal_is_final() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE'
     and (current_setting('sallyport.rechaining', true) = 'on'
          or old.chain_no <= (select max(chain_no) from audit_checkpoint)) then
    return old;
  end if;
  raise exception 'audit seals are never changed or removed';
end
$$;
create trigger audit_seal_is_final before update or delete on audit_seal
  for each row execute function audit_seal_is_final();
create trigger audit_seal_is_not_emptied before truncate on audit_seal
  for each statement execute function audit_seal_is_final();
