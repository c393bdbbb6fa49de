"""Builds of corpora beyond one machine: the same steps as ``kg.build``, on the executors of a Spark cluster."""
