"""A recording run: the native binary against moto, with every request that it makes counted as AWS would bill it."""

import http.client
import http.server
import json
import math
import os
import queue
import re
import subprocess
import threading
import time
import urllib.parse
import uuid

KB = 1024
ARN = "arn:aws:lambda:us-east-1:123456789012:function:recorded"
NAMES = {"monitoring": "cloudwatch", "email": "ses"}
SCOPE = re.compile(r"Credential=[^/]+/\d+/[^/]+/([^/]+)/aws4_request")


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True


def serve(handler):
    server = Server(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"127.0.0.1:{server.server_address[1]}"


def size_of(item):
    """Bytes of an item as DynamoDB counts them: names and values."""
    return sum(len(name) + size_of_value(value) for name, value in item.items())


def size_of_value(value):
    (kind, content), = value.items()
    if kind == "M":
        return 3 + size_of(content)
    if kind == "L":
        return 3 + sum(size_of_value(v) for v in content)
    if kind == "B":
        return len(content) * 3 // 4
    return len(str(content).encode())


def read_units(items, consistent):
    """At least one request's unit even for what is not there."""
    return max(1, math.ceil(sum(size_of(i) for i in items) / (4 * KB))) * (1 if consistent else 0.5)


def write_units(item, transaction):
    """The table's, and the index's where the item is due: its keys alone, well below a kilobyte."""
    table = math.ceil(size_of(item) / KB) * (2 if transaction else 1)
    return table + (1 if "duePk" in item else 0)


def units(operation, request, answer):
    """(write units, read units) of one request to DynamoDB."""
    if operation == "PutItem":
        return write_units(request["Item"], False), 0
    if operation == "TransactWriteItems":
        written = [part[kind] for part in request["TransactItems"] for kind in part]
        return sum(write_units(w["Item"], True) if "Item" in w else 2 for w in written), 0
    if operation == "GetItem":
        return 0, read_units([answer.get("Item", {})], request.get("ConsistentRead"))
    if operation == "BatchGetItem":
        found = [(table, item) for table, items in answer.get("Responses", {}).items() for item in items]
        asked = sum(len(t["Keys"]) for t in request["RequestItems"].values())
        each = sum(read_units([item], request["RequestItems"][t].get("ConsistentRead")) for t, item in found)
        missing = asked - len(found)
        return 0, each + missing * (1 if next(iter(request["RequestItems"].values())).get("ConsistentRead") else 0.5)
    if operation == "Query":
        return 0, read_units(answer.get("Items", []), request.get("ConsistentRead"))
    return 0, 0


class Recorder:
    """Between the binary and moto. Counts what is asked for; changes nothing."""

    def __init__(self, upstream):
        self.upstream = upstream
        self.lock = threading.Lock()
        self.reset()
        recorder = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def forward(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                connection = http.client.HTTPConnection(recorder.upstream)
                own = ("host", "content-length", "connection")
                kept = {k: v for k, v in self.headers.items() if k.lower() not in own}
                connection.request(self.command, self.path, body, kept | {"Host": self.headers["Host"]})
                response = connection.getresponse()
                answer = response.read()
                recorder.count(self.headers, self.path, body, answer)
                self.send_response(response.status)
                for name, value in response.getheaders():
                    if name.lower() not in ("content-length", "connection", "transfer-encoding", "date", "server"):
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)
                connection.close()

            do_GET = do_POST = do_PUT = do_DELETE = forward

            def log_message(self, *_):
                pass

        self.server, self.address = serve(Handler)

    def reset(self):
        self.calls, self.metrics, self.write, self.read = {}, 0, 0, 0

    def count(self, headers, path, body, answer):
        scope = SCOPE.search(headers.get("Authorization", ""))
        service = NAMES.get(scope.group(1), scope.group(1)) if scope else "unknown"
        target = headers.get("X-Amz-Target")
        text = body.decode("utf-8", "replace")
        form = urllib.parse.parse_qs(text) if not target else {}
        operation = target.split(".")[-1] if target else form.get("Action", [path.split("?")[0]])[0]
        with self.lock:
            name = f"{service}:{operation}"
            self.calls[name] = self.calls.get(name, 0) + 1
            if service == "cloudwatch" and operation == "GetMetricData":
                queries = json.loads(text)["MetricDataQueries"] if text.startswith("{") else [
                    k for k in form if re.fullmatch(r"MetricDataQueries\.member\.\d+\.Id", k)]
                self.metrics += len(queries)
            if service == "dynamodb":
                write, read = units(operation, json.loads(text), json.loads(answer or b"{}"))
                self.write, self.read = self.write + write, self.read + read


class Function:
    """A process of the binary, with the Runtime API that it polls."""

    def __init__(self, binary, handler, environment):
        self.work, self.done = queue.Queue(), queue.Queue()
        function = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                request, payload = function.work.get()
                self.send_response(200)
                self.send_header("Lambda-Runtime-Aws-Request-Id", request)
                self.send_header("Lambda-Runtime-Deadline-Ms", str(int((time.time() + 140) * 1000)))
                self.send_header("Lambda-Runtime-Invoked-Function-Arn", ARN)
                self.send_header("Content-Length", str(len(payload)))
                self.end_headers()
                self.wfile.write(payload)

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                function.done.put((not self.path.endswith("error"), body.decode()))
                self.send_response(202)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server, address = serve(Handler)
        self.process = subprocess.Popen(
            [binary], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            env=environment | {"_HANDLER": handler, "AWS_LAMBDA_RUNTIME_API": address})
        self.log = 0
        threading.Thread(target=self.drain, daemon=True).start()

    def drain(self):
        for line in self.process.stdout:
            self.log += len(line)

    def invoke(self, payload, fails=False):
        """Seconds, bytes of log, and the answer."""
        logged, start = self.log, time.monotonic()
        self.work.put((str(uuid.uuid4()), payload.encode()))
        well, answer = self.done.get(timeout=150)
        seconds = time.monotonic() - start
        if not well and not fails:
            raise SystemExit(f"an invocation failed: {answer}")
        time.sleep(0.05)
        return seconds, self.log - logged, answer

    def peak_mebibytes(self):
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / KB

    def end(self):
        self.process.terminate()
        self.process.wait(timeout=20)
        self.server.shutdown()


def environment(table, endpoint, topic):
    return {
        "PATH": os.environ["PATH"], "AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing", "AWS_ENDPOINT_URL": f"http://{endpoint}",
        "READINESS_TABLE": table, "READINESS_ACCOUNT": "123456789012", "READINESS_NOTIFICATIONS_TOPIC_ARN": topic,
        "READINESS_LEADERSHIP_TOPIC_ARN": topic, "READINESS_ALARM_TOPIC_ARN": topic,
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "512"}
