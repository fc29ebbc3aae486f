#!/usr/bin/env python3
"""Builds the account of a shop in moto, ready for its sale or with planted faults, to try the readiness review on.

    python3 -m moto.server -p 5000 &
    python3 samples/review/account.py clean  --endpoint-url http://127.0.0.1:5000 --plan-out /tmp/plan.yaml
    python3 samples/review/account.py faulty --endpoint-url http://127.0.0.1:5000 no_standby ssh_for_everybody

`faulty` without names plants all faults. A second account on the same moto needs --reset, since names are taken. It
prints what it made and, for each fault, what the review has to name. docs/REVIEW.md says how to go on. Needs boto3,
which moto brings.
"""

import argparse
import functools
import ipaddress
import json
import pathlib
import sys
import urllib.parse
import urllib.request

import boto3
from botocore.config import Config

import faults
from shop import Shop

PLAN = pathlib.Path(__file__).with_name("plan.yaml")
ZONE_OF_PLAN = "Z0123456789ABCDEFGHIJ"
LISTENER_OF_PLAN = "app/review-shop/50dc6c495c0c9188/f2f7dc8efc522ab2"


def loopback(url):
    """Only ever an imitation on this machine: what this makes would cost money and open doors anywhere else."""
    host = urllib.parse.urlsplit(url).hostname or ""
    try:
        is_here = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        is_here = False
    if not is_here:
        raise argparse.ArgumentTypeError(
            f"{url} is not on this machine; start moto here and give http://127.0.0.1:PORT")
    return url.rstrip("/")


def clients_of(endpoint, region):
    # Keys of nobody, and no proxy in between, whatever this shell has set.
    session = boto3.Session(
        aws_access_key_id="testing", aws_secret_access_key="testing", region_name=region)
    config = Config(proxies={}, retries={"max_attempts": 1})
    return functools.cache(lambda service: session.client(service, endpoint_url=endpoint, config=config))


def forget(endpoint):
    request = urllib.request.Request(f"{endpoint}/moto-api/reset", data=b"", method="POST")
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=30):
        pass


def plan_of(shop):
    """The plan with the names that AWS makes up."""
    listener = shop.secure_listener.partition(":listener/")[2]
    text = PLAN.read_text(encoding="utf-8")
    for known, made in ((ZONE_OF_PLAN, shop.zone), (LISTENER_OF_PLAN, listener), ("ap-northeast-2", shop.region)):
        if known not in text:
            sys.exit(f"{PLAN}: does not contain {known}, which account.py replaces; restore it.")
        text = text.replace(known, made)
    return text


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("state", choices=["clean", "faulty"])
    parser.add_argument(
        "faults", nargs="*", metavar="FAULT", help="which; all if none is named: " + ", ".join(faults.ALL))
    parser.add_argument("--endpoint-url", required=True, type=loopback)
    parser.add_argument("--region", default="ap-northeast-2")
    parser.add_argument("--plan-out", type=pathlib.Path, help="a file for the plan that fits this account")
    parser.add_argument("--reset", action="store_true", help="forget everything that this moto has, before")
    arguments = parser.parse_args()
    unknown = [f for f in arguments.faults if f not in faults.ALL]
    if unknown or (arguments.faults and arguments.state == "clean"):
        parser.error(f"no such fault: {', '.join(unknown)}" if unknown else "a clean account has no faults")

    if arguments.reset:
        forget(arguments.endpoint_url)
    shop = Shop(clients_of(arguments.endpoint_url, arguments.region), arguments.region)
    names = (arguments.faults or list(faults.ALL)) if arguments.state == "faulty" else []
    planted = {name: faults.ALL[name](shop) for name in names}

    if arguments.plan_out:
        arguments.plan_out.write_text(plan_of(shop), encoding="utf-8")
    print(json.dumps({
        "account": shop.account, "region": shop.region, "zone": shop.zone, "listener": shop.secure_listener,
        "faults": planted}, indent=2))


if __name__ == "__main__":
    main()
