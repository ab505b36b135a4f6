-- A file of a version.

insert into files
values ($file_id, $version, $file_name, $sha256, $bytes, $accepted)
