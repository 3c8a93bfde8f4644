"""Spark for tests: on this machine alone, short of memory, its compiler kept quick; a cluster on loopback."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

_SECONDS = 120
"""How long a process of the cluster may take to start on a busy machine."""
_DEFAULTS = """
spark.driver.memory 1g
spark.executor.memory 512m
spark.driver.extraJavaOptions -XX:TieredStopAtLevel=1 -XX:+UseSerialGC
spark.executor.extraJavaOptions -XX:TieredStopAtLevel=1 -XX:+UseSerialGC
spark.network.timeout 60s
spark.executor.heartbeatInterval 5s
"""


@pytest.fixture(scope="session", autouse=True)
def spark_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What a user would write into spark-defaults.conf, for runs of seconds."""
    folder = tmp_path_factory.mktemp("spark-settings")
    (folder / "spark-defaults.conf").write_text(_DEFAULTS, encoding="ascii")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_CONF_DIR", str(folder))
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(Path.cwd()), os.environ.get("PYTHONPATH")])))
        yield


class Cluster(NamedTuple):
    """A master and its workers, each in a process group of its own."""

    master: str
    workers: list["subprocess.Popen[bytes]"]


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def start(folder: Path, name: str, *arguments: str) -> "subprocess.Popen[bytes]":
    """A daemon of Spark, with its log and its files in a folder."""
    import pyspark

    home = Path(pyspark.__file__).parent
    command = [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{name}", "--host", "127.0.0.1"]
    surroundings = {**os.environ, "SPARK_HOME": str(home), "SPARK_DAEMON_MEMORY": "256m"}
    surroundings |= {"SPARK_LOCAL_DIRS": str(folder / "local"), "SPARK_WORKER_DIR": str(folder / "work")}
    surroundings["SPARK_DAEMON_JAVA_OPTS"] = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
    with (folder / f"{arguments[-1]}.log").open("wb") as log:
        return subprocess.Popen(
            [*command, *arguments], env=surroundings, stdout=log, stderr=log, cwd=folder, start_new_session=True
        )


def wait_for(log: Path, words: str, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + _SECONDS
    while words not in log.read_text("utf-8", "replace"):
        if process.poll() is not None or time.monotonic() > end:
            pytest.fail(f"no {words!r} in {log.name}:\n{log.read_text('utf-8', 'replace')[-2000:]}")
        time.sleep(0.2)


def stop(process: "subprocess.Popen[bytes]") -> None:
    """Ends a daemon with what it started, as a machine that fails does."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A standalone cluster of two workers with a core each, on loopback only."""
    port, *ports = (free_port() for _ in range(6))
    master = f"spark://127.0.0.1:{port}"
    started = [start(tmp_path, "master.Master", "--port", str(port), "--webui-port", str(ports[0]))]
    try:
        wait_for(tmp_path / f"{ports[0]}.log", "I have been elected leader", started[0])
        for own, shown in (ports[1:3], ports[3:5]):
            options = ["--port", str(own), "--cores", "1", "--memory", "1g", master, "--webui-port", str(shown)]
            started.append(start(tmp_path, "worker.Worker", *options))
            wait_for(tmp_path / f"{shown}.log", "Successfully registered with master", started[-1])
        yield Cluster(master, started[1:])
    finally:
        for process in reversed(started):
            stop(process)
