"""Who carries a task, as clauses (（牵头单位：甲局）) and sentences say it."""
