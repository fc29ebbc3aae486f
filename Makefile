# make bootstrap            the native binary at artifacts/lambda/bootstrap
# make build-<Function>     what `sam build` calls for each function (BuildMethod: makefile)
CONFIGURATION ?= Release
RID           ?= $(if $(filter aarch64 arm64,$(shell uname -m)),linux-arm64,linux-x64)
AOT_COMPILER  := $(shell command -v clang >/dev/null 2>&1 || echo -p:CppCompilerAndLinker=gcc)
PROJECT       := functions/ServerlessReadiness.Bootstrap/ServerlessReadiness.Bootstrap.csproj

.PHONY: bootstrap build-AlarmResponder build-Clock build-Executor

bootstrap:
	dotnet publish $(PROJECT) -c $(CONFIGURATION) -r $(RID) -o artifacts/publish $(AOT_COMPILER) -v q
	mkdir -p artifacts/lambda
	cp artifacts/publish/bootstrap artifacts/lambda/bootstrap

build-AlarmResponder build-Clock build-Executor: bootstrap
	cp artifacts/lambda/bootstrap "$(ARTIFACTS_DIR)/bootstrap"
