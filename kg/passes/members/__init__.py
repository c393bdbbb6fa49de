"""Who belongs to bodies made of bodies, as what: rosters, coordinating bodies, work groups."""
