-- What the list of studies is narrowed and ordered by before the archive is asked. Nothing in it says who the patient is.
create table study_index (
  study_uid   text primary key,
  study_date  date,
  study_time  time(0),
  modalities  text[] not null,
  institution text not null
);
create index study_index_date on study_index (study_date);
