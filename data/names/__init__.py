"""Who is who: account names that look alike, merged by people or said to be different."""
