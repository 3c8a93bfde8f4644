"""The steps on Apache Spark, for corpora that one machine does not hold: the same tables, row for row (docs/spark.md).

`runner` carries out a step on data frames, `worker` is what its workers do, `tables` keeps the tables, `case` brings
them into a case. Nothing here is needed, or loaded, by a run on one machine.
"""
