"""A server that speaks like S3, as a process of its own, and buckets in it.

``python -m tests.s3 PORT`` serves until it is ended.
"""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import boto3

from tests.production import ROOT, free_port

KEYS = {"S3_ACCESS_KEY": "testing", "S3_SECRET_KEY": "testing-too", "S3_REGION": "eu-west-1"}
POLICY = ROOT / "docs" / "deploy" / "bucket-policy.json"


@contextmanager
def server() -> Iterator[str]:
    """The address of one."""
    port = free_port()
    command = [sys.executable, "-m", "tests.s3", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def wait_for(port: int) -> None:
    for _ in range(600):
        with suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.1)
    raise AssertionError("the server for S3 did not come up")


def bucket(endpoint: str, name: str, files: Path | None = None) -> dict[str, str]:
    """A new bucket as docs/deploy sets it up, with the files of a folder; the settings of a site
    that uses it."""
    client = boto3.client(
        "s3",
        endpoint_url=endpoint,
        region_name=KEYS["S3_REGION"],
        aws_access_key_id=KEYS["S3_ACCESS_KEY"],
        aws_secret_access_key=KEYS["S3_SECRET_KEY"],
    )
    place = {"LocationConstraint": KEYS["S3_REGION"]}
    client.create_bucket(Bucket=name, CreateBucketConfiguration=place)
    policy = POLICY.read_text().replace("BUCKET", name)
    client.put_bucket_policy(Bucket=name, Policy=json.dumps(json.loads(policy)))
    for path in files.rglob("*") if files else ():
        if path.is_file():
            kind = f"image/{path.suffix.removeprefix('.')}"
            key = str(path.relative_to(files))
            client.put_object(Bucket=name, Key=key, Body=path.read_bytes(), ContentType=kind)
    client.close()
    return KEYS | {"S3_BUCKET": name, "S3_ENDPOINT": endpoint}


if __name__ == "__main__":
    from moto.server import main

    main(["--host", "127.0.0.1", "--port", sys.argv[1]])
