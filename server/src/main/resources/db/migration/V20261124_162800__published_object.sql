-- Objects that accounts published to the archive, or began to. What is in them is in the archive alone.
create table published_object (
  id         uuid primary key,           -- the UID of the object is derived from it
  account_id uuid not null references account on delete cascade,
  request_id uuid not null,              -- of the form, so that a repeated one publishes once
  form_hash  bytea not null,             -- keyed hash of study, kind and content: the same id is the same form
  study_uid  text not null,
  kind       text not null check (kind in ('key-images', 'measurements')),
  series_id  uuid not null,              -- the same for the UID of its series
  left_out   int not null,               -- how many measurements it says nothing of
  created_at timestamptz(3) not null,    -- when it was first sent
  begun_at   timestamptz(3),             -- when it was last sent; null if that failed
  stored_at  timestamptz(3),             -- when the archive had it; null if it has not
  unique (account_id, request_id)
);
