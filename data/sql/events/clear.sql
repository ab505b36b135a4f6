-- Make room for all changes told anew.

delete from events
