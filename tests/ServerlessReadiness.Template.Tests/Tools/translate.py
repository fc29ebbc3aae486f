"""Prints, as JSON, template.yaml as written and as SAM's own translator hands it to CloudFormation, the templates for
other accounts, and samconfig.toml.

Makes no AWS call: the region is given, and the template names no managed policy that would have to be looked up.
"""
import copy
import json
import os
import sys
import tomllib
from pathlib import Path

os.environ["AWS_DEFAULT_REGION"] = "eu-west-1"

from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse


def packaged(template):
    """What `sam package` does: local code becomes an object in S3."""
    result = copy.deepcopy(template)
    result["Globals"]["Function"]["CodeUri"] = "s3://code/bootstrap.zip"
    return result


def main(root):
    source = yaml_parse((root / "template.yaml").read_text(encoding="utf-8"))
    translated = Translator({}, Parser()).translate(packaged(source), parameter_values={})
    further = {
        file.name: yaml_parse(file.read_text(encoding="utf-8"))
        for file in sorted((root / "templates").glob("*.yaml"))}
    samconfig = tomllib.loads((root / "samconfig.toml").read_text(encoding="utf-8"))
    everything = {"source": source, "translated": translated, "templates": further, "samconfig": samconfig}
    json.dump(everything, sys.stdout, default=str)


main(Path(sys.argv[1]))
