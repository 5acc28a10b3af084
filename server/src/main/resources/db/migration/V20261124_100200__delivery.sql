-- Messages on their way. Written in the transaction that makes them; the body is sealed and blanked once handed over.
create table outbox (
  id            uuid primary key,
  channel       text not null check (channel in ('email', 'sms')),
  destination   bytea,                                 -- sealed
  subject       text,
  body          bytea,                                 -- sealed; null once handed over
  state         text not null check (state in ('waiting', 'handing-over', 'sent', 'failed', 'unknown')),
  created_at    timestamptz(3) not null,
  next_try_at   timestamptz(3) not null,
  tries         int not null default 0,
  handed_by     bigint,                                -- the node that is handing it over
  handed_at     timestamptz(3),
  ended_at      timestamptz(3),
  failure       text                                   -- in words, for the page; never a body or a code
);
create index outbox_due on outbox (next_try_at) where state in ('waiting', 'handing-over');
