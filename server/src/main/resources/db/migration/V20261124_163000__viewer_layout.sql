-- How an account arranged the series of a kind of study in the viewer. No study and no patient is named, and no
-- words of a study: a kind is a modality and a usual body part, a pane a modality, a plane and a number.
create table viewer_layout (
  account_id uuid not null references account on delete cascade,
  kind       text not null,
  panes      text not null,              -- separated by commas
  linked     boolean not null,
  used_at    timestamptz(3) not null,
  primary key (account_id, kind)
);
create index viewer_layout_used on viewer_layout (used_at);
