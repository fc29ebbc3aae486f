"""Creates a template (standard input) as a stack in moto, and prints what came to be as JSON.

The argument is a JSON object of parameters. moto passes over the resource types that it does not know.
"""
import io
import json
import os
import sys
import zipfile

os.environ.update(AWS_DEFAULT_REGION="eu-west-1", AWS_ACCESS_KEY_ID="testing", AWS_SECRET_ACCESS_KEY="testing")

import boto3
from moto import mock_aws

STACK = "readiness"


def upload_code():
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as archive:
        archive.writestr("bootstrap", "not run here")
    s3 = boto3.client("s3")
    s3.create_bucket(Bucket="code", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    s3.put_object(Bucket="code", Key="bootstrap.zip", Body=code.getvalue())


def holds(written, template, parameters):
    """Whether a condition that is made of Not, Equals, Join and parameters is true."""
    if not isinstance(written, dict):
        return written
    (function, argument), = written.items()
    if function == "Ref":
        return parameters.get(argument, template["Parameters"].get(argument, {}).get("Default", argument))
    if function == "Fn::Join":
        return holds(argument[1], template, parameters).replace(",", argument[0])
    if function == "Fn::Equals":
        return holds(argument[0], template, parameters) == holds(argument[1], template, parameters)
    if function == "Fn::Not":
        return not holds(argument[0], template, parameters)
    raise ValueError(f"{function} in a condition is not known here")


def without_no_value(json, template, parameters):
    """moto leaves null in a list where CloudFormation leaves AWS::NoValue out: statements that do not apply."""
    if isinstance(json, dict):
        return {k: without_no_value(v, template, parameters) for k, v in json.items()}
    if not isinstance(json, list):
        return json
    kept = []
    for item in json:
        written = item.get("Fn::If") if isinstance(item, dict) else None
        if written and written[2] == {"Ref": "AWS::NoValue"}:
            if holds(template["Conditions"][written[0]], template, parameters):
                kept.append(without_no_value(written[1], template, parameters))
        else:
            kept.append(without_no_value(item, template, parameters))
    return kept


def create(template, parameters):
    template = json.loads(template)
    template = json.dumps(without_no_value(template, template, parameters))
    cloudformation = boto3.client("cloudformation")
    cloudformation.create_stack(
        StackName=STACK,
        TemplateBody=template,
        Parameters=[{"ParameterKey": k, "ParameterValue": v} for k, v in parameters.items()],
        Capabilities=["CAPABILITY_IAM"])
    stack = cloudformation.describe_stacks(StackName=STACK)["Stacks"][0]
    resources = cloudformation.list_stack_resources(StackName=STACK)["StackResourceSummaries"]
    return stack, sorted(r["LogicalResourceId"] for r in resources)


def function(name):
    found = boto3.client("lambda").get_function(FunctionName=name)
    return {
        "handler": found["Configuration"]["Handler"],
        "role": found["Configuration"]["Role"],
        "variables": found["Configuration"]["Environment"]["Variables"],
        "concurrency": found.get("Concurrency", {}).get("ReservedConcurrentExecutions"),
    }


def of_the_system(outputs):
    """The functions and the table, where the template has them."""
    if "TableName" not in outputs:
        return {}
    table = boto3.client("dynamodb").describe_table(TableName=outputs["TableName"])["Table"]
    return {
        "functions": {
            name: function(outputs[name + "Name"])
            for name in ("AlarmResponder", "Api", "Clock", "Executor", "Reporter", "Reviewer")},
        "table": {"name": table["TableName"], "index": table["GlobalSecondaryIndexes"][0]["IndexName"]},
    }


def main():
    with mock_aws():
        upload_code()
        stack, resources = create(sys.stdin.read(), json.loads(sys.argv[1]))
        outputs = {o["OutputKey"]: o["OutputValue"] for o in stack["Outputs"]}
        created = {
            "status": stack["StackStatus"],
            "outputs": outputs,
            "resources": resources,
            "queues": boto3.client("sqs").list_queues().get("QueueUrls", []),
            **of_the_system(outputs),
        }
    json.dump(created, sys.stdout)


main()
