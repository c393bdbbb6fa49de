"""Fields below a task: 牵头单位：甲局 / 完成时限：2023年12月底前."""
