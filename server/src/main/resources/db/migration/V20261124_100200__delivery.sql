-- Outgoing messages. Inserted in the transaction that creates them; the body is encrypted, and
-- erased once it was handed over.
create table outbox (
  id            uuid primary key,
  channel       text not null check (channel in ('email', 'sms')),
  destination   bytea not null,                        -- encrypted
  subject       text,
  body          bytea,                                 -- encrypted; null once delivery is over
  state         text not null check (state in ('waiting', 'handing-over', 'sent', 'failed', 'unknown')),
  created_at    timestamptz(3) not null,
  next_try_at   timestamptz(3) not null,
  useful_until  timestamptz(3) not null,               -- not handed over from this time on
  tries         int not null default 0,
  handed_by     bigint,                                -- the node that is handing it over or last did so
  handed_at     timestamptz(3),
  ended_at      timestamptz(3),
  failure       text,                                  -- of the last try, for display; without body or code
  check ((state in ('sent', 'failed', 'unknown')) = (ended_at is not null)),
  check ((ended_at is null) = (body is not null)),
  check ((state = 'handing-over') <= (handed_by is not null))
);
create index outbox_due on outbox (next_try_at) where state in ('waiting', 'handing-over');
create index outbox_ended on outbox (ended_at) where ended_at is not null;
