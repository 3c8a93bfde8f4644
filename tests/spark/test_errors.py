"""What a user can mend on the way to Spark, told in one line with exit code 2."""

import sys
from pathlib import Path

import pytest

from firsthand import cli
from firsthand.errors import EngineError
from firsthand.spark.session import check_spark, first_reason
from tests.spark.conftest import free_port


def fail(capsys: pytest.CaptureFixture[str], case: Path, master: str) -> str:
    """The message of a run on a master that it cannot have."""
    assert cli.main(["run", "examples/arsal", "--case", str(case), "--on", master]) == 2
    error = capsys.readouterr().err
    assert error.startswith("firsthand: ")
    assert error.count("\n") == 1
    return error


@pytest.mark.parametrize("master", ["", "local[two]", "spark://", "spark://host", "http://host:7077", "local[2] "])
def test_no_master(master: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "local[2], local[*], spark://HOST:PORT" in fail(capsys, tmp_path / "case", master)
    assert not (tmp_path / "case").exists()


@pytest.mark.spark
@pytest.mark.parametrize("master", ["local", "local[*]", "local[4]", "local[2, 3]", "yarn", "k8s://https://host:443"])
def test_masters(master: str) -> None:
    check_spark(master)


@pytest.mark.spark
def test_a_master_that_does_not_answer_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    master = f"spark://127.0.0.1:{free_port()}"
    error = fail(capsys, tmp_path / "case", master)
    assert master in error
    assert "start it, or name another" in error
    assert not (tmp_path / "case").exists()


def test_without_pyspark_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "pyspark"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyspark", None)
    assert "pip install 'firsthand[spark]'" in fail(capsys, tmp_path / "case", "local[2]")
    assert not (tmp_path / "case").exists()


@pytest.mark.spark
def test_without_java_java_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    assert "Java 17" in fail(capsys, tmp_path / "case", "local[2]")
    assert not (tmp_path / "case").exists()


def test_tables_elsewhere_need_spark(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["run", "examples/arsal", "--case", str(tmp_path / "case"), "--tables", "s3a://news/tables"]) == 2
    assert "--on" in capsys.readouterr().err
    assert not (tmp_path / "case").exists()


def test_a_reason_is_the_last_error_that_is_named() -> None:
    said = """An error occurred while calling o42.parquet.
: org.apache.spark.SparkException: Job aborted due to stage failure
\tat org.apache.spark.Here.there(Here.scala:1)
Caused by: java.io.IOException: No space left on device
\tat java.base/java.io.FileOutputStream.writeBytes"""
    assert first_reason(EngineError(said)) == "Caused by: java.io.IOException: No space left on device"
    assert first_reason(EngineError("one line")) == "one line"
    assert first_reason(EngineError(""), "") == "EngineError"
