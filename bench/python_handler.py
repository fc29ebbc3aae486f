#!/usr/bin/env python3
"""The alarm path as a plain Python function would have it: boto3 clients at module level, one call after another.

It answers an SNS-delivered CloudWatch alarm: read the event and the state, look at the group, commit the decision,
raise the group. The loop at the end does what Lambda's own runtime for Python does around a handler.
"""

import http.client
import json
import logging
import os
import sys
import time
import uuid

import boto3
from botocore.config import Config

TABLE = os.environ["READINESS_TABLE"]
EVENT = os.environ["BENCH_EVENT"]
COMPONENT = os.environ["BENCH_COMPONENT"]
OWN = "PYTHON#"  # Its writes stay beside those of the function that it is compared with.
SECONDS_KEPT = 2 * 24 * 3600

logging.basicConfig(level=logging.INFO, stream=sys.stdout, format="%(levelname)s %(message)s")
log = logging.getLogger("alarm")
config = Config(connect_timeout=1, read_timeout=3, retries={"max_attempts": 2, "mode": "standard"})
dynamodb = boto3.client("dynamodb", config=config)
autoscaling = boto3.client("autoscaling", config=config)
plans = {}


def key(pk, sk):
    return {"pk": {"S": pk}, "sk": {"S": sk}}


def get(pk, sk):
    item = dynamodb.get_item(TableName=TABLE, Key=key(pk, sk), ConsistentRead=True).get("Item")
    return json.loads(item["doc"]["S"]) if item else None


def plan_of(head):
    version = head["planVersion"]
    if version not in plans:
        plans[version] = get(f"EVENT#{EVENT}", f"PLAN#{version:06d}")
    return plans[version]


def load(keys):
    answer = dynamodb.batch_get_item(RequestItems={TABLE: {"Keys": keys, "ConsistentRead": True}})
    return {(i["pk"]["S"], i["sk"]["S"]): i for i in answer["Responses"].get(TABLE, [])}


def put(pk, sk, document, version, **attributes):
    item = key(pk, sk) | {"doc": {"S": json.dumps(document)}, "version": {"N": str(version + 1)}} | attributes
    request = {"TableName": TABLE, "Item": item, "ConditionExpression": "attribute_not_exists(pk)"}
    if version:
        request["ConditionExpression"] = "#version = :version"
        request["ExpressionAttributeNames"] = {"#version": "version"}
        request["ExpressionAttributeValues"] = {":version": {"N": str(version)}}
    return {"Put": request}


def handle(event):
    return [answer(json.loads(record["Sns"]["Message"])) for record in event["Records"]]


def answer(alarm):
    arn, state, changed_at = alarm["AlarmArn"], alarm["NewStateValue"], alarm["StateChangeTime"]
    head = get(f"EVENT#{EVENT}", "HEAD")
    plan = plan_of(head)
    component = next(c for c in plan["components"] if c["name"] == COMPONENT)
    group_name = component["resource"]["name"]
    memory_key = (f"{OWN}EVENT#{EVENT}", f"ALARM#{arn}")
    state_key = (f"EVENT#{EVENT}", f"COMPONENT#{COMPONENT}")
    found = load([key(*memory_key), key(*state_key)])
    memory = json.loads(found[memory_key]["doc"]["S"]) if memory_key in found else None
    now = int(time.time())
    if memory and memory["changedAt"] == changed_at:
        line = {"verdict": "Duplicate", "alarm": arn, "at": now}
        dynamodb.put_item(TableName=TABLE, Item=key(f"{OWN}JOURNAL", str(uuid.uuid4())) | {"doc": {"S": json.dumps(line)}})
        return {"verdict": "Duplicate", "reason": f"{arn} at {changed_at} was decided before"}
    if state != "ALARM" or head["mode"].lower() != "act":
        return {"verdict": "Ignored", "reason": f"{arn} is {state}, mode {head['mode']}"}

    groups = autoscaling.describe_auto_scaling_groups(AutoScalingGroupNames=[group_name])["AutoScalingGroups"]
    group = groups[0]
    serving = sum(1 for i in group["Instances"] if i["LifecycleState"] == "InService")
    goal = min(max(group["DesiredCapacity"], group["MinSize"], serving) + 1, component["ceiling"])
    run = str(uuid.uuid4())
    version = int(found[memory_key]["version"]["N"]) if memory else 0
    expires = {"expiresAt": {"N": str(now + SECONDS_KEPT)}}
    reason = f"raises group {group_name} to {goal}: {alarm['NewStateReason']}"
    dynamodb.transact_write_items(
        ClientRequestToken=run,
        TransactItems=[
            put(f"{OWN}INBOX#{state}/{changed_at}/{arn}", "INBOX", {}, 0, **expires),
            put(*memory_key, {"state": state, "changedAt": changed_at, "run": run}, version),
            put(f"{OWN}EVENT#{EVENT}", f"RUN#{run}", {"alarm": arn, "goal": goal, "at": now, "reason": reason}, 0),
            put(f"{OWN}JOURNAL", run, {"verdict": "Starts", "alarm": arn, "at": now, "reason": reason}, 0),
        ],
    )
    autoscaling.update_auto_scaling_group(
        AutoScalingGroupName=group_name, MinSize=goal, MaxSize=max(group["MaxSize"], goal)
    )
    log.info("%s", reason)
    return {"verdict": "Starts", "reason": reason, "run": run, "runState": "Done"}


def serve():
    runtime = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
    base = "/2018-06-01/runtime/invocation/"
    while True:
        runtime.request("GET", base + "next")
        response = runtime.getresponse()
        request_id = response.headers["Lambda-Runtime-Aws-Request-Id"]
        event = json.loads(response.read())
        try:
            path, body = f"{request_id}/response", json.dumps(handle(event))
        except Exception as e:  # The runtime reports whatever a handler lets through.
            log.exception("invocation failed")
            path, body = f"{request_id}/error", json.dumps({"errorMessage": str(e), "errorType": type(e).__name__})
        runtime.request("POST", base + path, body, {"Content-Type": "application/json"})
        runtime.getresponse().read()


if __name__ == "__main__":
    serve()
