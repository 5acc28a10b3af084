-- What an account drew on the images of a study for itself: measurements, and arrows with text. Nobody else reads
-- them. The study is named as in study_opened; what was drawn, and on which image, is encrypted.
create table image_mark (
  id         uuid primary key,           -- of the row, which the encryption is bound to
  account_id uuid not null references account on delete cascade,
  study_uid  text not null,
  mark_id    uuid not null,              -- chosen by the browser; means nothing without account and study
  mark       bytea not null,
  created_at timestamptz(3) not null,
  changed_at timestamptz(3) not null,
  lost_at    timestamptz(3),             -- since when the account may not see the study; null while it may
  unique (account_id, study_uid, mark_id)
);
create index image_mark_lost on image_mark (lost_at) where lost_at is not null;
