-- Applications whose proxies ask about each request (forward-auth). Tickets and cookies are stored as keyed hashes only.

-- A sign-in to an application, from the moment in which the portal is asked for it, with its ticket.
create table forward_request (
  id              uuid primary key,
  address         text not null,             -- of the application, for example https://pacs.hosp.example
  state_hash      bytea not null,            -- of the browser in which it began
  target          bytea not null,            -- what was asked for, and where the browser goes then; encrypted
  created_at      timestamptz(3) not null,
  expires_at      timestamptz(3) not null,
  sign_in_id      uuid references sign_in on delete cascade,  -- of the ticket, or of the session that is asked to prove more
  asked_at        timestamptz(3),
  refused_at      timestamptz(3),            -- when the account was found not to have the right
  ticket_hash     bytea unique,
  ticket_until    timestamptz(3),
  ticket_spent_at timestamptz(3)
);
create index forward_request_expires on forward_request (expires_at);
create index forward_request_sign_in on forward_request (sign_in_id) where sign_in_id is not null;

-- Who is signed in to which application. Valid as long as the sign-in.
create table forward_session (
  id          uuid primary key,
  token_hash  bytea not null unique,
  application text not null,                 -- its name in the settings
  address     text not null,
  account_id  uuid not null references account on delete cascade,
  sign_in_id  uuid not null references sign_in on delete cascade,
  created_at  timestamptz(3) not null,
  ended_at    timestamptz(3)                 -- signed out of this application alone
);
create index forward_session_account on forward_session (account_id);
create index forward_session_sign_in on forward_session (sign_in_id);
create index forward_session_created on forward_session (created_at);
