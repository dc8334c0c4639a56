-- What an organization asks of its people's passwords beyond what the installation does.
alter table platform.organizations
  add column password_length integer check (password_length between 15 and 128);
