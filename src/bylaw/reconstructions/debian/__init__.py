"""The votes of the Debian project from 1999 to 2018 under its constitutions 1.0 to 1.7."""
