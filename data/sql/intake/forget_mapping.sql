-- Make room for what this load settled.

delete from mappings
where source = $source and kind = $kind
