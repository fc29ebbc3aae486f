"""Creates the translated template (standard input) as a stack in moto, and prints what came to be as JSON.

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


def create(template, parameters):
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


def main():
    with mock_aws():
        upload_code()
        stack, resources = create(sys.stdin.read(), json.loads(sys.argv[1]))
        outputs = {o["OutputKey"]: o["OutputValue"] for o in stack["Outputs"]}
        table = boto3.client("dynamodb").describe_table(TableName=outputs["TableName"])["Table"]
        created = {
            "status": stack["StackStatus"],
            "outputs": outputs,
            "resources": resources,
            "functions": {name: function(outputs[name + "Name"]) for name in ("AlarmResponder", "Clock", "Executor")},
            "table": {"name": table["TableName"], "index": table["GlobalSecondaryIndexes"][0]["IndexName"]},
        }
    json.dump(created, sys.stdout)


main()
