"""What every feature stands on: settings, database, routing, errors, lists, jobs, mail, logging."""
